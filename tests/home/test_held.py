"""What is kept about me: all of it, and in words."""

import re
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import override
from wagtail.models import Page

from certificates.services import award, award_again, take_back
from courses.enrollment.models import Enrollment
from lms.home import privacy
from lms.home.access.services import give_way_back
from lms.people import held
from lms.people.column_names import COLUMN_NAMES
from lms.people.models import Profile


def columns_that_point_at_a_person() -> list[models.Field]:
    """Every column of ours that names somebody, or a course that somebody is on."""
    ours = [model for model in apps.get_models() if model._meta.app_label.startswith("lms_")]
    kept = [model for model in ours if not issubclass(model, Page)]  # what an author wrote is the agency's
    return [one for model in kept for one in model._meta.concrete_fields if one.related_model in (User, Enrollment)]


def asks_for(sql: str, column: models.Field) -> bool:
    """Whether this asks for the rows where somebody stands in the column; in one of a course, for their courses'."""
    table = column.model._meta.db_table
    if f'FROM "{table}"' not in sql:
        return False
    name = f'"{table}"."{column.column}"' if column.related_model is User else '"learner_id"'
    return re.search(rf"(?<!NOT \(){re.escape(name)} = \d+", sql) is not None


def test_it_asks_for_every_column_that_points_at_a_person(rosa):
    with CaptureQueriesContext(connection) as captured:
        privacy.held_about(rosa)
    asked = [query["sql"] for query in captured.captured_queries]
    columns = columns_that_point_at_a_person()
    assert len(columns) > 20
    assert [str(column) for column in columns if not any(asks_for(sql, column) for sql in asked)] == []


def test_it_has_a_label_in_every_language_for_what_people_read():
    shown = [one for column in columns_that_point_at_a_person() for one in column.model._meta.concrete_fields]
    plain = [one for one in shown if not isinstance(one.verbose_name, Promise) and not held._is_for_machines(one)]
    assert {str(one.verbose_name) for one in plain} - set(COLUMN_NAMES) == set(), "Give it a verbose_name."


def test_it_says_columns_in_spanish(finished, sam):
    with override("es"):
        (role,) = privacy.held_about(sam)["Funciones"]
    assert {"persona", "organización", "función", "equipo"} <= set(role)
    assert not {"user", "organization", "role", "team", "started at", "ended at"} & set(role)


def words_about(user: User, what: str) -> dict[str, str]:
    return privacy.held_about(user)[what][0]


def test_it_says_people_and_choices_in_words(finished, sam, inez):
    role = words_about(sam, "Roles")
    assert (role["user"], role["role"], role["team"]) == ("Sam", "New hire", "Van")
    attended = words_about(sam, "Sessions confirmed for you")
    assert (attended["confirmed by"], attended["as"], attended["course"]) == ("Inez", "Trainer", "First weeks")
    profile = words_about(sam, "Profile")
    assert (profile["colors"], profile["mail me when something waits"]) == ("As my phone does", "no")


def test_it_says_what_was_done_in_words(finished, sam):
    done = words_about(sam, "What you did")
    assert (done["kind"], done["its subjects"]) == ("Lesson", "Ethical responsibility: 10 minutes")
    assert (done["safety critical"], done["language"]) == ("no", "English")
    answered = words_about(sam, "Places and answers")
    assert (answered["part"], answered["answers"]) == ("Words that help", "right")


def test_it_says_days_by_the_clock_of_the_agency(rosa, harbor, enrollment):
    harbor.time_zone = "America/Los_Angeles"
    harbor.save()
    Enrollment.objects.update(enrolled_at=datetime(2026, 3, 1, 3, 30, tzinfo=UTC))
    assert words_about(rosa, "Courses")["enrolled at"] == "Feb. 28, 2026, 7:30 p.m."


def test_it_says_what_a_certificate_prints(finished, sam):
    award(enrollment=finished)
    printed = words_about(sam, "Certificates")["what is printed"]
    assert printed.startswith("name: Sam; course: First weeks; organization: Harbor Outreach; time: 30 minutes;")


def test_it_keeps_what_machines_need_apart(finished, sam):
    rows = [row for rows in privacy.held_about(sam).values() for row in rows]
    kept = [row.pop("for checking", "") for row in rows]
    assert str(finished.pk) in str(kept)
    assert not re.search(r"[0-9a-f]{32}|[{}]", " ".join(words for row in rows for words in row.values()))


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_a_page_to_read(signed_in, sam, finished, language):
    award(enrollment=finished)
    Profile.objects.filter(user=sam).update(language=language)
    page = signed_in(sam).get(reverse("lms_home:kept")).text
    assert "Words that help" in page
    for raw in ("new_hire", "True", "False", "user 1", "Enrollment object"):
        assert raw not in page


def test_it_tells_staff_what_they_did_and_not_for_whom(finished, rosa, inez):
    certificate = award(enrollment=finished)
    give_way_back(user=rosa, by=inez)
    take_back(certificate=certificate, by=inez, reason="Wrong name.")
    award_again(enrollment=finished, by=inez, reason="Now right.")
    held = privacy.held_about(inez)
    for what in ("Sessions you confirmed", "Times you let somebody back in", "Certificates you gave"):
        assert len(held[what]) == 1, what
    assert "Sam" not in str(held)
    assert "Rosa" not in str(held)
    assert str(certificate.code) not in str(held)
