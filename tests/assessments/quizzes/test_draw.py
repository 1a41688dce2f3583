"""Drawing from a bank: the pure rules."""

from hypothesis import given
from hypothesis import strategies as st

from assessments.quizzes.drawing import Item, Part, draw, mixed

banks = st.lists(st.tuples(st.sampled_from("ABC"), st.booleans()), max_size=12).map(
    lambda drawn: [Item(f"q{n}", objective, must) for n, (objective, must) in enumerate(drawn)]
)
plans = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(1, 5), st.integers(0, 5)), unique_by=lambda part: part[0], min_size=1
).map(lambda parts: [Part(objective, ask, min(ask, must)) for objective, ask, must in parts])
seeds = st.integers(0, 999).map(str)


@given(banks, plans, seeds)
def test_it_draws_the_same_for_the_same_seed_and_nothing_twice(bank, plan, seed):
    drawn = draw(bank, plan, seed)
    assert drawn == draw(bank[::-1], plan, seed)
    assert len(drawn) == len(set(drawn))


@given(banks, plans, seeds)
def test_it_asks_as_many_about_each_objective_as_there_are(bank, plan, seed):
    items = {item.key: item for item in bank}
    drawn = [items[key] for key in draw(bank, plan, seed)]
    for part in plan:
        here = [item for item in bank if item.objective == part.objective]
        asked = [item for item in drawn if item.objective == part.objective]
        assert len(asked) == min(part.ask, len(here))
        musts, others = (sum(item.must_know is known for item in here) for known in (True, False))
        if musts >= part.must_know and others >= part.ask - part.must_know:
            assert sum(item.must_know for item in asked) == part.must_know


@given(banks, plans, seeds)
def test_it_keeps_what_was_drawn_when_questions_come_and_go(bank, plan, seed):
    before = draw(bank, plan, seed)
    fewer = [item for item in bank if item.key not in before[:1]]
    after = draw([*fewer, Item("new", "A", False)], plan, seed, keep=before)
    assert after[: len(before[1:])] == before[1:]
    assert draw(bank, plan, seed, keep=before) == before


def test_it_draws_otherwise_for_somebody_else():
    bank, plan = [Item(n, "A", False) for n in range(20)], [Part("A", 5, 0)]
    assert len({tuple(draw(bank, plan, str(seed))) for seed in range(20)}) > 15


@given(st.integers(2, 9), seeds)
def test_it_mixes_everything_and_never_leaves_it_straight(count, seed):
    assert sorted(mixed(count, seed)) == list(range(count))
    assert mixed(count, seed, never_straight=True) != list(range(count))
