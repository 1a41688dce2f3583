"""Nobody can be told from a table that leaves the agency. P04"""

from collections.abc import Iterator
from itertools import chain, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.reports.suppression import Hidden, Published, Shown, publish, publish_amounts

LEAST = 4
MOST = 9  # no figure that is held back is further than that above the least

counts = st.integers(0, 7)
tables = st.sampled_from([(1, 1), (1, 3), (2, 2), (2, 3), (3, 2)]).flatmap(
    lambda size: st.lists(st.lists(counts, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


def could_be(shown: Shown) -> range:
    """What somebody who knows the rule knows of one figure."""
    if shown == Hidden.FEW:
        return range(LEAST)
    return range(LEAST, LEAST + MOST) if shown == Hidden.HELD_BACK else range(int(shown), int(shown) + 1)


def fits(found: int, shown: Shown) -> bool:
    return found >= LEAST if shown == Hidden.HELD_BACK else found in could_be(shown)


def readings(table: Published) -> Iterator[list[list[int]]]:
    """Every table that could be behind what is shown."""
    rows = [
        [row for row in product(*map(could_be, cells)) if fits(sum(row), together)]
        for cells, together in zip(table.cells, table.rows, strict=True)
    ]
    for found in product(*rows):
        columns = [sum(column) for column in zip(*found, strict=True)]
        if all(map(fits, columns, table.columns)) and fits(sum(columns), table.total):
            yield [list(row) for row in found]


def figures(table: list[list[int]]) -> list[int]:
    columns = [sum(column) for column in zip(*table, strict=True)]
    return [*chain(*table), *map(sum, table), *columns, sum(columns)]


def shown_figures(table: Published) -> list[Shown]:
    return [*chain(*table.cells), *table.rows, *table.columns, table.total]


def is_held_back_whole(table: Published) -> bool:
    """Whether any number could stand at any place."""
    return set(shown_figures(table)) == {Hidden.HELD_BACK}


@given(tables)
def test_it_tells_no_figure_that_it_hides(table):  # P04
    shown = publish(table, least=LEAST)
    if is_held_back_whole(shown):
        return
    several = [set() for _figure in figures(table)]
    for reading in readings(shown):
        for known, count in zip(several, figures(reading), strict=True):
            known.add(count)
        if all(len(known) > 1 for known, one in zip(several, shown_figures(shown), strict=True) if one in set(Hidden)):
            return
    told = [one for known, one in zip(several, shown_figures(shown), strict=True) if len(known) == 1]
    assert set(told) & set(Hidden) == set()


@given(tables)
def test_it_shows_every_figure_as_what_it_is(table):  # P04
    published = publish(table, least=LEAST)
    for count, shown in zip(figures(table), shown_figures(published), strict=True):
        if is_held_back_whole(published):
            continue
        assert (shown == Hidden.FEW) == (count < LEAST)
        assert shown in (count, Hidden.FEW, Hidden.HELD_BACK)
        assert shown != Hidden.HELD_BACK or count >= LEAST


@pytest.mark.parametrize("table", [[[10, 20], [30, 40]], [[12]]])
def test_it_hides_nothing_where_nobody_is_few(table):
    shown = publish(table)
    assert shown.cells == table
    assert not {*shown.rows, *shown.columns, shown.total} & set(Hidden)


def test_it_holds_a_table_back_that_tells_by_its_limits():
    assert is_held_back_whole(publish([[1, 9], [1, 9], [1, 9], [1, 9], [1, 9], [1, 9], [1, 9], [1, 9], [1, 9]]))


def test_it_hides_what_would_tell_by_taking_away():
    shown = publish([[3, 20, 30], [40, 50, 60]])
    assert shown.cells == [[Hidden.FEW, Hidden.HELD_BACK, 30], [Hidden.HELD_BACK, Hidden.HELD_BACK, 60]]
    assert (shown.rows, shown.columns, shown.total) == ([53, 150], [43, 70, 90], 203)


AMOUNTS = st.lists(st.tuples(st.integers(0, 7), st.integers(1, 9)), max_size=3)


def amounts_behind(each: list[Shown], together: Shown) -> list[tuple[int, ...]]:
    """Every list of amounts that could be behind what is shown. The one held back is the least that many made."""
    most = min([29, *(int(one) for one in each if one not in set(Hidden))])
    known = {Hidden.FEW: range(30), Hidden.HELD_BACK: range(LEAST, most + 1)}
    ranges = [known.get(one, [one]) for one in each]
    return [found for found in product(*ranges) if together in set(Hidden) or sum(found) == together]


@given(AMOUNTS)
def test_it_tells_no_amount_that_it_hides(amounts):  # P04
    amounts = [(people, max(people, amount) if people else 0) for people, amount in amounts]
    each, together = publish_amounts(amounts, least=LEAST)
    fitting = amounts_behind(each, together)
    for number, one in enumerate(each):
        if one == Hidden.FEW or (one == Hidden.HELD_BACK and together not in set(Hidden)):
            assert len({found[number] for found in fitting}) > 1
        elif one not in set(Hidden):
            assert one == amounts[number][1]


@given(AMOUNTS)
def test_it_tells_no_sum_of_what_few_made(amounts):  # P04
    """The same few may be behind all of them."""
    amounts = [(people, max(people, amount) if people else 0) for people, amount in amounts]
    each, together = publish_amounts(amounts, least=LEAST)
    few = [number for number, one in enumerate(each) if one == Hidden.FEW]
    sums = {sum(found[number] for number in few) for found in amounts_behind(each, together)}
    assert not few or len(sums) > 1


def test_it_hides_one_more_amount_where_any_is_small():
    assert publish_amounts([(3, 90), (20, 600), (30, 700)]) == ([Hidden.FEW, Hidden.HELD_BACK, 700], 1390)
    assert publish_amounts([(50, 1000), (1, 60), (1, 90)]) == ([Hidden.HELD_BACK, Hidden.FEW, Hidden.FEW], 1150)
    assert publish_amounts([(12, 90), (20, 30)]) == ([90, 30], 120)


@pytest.mark.parametrize("amounts", [[(3, 90)], [(1, 60), (1, 90)], [(1, 60), (10, 10), (10, 10)]])
def test_it_holds_the_sum_back_where_no_other_amount_could_hide_it(amounts):  # P04
    assert publish_amounts(amounts)[1] == Hidden.HELD_BACK
