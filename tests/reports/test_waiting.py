"""What waits: shifts for a signature, lessons for another look."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from assessments.shadowing.models import ShadowEntry
from courses.review.models import Review
from lms.people.models import Profile, Team
from tests import builders
from tests.courses.review.conftest import look_at
from tests.reports.reading import read, words_of

PAGE = reverse("lms_reports:waiting")
FILE = reverse("lms_reports:waiting_file")
QUERIES = 10


@pytest.fixture
def sent(rosa, sam, harbor):
    """Two shifts of Rosa's and one of Sam's wait; one is not sent."""
    entries = [builders.shift(rosa, harbor, days_ago=n) for n in (1, 2)] + [builders.shift(sam, harbor)]
    builders.shift(sam, harbor, days_ago=3, send=False)
    ShadowEntry.objects.filter(pk=entries[1].pk).update(sent_at=datetime(2026, 3, 2, 3, tzinfo=UTC))
    return entries


@pytest.mark.parametrize("who", ["marcus", "inez", "jo"])
def test_it_says_how_many_shifts_wait_and_since_when(request, signed_in, who, marcus, sent):
    shown = signed_in(request.getfixturevalue(who)).get(PAGE)
    assert words_of(shown.context["tables"][0]) == [["Van", "3", "1 Mar 2026", "Marcus"]]
    assert "Rosa" not in shown.text


def test_it_counts_who_is_in_no_team_too(signed_in, jo, harbor):
    builders.shift(builders.person("Ana", "new_hire", harbor), harbor)
    ((name, count, _since, signers),) = words_of(signed_in(jo).get(PAGE).context["tables"][0])
    assert (name, count, signers) == ("In no team", "1", "")


def test_it_shows_a_supervisor_their_own_team_alone(signed_in, harbor, sent):
    other = builders.person("Ana", "supervisor", harbor, Team.objects.create(organization=harbor, name="Night"))
    (table,) = signed_in(other).get(PAGE).context["tables"]
    assert words_of(table) == []


@pytest.mark.parametrize("role", ["supervisor", "trainer", "coordinator"])
def test_it_says_nothing_to_dana(signed_in, dana, role, sent, harbor):  # A12
    outsider = signed_in(dana(role))
    shown = outsider.get(PAGE, {"agency": harbor.pk})
    assert [words_of(table) for table in shown.context["tables"]] == [[] for _table in shown.context["tables"]]
    assert "Van" not in outsider.post(FILE, {"agency": harbor.pk}).getvalue().decode()


def test_it_says_which_lessons_to_look_at_again(signed_in, jo, inez, marcus, harbor):
    module = builders.module(builders.course(harbor, "When it counts"))
    look_at(builders.lesson(module, "Air", safety_critical=True), jo)
    Review.objects.update(review_due=builders.today() + timedelta(days=9))
    for user in (jo, inez):
        (row,) = words_of(signed_in(user).get(PAGE).context["tables"][1])
        assert row[:3] == ["Air", "English", "Due soon"]
    assert len(signed_in(marcus).get(PAGE).context["tables"]) == 1


def test_it_puts_both_into_one_file(signed_in, jo, sent):
    rows = read(signed_in(jo).post(FILE))
    assert rows[0] == ["Shifts that wait for a signature"]
    assert rows[2][:3] == ["Van", "3", "2026-03-01"]
    assert ["Lessons to look at again"] in rows


def test_it_asks_the_database_as_often_for_many_as_for_few(signed_in, marcus, harbor, van, django_assert_num_queries):
    client = signed_in(marcus)
    for count in (3, 27):
        for _n in range(count):
            builders.shift(builders.person(f"Ana{Profile.objects.count()}", "new_hire", harbor, van), harbor)
        with django_assert_num_queries(QUERIES):
            client.get(PAGE)
