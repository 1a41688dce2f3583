"""Hours by subject: of each person, and of all of them together."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from courses.boards.models import Domain
from courses.progress.models import Completion
from lms.people.models import Profile, Team
from tests import builders
from tests.reports.reading import read, rows_of, words_of

PAGE = reverse("lms_reports:hours")
FILE = reverse("lms_reports:hours_file")
QUERIES = 12


@pytest.mark.parametrize("who", ["marcus", "inez", "jo"])
def test_it_says_hours_of_each_person(request, signed_in, who, finished):
    shown = signed_in(request.getfixturevalue(who)).get(PAGE)
    assert shown.context["people"]["head"][2] == "Ethical responsibility"
    assert rows_of(shown) == [["Sam", "Van", "10 minutes", "", "20 minutes", "", "", "30 minutes"]]


def test_it_says_hours_together(signed_in, jo, finished, rosa, inez, course):
    builders.finish_course(rosa, course, inez)
    (table,) = signed_in(jo).get(PAGE).context["tables"]
    ethics, mentoring, together = ("Ethical responsibility", "20 minutes"), ("Mentoring and education", "40 minutes"), 1
    assert [tuple(row) for row in words_of(table)] == [ethics, mentoring, ("Together", f"{together} h")]


def test_it_knows_subjects_of_the_agencys_own(signed_in, jo, finished, harbor):
    own = Domain.objects.create(organization=harbor, label="Outreach")
    Completion.objects.filter(kind="lesson").update(domains={str(own.pk): 7})
    (table,) = signed_in(jo).get(PAGE).context["tables"]
    assert ["Outreach", "7 minutes"] in words_of(table)
    assert ["Without a subject", "3 minutes"] in words_of(table)


def test_it_counts_what_was_done_in_this_time(signed_in, jo, finished):
    Completion.objects.filter(kind="lesson").update(**{"completed_at": datetime(2026, 4, 1, 2, tzinfo=UTC)})
    asked = {"period": "dates", "since": "2026-03-01", "until": "2026-03-31"}
    assert rows_of(signed_in(jo).get(PAGE, asked))[0][-1] == "10 minutes"


def test_it_gives_numbers_as_numbers(signed_in, jo, finished):
    head, row = read(signed_in(jo).post(FILE))
    assert (head[0], row) == ("Name", ["Sam", "Van", "10", "0", "20", "0", "0", "30"])


def test_it_shows_a_supervisor_their_own_team_alone(signed_in, harbor, finished):
    other = builders.person("Ana", "supervisor", harbor, Team.objects.create(organization=harbor, name="Night"))
    shown = signed_in(other).get(PAGE)
    assert (rows_of(shown), words_of(shown.context["tables"][0])) == ([], [])


@pytest.mark.parametrize("role", ["supervisor", "trainer", "coordinator"])
def test_it_says_nothing_to_dana(signed_in, dana, role, finished, harbor):  # A12
    outsider = signed_in(dana(role))
    assert rows_of(outsider.get(PAGE, {"agency": harbor.pk})) == []
    assert read(outsider.post(FILE, {"agency": harbor.pk}))[1:] == []


def test_it_asks_the_database_as_often_for_many_as_for_few(
    signed_in, jo, harbor, course, van, inez, django_assert_num_queries
):
    client, (lesson,) = signed_in(jo), builders.lessons_of(course)

    def work(count):
        for _n in range(count):
            person = builders.person(f"Ana{Profile.objects.count()}", "new_hire", harbor, van)
            builders.take_lesson(builders.enroll(learner=person, organization=harbor, course=course), lesson)

    work(3)
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)
    work(27)
    with django_assert_num_queries(QUERIES):
        assert len(rows_of(client.get(PAGE))) == 30
