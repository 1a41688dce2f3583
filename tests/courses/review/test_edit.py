"""An edit returns exactly that lesson and that language to review."""

import pytest

from courses.review.queries import reviews_of
from courses.review.rules import State
from tests import builders
from tests.courses.review.conftest import WAIT, edited


@pytest.fixture
def spanish(lesson):
    return builders.in_spanish(lesson)


@pytest.fixture
def signed(lesson, timed, spanish, teaches, reviewed):
    """Everything reviewed, in both languages."""
    teaches("2-3")
    for one in (lesson, timed, spanish):
        reviewed(one)


def test_it_returns_the_lesson_whose_claim_was_edited(signed, lesson, timed, spanish, stands):
    edited(lesson, "not waking", "not talking")
    assert [stands(one).state for one in (lesson, timed, spanish)] == [
        State.IN_REVIEW,
        State.REVIEWED,
        State.REVIEWED,
    ]


def test_it_lets_a_typo_elsewhere_stand(signed, lesson, stands):
    edited(lesson, "Why it matters.", "Why this matters.")
    assert stands(lesson).state == State.REVIEWED


def test_it_returns_a_question_that_a_claim_is_tested_by(signed, lesson, stands):
    edited(lesson, "The clock", "The weather")
    assert stands(lesson).state == State.IN_REVIEW


def test_it_returns_what_a_value_is_part_of(signed, lesson, timed, teaches, stands):
    teaches("4")
    stand = stands(timed)
    assert (stand.state, [item.id for item in stand.items if not item.is_cleared]) == (
        State.IN_REVIEW,
        ["SC04", WAIT],
    )
    assert stands(lesson).state == State.REVIEWED


def test_it_leaves_spanish_as_it_was(timed, teaches, reviewed, stands, harbor):
    spanish = builders.in_spanish(timed)
    for language, page in (("en", timed), ("es", spanish)):
        teaches("2-3", language)
        reviewed(page)
    teaches("4", "en")
    assert (stands(timed).state, stands(spanish).state) == (State.IN_REVIEW, State.REVIEWED)
    assert reviews_of(harbor).reviewed("es") == {WAIT: "2-3"}


def test_it_returns_what_quotes_a_line_of_the_sheet(harbor, jo, lesson, reviewed, stands):
    from datetime import date

    from lms.people.local.services import write_line

    told = builders.safety(builders.text("[[local:good_samaritan]]"), claims=("SC16",))
    law = builders.lesson(lesson.get_parent().specific, "The law", [[told]], safety_critical=True)
    reviewed(law, kind="legal")
    assert stands(law).state == State.REVIEWED
    line = {"topic": "good_samaritan", "source": "Act 1", "as_of": date.today()}
    write_line(organization=harbor, by=jo, text="Covers the caller.", **line)
    assert stands(law).state == State.IN_REVIEW


def test_it_keeps_what_is_a_draft_to_itself(signed, lesson, stands):
    lesson.pages.raw_data[1]["value"]["body"][0]["value"]["body"][0]["value"] = "<p>Something else.</p>"
    lesson.save_revision()
    assert stands(lesson).state == State.REVIEWED
