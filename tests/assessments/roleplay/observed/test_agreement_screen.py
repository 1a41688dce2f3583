"""How far observers agree: little of few, figures of many, and never of one person."""

import pytest
from django.urls import reverse

from assessments.roleplay.observed import agreeing
from assessments.roleplay.observed.models import Performance
from assessments.roleplay.observed.signing import standing_of
from assessments.roleplay.observed.third import third_look
from assessments.roleplay.rubrics.models import Rubric
from tests.assessments.roleplay.observed import building

PAGE = reverse("lms_assessments:agreement")
# What the second of two observers saw otherwise; the first sees everything at 4.
OTHERWISE = [{}, {"G1": 3}, {"G1": 2, "O1": "no"}, {"G4": 3}]


def words(answer):
    return " ".join(answer.text.split())


@pytest.fixture
def seen(inez, observing, rosas, practiced):
    """So many role-plays, each looked at by two, the next one otherwise than the one before."""

    def times(count, *, first=inez, second=observing, otherwise=OTHERWISE):
        for number in range(count):
            building.seen_twice(first, second, rosas, practiced, **otherwise[number % len(otherwise)])

    return times


def only(organization):
    (found,) = agreeing.scenarios([organization])
    return found


def test_it_says_nothing_of_nine(seen, harbor, inez, signed_in):
    seen(9)
    found = only(harbor)
    assert (found.n, found.is_few, found.ready, list(found.criteria)) == (9, True, None, [])
    assert "9 are too few to say." in words(signed_in(inez).get(PAGE))


def test_it_says_how_often_both_said_the_same_from_ten_on(seen, harbor, jo, signed_in):
    seen(10)
    listening, composure = only(harbor).criteria
    assert (listening.same, listening.near, listening.found.kappa) == (50, 80, None)
    assert (composure.same, composure.near) == (80, 100)
    (call,) = only(harbor).must_do
    assert (call.name, call.same) == ("Calls for help", 80)
    assert only(harbor).ready == 90
    shown = words(signed_in(jo).get(PAGE))
    assert "Ready, with or without support: 90 % of all looks." in shown
    assert ("Weighted kappa" in shown, "ICC(2,1)" in shown) == (False, False)


def test_it_adds_kappa_and_icc_from_thirty_on(seen, harbor, inez, signed_in):
    seen(30, otherwise=[{}, {"G1": 3}, {"both": {"G1": 2}}])
    found = only(harbor)
    # Of three pairs one is a level apart, and by chance 5/3 of a squared level would be.
    assert round(found.criteria[0].found.kappa, 3) == 0.8
    assert found.totals.low < found.totals.value < found.totals.high
    shown = words(signed_in(inez).get(PAGE))
    assert "Weighted kappa" in shown
    assert (
        f"ICC(2,1) {found.totals.value:.2f}, 95 % interval {found.totals.low:.2f} to {found.totals.high:.2f}." in shown
    )
    # Own composure was at 4 each time.
    assert found.criteria[1].found.kappa is None
    assert "cannot be told: all are alike" in shown


def test_it_counts_no_third_look_and_nothing_that_one_person_saw(seen, harbor, inez, reading, rosas, practiced):
    seen(10)
    apart = next(one for one in Performance.objects.all() if standing_of(one).asks_for_third)
    third_look(performance=apart, observer=reading, marks={"G1": 4, "O1": "yes"}, note="I read both.")
    building.played(inez, rosas, practiced)
    building.begin(inez, rosas, practiced)
    found = only(harbor)
    assert (found.n, found.observers, found.ready) == (10, 2, 90)


def test_it_takes_versions_of_a_rubric_together(seen, harbor):
    seen(5, otherwise=[{}])
    rubric = Rubric.objects.get()
    rubric.criteria = [building.criterion("G1", "Listening"), building.criterion("G7", "Teamwork")]
    rubric.save()
    seen(5, otherwise=[{}])
    lines = [(line.name, line.found.n, line.same) for line in only(harbor).criteria]
    assert lines == [("Listening", 10, 100), ("Teamwork", 5, None), ("Own composure", 5, None)]


def test_it_names_nobody(seen, inez, signed_in):
    seen(10)
    page = signed_in(inez).get(PAGE).text
    main = page[page.index("<main") : page.index("</main>")]
    assert [name for name in ("Rosa", "Inez", "Marcus") if name in main] == []
    assert "does not say who is nearer" in main


def test_it_is_for_trainers_and_coordinators(seen, inez, jo, rosa, sam, observing, reading, dana, signed_in):
    seen(10)
    assert "RP08" in signed_in(jo).get(PAGE).text
    for other in (rosa, sam, observing, reading, *(dana(role) for role in ("observer", "supervisor", "senior_peer"))):
        assert signed_in(other).get(PAGE).status_code == 404
    for role in ("trainer", "coordinator"):
        shown = words(signed_in(dana(role)).get(PAGE))
        assert ("RP08" in shown, "Nobody has looked at a role-play together yet." in shown) == (False, True)


def test_it_costs_the_same_however_much_was_played(seen, inez, signed_in, django_assert_max_num_queries):
    seen(12)
    client = signed_in(inez)
    with django_assert_max_num_queries(9):
        client.get(PAGE)
