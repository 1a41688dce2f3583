"""A coordinator's first week: five things, each done when it is done, and gone together."""

from datetime import date

import pytest

from courses.review.services import open_packet
from lms.home.first_week import FIRST_LINES, first_week
from lms.people.local.services import write_line
from tests import builders


def open_steps(user):
    return [step.title for step in first_week(user) if not step.is_done]


def say_who_we_are(harbor):
    harbor.contact_name, harbor.pays_for_learning = "Inez", False
    harbor.save()


def write_the_first_lines(harbor, jo):
    for topic in FIRST_LINES:
        write_line(
            organization=harbor, by=jo, topic=topic, text="So we do it.", source="Handbook", as_of=date(2026, 11, 1)
        )


def test_it_asks_for_everything_on_the_first_day(signed_in, jo):
    assert open_steps(jo) == [
        "Say who you are",
        "Write down how it works here",
        "Publish a first course",
        "Invite the first people",
    ]
    assert "Your first week" in signed_in(jo).get("/").text


def test_it_leads_to_the_first_line_that_is_missing(jo, harbor):
    write_line(
        organization=harbor, by=jo, topic=FIRST_LINES[0], text="Ours.", source="Handbook", as_of=date(2026, 11, 1)
    )
    (step,) = [step for step in first_week(jo) if step.title == "Write down how it works here"]
    assert step.url == f"/agency/lines/{FIRST_LINES[1].value}/"
    assert str(FIRST_LINES[0].label) not in step.why


def test_it_asks_for_a_reviewer_where_a_life_may_depend_on_a_lesson(jo, harbor, course):
    lesson = builders.lesson(
        course.get_first_child().specific,
        "Breathing",
        [[builders.safety(builders.text("Look."))]],
        safety_critical=True,
    )
    assert "Ask a reviewer" in open_steps(jo)
    open_packet(organization=harbor, by=jo, kind="clinician", language="en", activity_keys=[lesson.key])
    assert "Ask a reviewer" not in open_steps(jo)


def test_it_goes_when_all_of_it_is_done(signed_in, jo, harbor, enrollment):
    say_who_we_are(harbor)
    write_the_first_lines(harbor, jo)
    assert first_week(jo) == []
    assert "Your first week" not in signed_in(jo).get("/").text


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer"])
def test_it_is_the_coordinators(signed_in, dana, role):
    assert "Your first week" not in signed_in(dana(role)).get("/").text


def test_it_says_to_dana_what_her_own_agency_lacks(dana, harbor, jo, enrollment):  # A12
    say_who_we_are(harbor)
    write_the_first_lines(harbor, jo)
    assert len(open_steps(dana("coordinator"))) == 4
