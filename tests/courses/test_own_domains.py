"""Subjects of an agency's own: lessons count for them, and paper says what they were called."""

import csv
from datetime import date

import pytest
from django.urls import reverse

from certificates import completion_record, facts, pdf, transcript, verification
from certificates.services import award
from courses.boards.models import Domain
from courses.boards.services import retire_board, write_board
from courses.outside.imports import read_trainings
from courses.outside.models import OutsideTraining
from courses.pages.models import LessonPage
from courses.progress.models import Completion
from lms.home.privacy import hours_sheet
from tests import builders
from tests.certificates.reading import words_of
from tests.courses.editing import PUBLISH, add, edit, errors, lesson

ASKED = {"name": "State board", "source": "example.org", "as_of": date(2026, 11, 1), "hours": {"Street outreach": 12}}


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def board(harbor, jo):
    return write_board(organization=harbor, by=jo, **ASKED)


@pytest.fixture
def outreach(board) -> Domain:
    return Domain.objects.get()


@pytest.fixture
def counted(finished, outreach):
    """Sam's lesson counted for it."""
    Completion.objects.filter(kind="lesson").update(domains={str(outreach.pk): 10})
    return finished


def test_it_has_a_box_in_the_editor_and_counts(signed_in, inez, course, outreach):
    module = builders.module(course)
    data = lesson(domains_ethics="4", **{f"domains_{outreach.pk}": "6"})
    add(signed_in(inez), module, LessonPage, **data, **PUBLISH)
    assert LessonPage.objects.get(title="Kits").domains == {"ethics": 4, str(outreach.pk): 6}


def test_it_adds_up_with_the_others(signed_in, inez, course, outreach):
    data = lesson(domains_ethics="10", **{f"domains_{outreach.pk}": "6"})
    answer = add(signed_in(inez), builders.module(course), LessonPage, **data, **PUBLISH)
    assert errors(answer) == ["The domains add up to 16 minutes, but this takes 10."]


def test_it_keeps_its_box_where_it_counts_after_the_board_is_gone(signed_in, inez, jo, course, board, outreach):
    page = builders.lessons_of(course)[0]
    page.domains = {str(outreach.pk): 10}
    page.save_revision().publish()
    retire_board(board=board, by=jo)
    boxes = lesson(domains_ethics="", slug=page.slug, **{f"domains_{outreach.pk}": "10"})
    edit(signed_in(inez), page, **boxes, **PUBLISH)
    assert LessonPage.objects.get(pk=page.pk).domains == {str(outreach.pk): 10}
    other = reverse("wagtailadmin_pages:add", args=["lms_courses", "lessonpage", page.get_parent().pk])
    assert "Street outreach" not in signed_in(inez).get(other).text


def test_it_has_no_box_in_another_agency(signed_in, dana, outreach):
    trainer = dana("trainer")
    module = builders.module(builders.course(trainer.memberships.get().organization))
    data = lesson(domains_ethics="4", **{f"domains_{outreach.pk}": "6"})
    answer = add(signed_in(trainer), module, LessonPage, **data, **PUBLISH)
    assert "Street outreach" not in answer.text
    assert errors(answer) == ["The domains add up to 4 minutes, but this takes 10."]


def test_it_is_printed_as_it_was_called_when_it_was_awarded(counted, outreach):
    certificate = award(enrollment=counted)
    before = facts.digest(certificate.facts)
    Domain.objects.update(label="Something else")
    certificate.refresh_from_db()
    assert (certificate.facts["labels"], facts.digest(certificate.facts)) == (
        {str(outreach.pk): "Street outreach"},
        before,
    )
    assert {"label": "Street outreach", "time": "10 minutes"} in verification.shown(certificate)["domains"]
    assert "Street outreach" in words_of(pdf.render(certificate))


def test_it_adds_nothing_to_the_facts_of_other_certificates(finished):
    assert "labels" not in award(enrollment=finished).facts


def test_it_stands_in_the_transcript_and_beside_its_board(counted, sam, signed_in, board):
    assert "Street outreach 10 minutes" in " ".join(words_of(transcript.render([counted], learner=sam)).split())
    answer = signed_in(sam).get(reverse("lms_certificates:transcript"), {"board": str(board.pk)})
    assert "Street outreach 12 hours 10 minutes" in " ".join(words_of(answer.content).split())


def test_it_stands_in_a_completion_record(sam, inez, harbor, outreach):
    course = builders.course(harbor, "Breathing first")
    builders.lesson(builders.module(course), safety_critical=True, domains={str(outreach.pk): 10})
    done = builders.finish_course(sam, course, inez)
    assert "Street outreach 10 minutes" in " ".join(words_of(completion_record.render(done)).split())


def test_it_can_be_chosen_for_training_from_elsewhere(signed_in, rosa, dana, outreach):
    typed = {"title": "Walking along", "provider": "County", "taken_on": "2026-03-01", "hours": "2"}
    add_one = reverse("lms_home:outside_add")
    signed_in(rosa).post(add_one, {**typed, "domain": str(outreach.pk)})
    assert OutsideTraining.objects.get().domain == str(outreach.pk)
    assert "Street outreach" in signed_in(rosa).get(reverse("lms_home:record")).text
    signed_in(dana("new_hire")).post(add_one, {**typed, "domain": str(outreach.pk)})
    assert OutsideTraining.objects.count() == 1


def test_it_is_known_by_its_name_in_a_list_of_trainings(rosa, jo, harbor, outreach):
    head = "username,title,provider,date,minutes,domain\n"
    row = "rosa,Walking along,County,2026-03-01,60,"
    found = read_trainings(f"{head}{row}street outreach\n".encode(), organization=harbor, by=jo)
    assert [line.details.domain for line in found.lines] == [str(outreach.pk)]
    unknown = read_trainings(f"{head}{row}stars\n".encode(), organization=harbor, by=jo)
    assert "harm_reduction, Street outreach." in str(unknown.sheet.problems)


def test_it_has_a_column_in_the_spreadsheet_of_ones_hours(counted, sam):
    rows = list(csv.DictReader(hours_sheet(sam).decode("utf-8-sig").splitlines()))
    assert [row["Street outreach"] for row in rows if row["what"] == "Words that help"] == ["10"]
