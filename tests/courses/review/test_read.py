"""What learners read in a safety-critical lesson: who stands behind it, and no value that nobody has reviewed."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from courses.enrollment.services import enroll
from courses.progress.services import turn_page
from courses.review.models import Review
from courses.review.reader import registry
from courses.review.services import take_back_review
from lms.people.local.services import choose_words, write_line
from lms.people.models import Organization
from lms.people.services import add_member
from tests import builders
from tests.courses.review.conftest import WAIT, edited

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NOT_SET = "the time your agency teaches (not set yet; ask Inez)"


@pytest.fixture
def reads(signed_in, rosa, harbor, course):
    """The first page of a lesson, as Rosa gets it; without its ids, in which any two digits may stand."""
    enroll(learner=rosa, organization=harbor, course=course)
    client = signed_in(rosa)

    def page(lesson, number=None):
        where = {"key": lesson.key} if number is None else {"key": lesson.key, "page": number}
        name = "lms_courses:activity" if number is None else "lms_courses:page"
        return ID.sub("", client.get(reverse(name, kwargs=where)).text)

    return page


def test_it_says_that_nobody_has_reviewed_it(reads, lesson):
    shown = reads(lesson)
    assert "Not yet clinically reviewed here" in shown
    assert "911 dispatcher" in shown


def test_it_says_who_reviewed_it_and_until_when(reads, lesson, reviewed):
    assert "Not yet clinically reviewed" in reads(lesson)
    (review,) = reviewed(lesson)
    shown = reads(lesson)
    assert "Dana, MD, emergency medicine" in shown
    assert f"again by {review.review_due:%-d %b %Y}" in shown
    assert "Not yet clinically reviewed" not in shown


def test_it_turns_back_at_once_when_it_is_edited(reads, lesson, reviewed):
    reviewed(lesson)
    assert "Dana" in reads(lesson)
    edited(lesson, "not waking", "not talking")
    assert "Not yet clinically reviewed here" in reads(lesson)


def test_it_says_at_once_that_it_is_overdue(reads, lesson, reviewed):
    reviewed(lesson)
    past = builders.today() - timedelta(days=3)
    Review.objects.update(review_due=past, reviewed_on=past - timedelta(days=90))
    Organization.objects.update(content_version=99)
    shown = reads(lesson)
    assert f"overdue since {past:%-d %b %Y}" in shown
    assert "Dana" in shown


def test_it_says_at_once_why_a_review_was_taken_back(reads, lesson, reviewed, harbor, jo):
    reviewed(lesson)
    assert "Dana" in reads(lesson)
    taken = {"organization": harbor, "activity_key": lesson.key, "language": "en", "by": jo}
    take_back_review(**taken, reason="A new device is carried here.")
    shown = reads(lesson)
    assert "A new device is carried here." in shown
    assert "Not yet clinically reviewed here" in shown
    assert "Dana" not in shown


def test_it_says_by_the_clock_of_the_agency_when_that_was_whoever_reads_it_first(
    reads, lesson, reviewed, harbor, elsewhere, jo, rosa, evening
):
    reviewed(lesson)
    today = evening()
    taken = {"organization": harbor, "activity_key": lesson.key, "language": "en", "by": jo}
    take_back_review(**taken, reason="A new device is carried here.")
    Organization.objects.filter(pk=elsewhere.pk).update(time_zone="Asia/Tokyo")
    add_member(user=rosa, organization=elsewhere, role="new_hire")
    rosa.memberships.filter(organization=elsewhere).update(started_at=rosa.date_joined - timedelta(days=9))
    for _asked in ("by Rosa, who lives by another clock", "again"):
        assert f"Its review was taken back on {today:%-d %b %Y}: A new device" in reads(lesson)
        rosa.memberships.filter(organization=elsewhere).delete()


def test_it_shows_a_value_only_once_it_is_reviewed(reads, timed, teaches, reviewed):
    assert NOT_SET in reads(timed)
    teaches("7-8")
    shown = reads(timed)
    assert NOT_SET in shown
    assert "7-8" not in shown
    assert registry().parameters[WAIT].proposed not in shown
    reviewed(timed)
    assert "Wait 7-8 minutes." in reads(timed)


def test_it_asks_nothing_that_depends_on_such_a_value(reads, timed, teaches, reviewed):
    shown = reads(timed)
    assert "How long before the next dose?" not in shown
    assert "Whose name?" in shown
    teaches("7-8")
    reviewed(timed)
    shown = reads(timed)
    assert "How long before the next dose?" in shown
    assert "<span>7-8 minutes" in shown


def test_it_follows_the_agencys_word_and_its_sheet(reads, lesson, harbor, jo):
    words = "[[Participants]] decide. Tell the [[participant]]. [[local:night_line]]"
    quoting = builders.lesson(lesson.get_parent().specific, "Words", [[builders.text(words)]])
    assert "Participants decide. Tell the participant. Not written down yet. Ask Inez." in reads(quoting)
    choose_words(organization=harbor, by=jo, word="guest", overlays=[])
    line = {"topic": "night_line", "source": "Rota", "as_of": builders.today(), "phone": "555 0109"}
    write_line(organization=harbor, by=jo, text="Call <b>Sam</b>", **line)
    shown = reads(quoting)
    assert "Guests decide. Tell the guest. Call &lt;b&gt;Sam&lt;/b&gt; (555 0109)" in shown


def test_it_follows_a_new_person_to_ask(reads, timed, harbor):
    assert "ask Inez" in reads(timed)
    harbor.contact_name = "Jo"
    harbor.save()
    assert "ask Jo" in reads(timed)


def test_it_costs_no_more_queries(reads, rosa, timed, teaches, reviewed, django_assert_max_num_queries):
    turn_page(enrollment=rosa.enrollments.get(), activity=timed, page=1)
    for change in (lambda: teaches("7-8"), lambda: reviewed(timed)):
        change()
        with django_assert_max_num_queries(8):
            reads(timed)
        with django_assert_max_num_queries(4):
            reads(timed)
