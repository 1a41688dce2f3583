"""What boards ask, as it ships, and how a record is measured against it."""

from hypothesis import given
from hypothesis import strategies as st

from courses.boards.rules import measure, together
from courses.boards.shipped import BOARDS, DOMAINS

minutes = st.dictionaries(st.sampled_from(sorted(DOMAINS)), st.integers(0, 4000))


def test_it_ships_the_two_lists_that_we_have_read():
    # facts.md 1.4: 46 hours with 16 in ethics; five domains of ten hours each.
    hours = {board.key: {key: asked // 60 for key, asked in board.required.items()} for board in BOARDS}
    assert hours == {
        "icrc-peer-recovery": {"ethics": 16, "advocacy": 10, "mentoring": 10, "wellness": 10},
        "delaware-peer": {"ethics": 10, "advocacy": 10, "mentoring": 10, "wellness": 10, "harm_reduction": 10},
    }
    assert all(board.source for board in BOARDS)


@given(minutes, minutes)
def test_it_lets_no_domain_fill_another(here, elsewhere):
    for line in measure(dict.fromkeys(DOMAINS, 600), here=here, elsewhere=elsewhere):
        assert line.missing == max(0, 600 - here.get(line.domain, 0) - elsewhere.get(line.domain, 0))


def test_it_adds_up_what_is_missing_and_not_what_is_left_over():
    lines = measure({"ethics": 600, "advocacy": 600}, here={"ethics": 900, "wellness": 50}, elsewhere={"advocacy": 60})
    total = together(lines)
    assert (total.asked, total.here, total.elsewhere, total.missing) == (1200, 900, 60, 540)
