"""Who finished what: of whom, in which time, and to whom it is shown."""

from datetime import UTC, datetime

import pytest
from django.shortcuts import resolve_url
from django.urls import reverse

from lms import conf
from lms.people.models import Profile, Team
from tests import builders
from tests.reports.reading import finish_on, read, rows_of

PAGE = reverse("lms_reports:finished")
FILE = reverse("lms_reports:finished_file")


@pytest.mark.parametrize("who", ["marcus", "inez", "jo"])
def test_it_says_who_finished_what(request, signed_in, who, finished):
    (row,) = rows_of(signed_in(request.getfixturevalue(who)).get(PAGE))
    assert row[:3] == ["Sam", "Van", "First weeks"]
    assert row[4] == "30 minutes"


def test_it_counts_by_course(signed_in, inez, finished, enrollment):
    (table,) = signed_in(inez).get(PAGE).context["tables"]
    assert table["rows"] == [[("Course", "First weeks"), ("Finished", "1"), ("On it today", "1")]]


def test_it_shows_a_supervisor_their_own_team_alone(signed_in, harbor, finished):
    night = Team.objects.create(organization=harbor, name="Night")
    other = builders.person("Marcus-night", "supervisor", harbor, night)
    shown = signed_in(other).get(PAGE)
    assert (rows_of(shown), shown.context["tables"][0]["rows"]) == ([], [])
    assert "Nothing in this time yet." in shown.text
    assert "Van" not in shown.text
    assert read(signed_in(other).post(FILE, {"team": finished.learner.memberships.get().team_id}))[1:] == []


@pytest.mark.parametrize("role", ["supervisor", "trainer", "coordinator"])
def test_it_says_nothing_to_dana(signed_in, dana, role, finished, harbor):  # A12
    outsider = signed_in(dana(role))
    asked = {"agency": harbor.pk, "team": finished.learner.memberships.get().team_id}
    for response in (outsider.get(PAGE), outsider.get(PAGE, asked), outsider.post(FILE), outsider.post(FILE, asked)):
        assert not {b"Sam", b"Harbor", b"First weeks", b"Van"} & {*response.getvalue().replace(b'"', b" ").split()}


@pytest.mark.parametrize("role", ["new_hire", "senior_peer"])
def test_it_is_not_for_those_who_learn(signed_in, dana, rosa, role, finished):
    for client in (signed_in(rosa), signed_in(dana(role))):
        assert [client.get(PAGE).status_code, client.post(FILE).status_code] == [404, 404]
        assert client.get(reverse("lms_reports:reports")).status_code == 404


@pytest.mark.parametrize("asked", [{"until": "9999-12-31"}, {"since": "0001-01-01"}, {"since": "9999-12-31"}])
def test_it_asks_for_days_that_a_clock_can_show(signed_in, jo, finished, asked):
    shown = signed_in(jo).get(PAGE, {"period": "dates", **asked})
    assert "Choose a day in the years 2000 to 2100." in shown.text
    assert "people" not in shown.context
    assert signed_in(jo).post(FILE, {"period": "dates", **asked}).status_code == 302


def test_it_never_shows_somebody_their_own_among_others(signed_in, harbor, course, inez, van):
    both = builders.person("Ana", "supervisor", harbor, van)
    builders.finish_course(both, course, inez)
    assert rows_of(signed_in(both).get(PAGE)) == []
    assert len(rows_of(signed_in(inez).get(PAGE))) == 1


def test_it_lets_go_of_who_left(signed_in, jo, sam, finished):
    sam.memberships.update(ended_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert rows_of(signed_in(jo).get(PAGE, {"period": "all"})) == []


def test_it_counts_days_by_the_clock_of_the_agency(signed_in, jo, finished):
    finish_on(finished, 2026, 4, 1, hour=2)  # still March in New York
    client = signed_in(jo)
    asked = {"period": "dates", "since": "2026-03-31", "until": "2026-03-31"}
    assert rows_of(client.get(PAGE, asked))[0][3] == "31 Mar 2026"
    assert rows_of(client.get(PAGE, {**asked, "since": "2026-04-01", "until": ""})) == []


def test_it_asks_for_days_in_order(signed_in, jo, finished):
    shown = signed_in(jo).get(PAGE, {"period": "dates", "since": "2026-04-02", "until": "2026-04-01"})
    assert "This is before the first day." in shown.text
    assert "people" not in shown.context


def test_it_is_about_one_course_or_team_where_asked(signed_in, jo, harbor, finished, inez, sam):
    more = builders.small_course(harbor, "More weeks")
    builders.finish_course(sam, more, inez)
    client = signed_in(jo)
    assert [row[2] for row in rows_of(client.get(PAGE, {"course": more.key}))] == ["More weeks"]
    night = Team.objects.create(organization=harbor, name="Night")
    assert rows_of(client.get(PAGE, {"team": night.pk})) == []


def test_it_gives_the_same_as_a_file_that_runs_nothing(signed_in, jo, finished):  # I04
    Profile.objects.filter(user=finished.learner).update(chosen_name="=HYPERLINK(1)")
    finish_on(finished, 2026, 3, 2)
    response = signed_in(jo).post(FILE, {"period": "all"})
    assert response.streaming
    assert read(response)[1:] == [["'=HYPERLINK(1)", "Van", "First weeks", "2026-03-02", "30"]]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_it_names_the_file_after_the_day_of_the_agency(signed_in, jo, finished, evening, form):
    today = evening().isoformat()
    response = signed_in(jo).post(FILE, {"period": "all", "form": form})
    assert f'finished-{today}.{form}"' in response["Content-Disposition"]


def test_it_asks_who_it_is_before_it_hands_out_names(signed_in, jo, finished, settings):  # A07
    settings.LMS_STEP_UP = -1
    assert signed_in(jo).post(FILE)["Location"].startswith(resolve_url(conf.step_up_url()))


def test_it_shows_fifty_at_a_time(signed_in, jo, harbor, course, van):
    people = [builders.person(f"Ana{n}", "new_hire", harbor, van) for n in range(51)]
    for person in people:
        finish_on(builders.enroll(learner=person, organization=harbor, course=course), 2026, 3, 1)
    first = signed_in(jo).get(PAGE, {"period": "all"})
    assert (len(rows_of(first)), "Page 1 of 2" in first.text) == (50, True)
    assert len(rows_of(signed_in(jo).get(PAGE + first.context["url_after"]))) == 1


def test_it_asks_the_database_as_often_for_many_as_for_few(
    signed_in, jo, harbor, course, van, django_assert_num_queries
):
    client = signed_in(jo)

    def finish(count):
        for _n in range(count):
            person = builders.person(f"Ana{Profile.objects.count()}", "new_hire", harbor, van)
            finish_on(builders.enroll(learner=person, organization=harbor, course=course), 2026, 3, 1)

    finish(3)
    with django_assert_num_queries(QUERIES):
        client.get(PAGE, {"period": "all"})
    finish(27)
    with django_assert_num_queries(QUERIES):
        client.get(PAGE, {"period": "all"})


QUERIES = 10
