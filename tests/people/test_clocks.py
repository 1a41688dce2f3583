"""Days and hours on pages and in mails: by the clock at work of whoever reads them. In the evening UTC has the next
day."""

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from assessments.shadowing.signing.services import sign_off
from assessments.supervision.messages.services import answer_message
from courses.enrollment.services import enroll
from courses.progress.services import confirm_attendance
from lms.people.clocks import ClockMiddleware
from lms.people.models import Invitation, Membership, Organization
from lms.people.services import add_member
from tests import builders
from tests.assessments.roleplay.observed import building as observing
from tests.assessments.supervision.building import message

# As pages write a day.
DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]{2} \d{4}\b")
NEW_YORK, TOKYO = ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")


def words(answer):
    return " ".join(answer.text.split())


def hour():
    return f"{timezone.now().astimezone(NEW_YORK):%H:%M}"


def written(day: date):
    return f"{day:%-d %b %Y}"


@pytest.fixture
def today(evening):
    return written(evening())


@pytest.fixture
def worked(today, enrollment, course, inez):
    """This evening, Rosa took the lesson, and Inez saw her at the session."""
    builders.take_lesson(enrollment, builders.lessons_of(course)[0])
    (session,) = builders.sessions_of(course)
    confirm_attendance(session=session, enrollments=[enrollment], confirmed_by=inez)
    return session


@pytest.fixture
def abroad(elsewhere):
    Organization.objects.filter(pk=elsewhere.pk).update(time_zone=str(TOKYO))
    return elsewhere


def has_long_been_at(user, organization):
    """Somebody has worked there for longer than anywhere else."""
    add_member(user=user, organization=organization, role="new_hire")
    long_ago = user.date_joined.replace(year=2020)
    Membership.objects.filter(user=user, organization=organization).update(started_at=long_ago)


def test_it_says_in_the_record_on_which_day_something_was_done(signed_in, rosa, worked, today):
    assert set(DAY.findall(words(signed_in(rosa).get(reverse("lms_home:record"))))) == {today}


def test_it_says_on_which_day_a_session_was_confirmed(signed_in, rosa, worked, today):
    shown = words(signed_in(rosa).get(reverse("lms_courses:activity", kwargs={"key": worked.key})))
    assert f"Inez was there and confirmed it on {today}." in shown


def test_it_says_to_others_on_which_day_somebody_did_something(signed_in, rosa, inez, marcus, worked, today):
    person = reverse("lms_home:person", kwargs={"membership": rosa.memberships.get().pk})
    guide = reverse("lms_courses:confirm", kwargs={"key": worked.key})
    assert set(DAY.findall(words(signed_in(marcus).get(person)))) == {today}
    assert f"{today} · seen by Inez" in words(signed_in(inez).get(guide))


def test_it_says_when_a_shift_was_signed_and_until_when_that_can_be_undone(signed_in, rosa, harbor, marcus, today):
    entry = builders.shift(rosa, harbor)
    sign_off(entry=entry, signer=marcus, outcome="signed", meaning="was_there")
    client = signed_in(marcus)
    assert f"{today}, {hour()}" in words(client.get(reverse("lms_assessments:sign_done")))
    until = timezone.now().astimezone(NEW_YORK) + timedelta(minutes=10)
    assert f"Undo until {date_format(until, 'TIME_FORMAT')}" in words(client.get(reverse("lms_assessments:sign")))


def test_it_says_on_which_day_a_message_was_sent_and_answered(signed_in, rosa, marcus, harbor, today):
    sent = message(rosa, marcus, harbor)
    where = reverse("lms_assessments:message", kwargs={"pk": sent.pk})
    answer_message(message=sent, by=marcus, text="We move it.")
    shown = words(signed_in(rosa).get(where))
    assert f"{today} · Harbor Outreach" in shown
    assert f"Answered {today}" in shown


def test_it_says_when_a_role_play_began(signed_in, inez, rosa, harbor, today):
    observing.rubric(harbor)
    played = observing.practice(builders.module(builders.course(harbor, "First steps")))
    enrolled = enroll(learner=rosa, organization=harbor, course=played.get_parent().get_parent().specific)
    observing.begin(inez, enrolled, played)
    shown = words(signed_in(inez).get(reverse("lms_assessments:observe")))
    assert f"begun {today[:-5]}, {hour()}" in shown


def test_it_says_in_a_mail_until_which_day_the_link_is_open(signed_in, jo, today, abroad):
    client = signed_in(jo)
    client.post(reverse("lms_home:invitations"), {"role": "new_hire", "uses": 1, "days": 7})
    invitation = Invitation.objects.get()
    has_long_been_at(jo, abroad)
    client.post(reverse("lms_home:send_by_mail", kwargs={"pk": invitation.pk}), {"address": "sam@example.org"})
    last = invitation.expires_at.astimezone(NEW_YORK).date()
    assert f"open until {written(last)}" in mail.outbox[0].body


def test_it_shows_each_the_clock_that_they_live_by(signed_in, rosa, worked, today, abroad):
    record, tomorrow = reverse("lms_home:record"), written(timezone.now().astimezone(TOKYO).date())
    assert today in words(signed_in(rosa).get(record))
    has_long_been_at(rosa, abroad)
    assert set(DAY.findall(words(signed_in(rosa).get(record)))) == {tomorrow}
    assert tomorrow != today


@pytest.mark.parametrize("fails", [False, True])
def test_it_leaves_no_clock_to_the_next_request(rosa, fails):
    def answers(request):
        seen.append(timezone.get_current_timezone_name())
        if fails:
            raise OSError

    seen, request = [], RequestFactory().get("/")
    for request.user in (rosa, AnonymousUser()):
        try:
            ClockMiddleware(answers)(request)
        except OSError:
            assert fails
        assert timezone.get_current_timezone_name() == "UTC"
    assert seen == ["America/New_York", "UTC"]


def test_it_asks_nothing_for_a_page_without_a_moment(rosa, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.user = rosa
    with django_assert_num_queries(0):
        assert ClockMiddleware(lambda request: "a page")(request) == "a page"
    with django_assert_num_queries(1):
        ClockMiddleware(lambda request: [timezone.localtime() for _moment in range(3)])(request)
