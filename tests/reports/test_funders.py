"""What a funder gets: figures, no names, and none by which somebody could be told."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from certificates.services import award
from courses.progress.models import Completion
from lms.people.models import Membership, Profile, Team
from lms.people.services import add_member
from tests import builders
from tests.reports.reading import read, words_of

PAGE = reverse("lms_reports:funders")
FILE = reverse("lms_reports:funders_file")
QUERIES = 11


def trained(count, course, harbor, *, team=None, role="new_hire"):
    """So many people who took the first lesson."""
    (lesson,) = builders.lessons_of(course)
    for _n in range(count):
        person = builders.person(f"Ana{Profile.objects.count()}", role, harbor, team)
        builders.take_lesson(builders.enroll(learner=person, organization=harbor, course=course), lesson)


def tables(client, **asked):
    return [words_of(table) for table in client.get(PAGE, asked).context["tables"]]


@pytest.fixture
def kent(harbor):
    harbor.county = "Sussex"
    harbor.save()
    return Team.objects.create(organization=harbor, name="Night", county="Kent")


@pytest.mark.parametrize("who", ["inez", "jo"])
def test_it_counts_people_by_role_and_county(request, signed_in, who, harbor, van, kent, course):
    trained(10, course, harbor, team=van)
    trained(11, course, harbor, team=kent)
    shown = signed_in(request.getfixturevalue(who)).get(PAGE).context["tables"][0]
    assert shown["head"] == ["Role", "Kent", "Sussex", "Together"]
    assert words_of(shown) == [["New hire", "11", "10", "21"], ["Together", "11", "10", "21"]]


def test_it_hides_small_figures_and_what_would_tell_them(signed_in, jo, harbor, van, kent, course):  # P04
    trained(3, course, harbor, team=van)
    trained(11, course, harbor, team=kent)
    people, hours, certificates = tables(signed_in(jo))
    assert people == [["New hire", "held back", "<10", "14"], ["Together", "held back", "<10", "14"]]
    assert hours == [["Ethical responsibility", "2 h 20 min"], ["Together", "2 h 20 min"]]
    assert certificates == []


def test_it_hides_hours_that_few_made(signed_in, jo, harbor, course, finished):  # P04
    trained(11, course, harbor)
    hours = tables(signed_in(jo))[1]
    few, others = ["Mentoring and education", "of fewer than ten people"], ["Ethical responsibility", "held back"]
    assert hours == [others, few, ["Together", "2 h 20 min"]]


def test_it_hides_time_without_a_subject_that_few_made(signed_in, jo, harbor, course):  # P04
    trained(12, course, harbor)
    Completion.objects.filter(pk=Completion.objects.first().pk).update(domains={})
    assert ["Without a subject", "of fewer than ten people"] in tables(signed_in(jo))[1]


def test_it_counts_certificates_by_course_and_language(signed_in, jo, harbor, course, finished):
    award(enrollment=finished)
    shown = signed_in(jo).get(PAGE).context["tables"][2]
    assert shown["head"] == ["Course", "English", "Together"]
    assert words_of(shown) == [["First weeks", "<10", "<10"], ["Together", "<10", "<10"]]


def test_it_counts_everybody_once_and_who_left_too(signed_in, jo, harbor, course, van):
    trained(10, course, harbor, team=van)
    learners = User.objects.filter(enrollments__isnull=False)
    add_member(user=learners.first(), organization=harbor, role="senior_peer", team=van)
    Membership.objects.filter(user=learners.last()).update(ended_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert tables(signed_in(jo))[0][-1][-1] == "10"
    Membership.objects.filter(user=learners.last()).delete()
    assert [row[0] for row in tables(signed_in(jo))[0]] == ["New hire", "Senior peer", "Here no longer", "Together"]


def test_it_names_nobody(signed_in, jo, finished):
    for response in (signed_in(jo).get(PAGE), signed_in(jo).post(FILE)):
        assert b"Sam" not in response.getvalue()


def test_it_puts_all_of_it_into_one_file(signed_in, jo, finished):
    rows = read(signed_in(jo).post(FILE))
    assert rows[:2] == [["People who took part, by role and county"], ["Role", "County not said", "Together"]]
    assert ["New hire", "<10", "<10"] in rows


@pytest.mark.parametrize("who", ["marcus", "rosa"])
def test_it_is_not_for_a_team_alone(request, signed_in, who, finished):
    client = signed_in(request.getfixturevalue(who))
    assert [client.get(PAGE).status_code, client.post(FILE).status_code] == [404, 404]


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_it_says_nothing_to_dana(signed_in, dana, role, finished, harbor):  # A12
    outsider = signed_in(dana(role))
    assert tables(outsider, agency=harbor.pk) == [[], [], []]
    assert b"First weeks" not in outsider.post(FILE, {"agency": harbor.pk}).getvalue()


def test_it_asks_the_database_as_often_for_many_as_for_few(
    signed_in, jo, harbor, course, van, django_assert_num_queries
):
    client = signed_in(jo)
    for count in (3, 27):
        trained(count, course, harbor, team=van)
        with django_assert_num_queries(QUERIES):
            client.get(PAGE)
