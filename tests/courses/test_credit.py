"""From time worked to minutes that count: at completion, after a return, over a day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.services import award, replace
from courses.enrollment.services import enroll
from courses.progress import credit
from courses.progress.models import Completion, LearningTime
from courses.progress.services import complete_activity, confirm_attendance, spend_time
from courses.progress.time import Work, forget_moments
from tests import builders


@pytest.fixture
def lesson(course):
    return builders.lessons_of(course)[0]


def done_after(minutes, enrollment, lesson):
    builders.work(enrollment, lesson, minutes)
    return complete_activity(enrollment=enrollment, activity=lesson)


def test_it_credits_everything_for_half_of_it(enrollment, lesson):
    done = done_after(5, enrollment, lesson)
    assert (done.published_minutes, done.minutes, done.domains) == (10, 10, {"ethics": 10})
    assert done.rule == {"name": "half", "idle": 300, "cap": 480}


def test_it_credits_what_was_worked_below_half(enrollment, lesson):
    done = done_after(4, enrollment, lesson)
    assert (done.published_minutes, done.minutes, done.domains) == (10, 4, {"ethics": 4})
    assert "4 of 10 minutes" in credit.why(done, seconds=240)


def test_it_credits_a_minute_to_somebody_very_fast(enrollment, lesson):
    assert complete_activity(enrollment=enrollment, activity=lesson).minutes == 1


def test_it_goes_by_the_minutes_worked_where_the_agency_wants_that(enrollment, lesson, settings):
    settings.LMS_HALF_ENGAGED = False
    done = done_after(5, enrollment, lesson)
    assert (done.minutes, done.rule["name"]) == (5, "engaged")


def test_it_tops_the_credit_up_after_a_return_and_never_above(enrollment, lesson):
    done = done_after(3, enrollment, lesson)
    LearningTime.objects.update(recent=[])
    for credited in (10, 10):
        builders.work(enrollment, lesson, 4)
        done.refresh_from_db()
        assert (done.minutes, done.domains, sum(done.credit.values())) == (credited, {"ethics": credited}, credited)
        LearningTime.objects.update(recent=[])


def test_it_credits_attested_minutes_whatever_was_on_the_screen(enrollment, course, inez):
    session = builders.sessions_of(course)[0]
    confirm_attendance(session=session, enrollments=[enrollment], confirmed_by=inez)
    done = Completion.objects.get(activity_key=session.key)
    assert (done.minutes, done.rule["name"], done.attested_by) == (20, "attested", inez)
    builders.work(enrollment, session, 5)
    done.refresh_from_db()
    assert done.minutes == 20


def long_course(harbor, title, minutes):
    course = builders.course(harbor, title)
    return course, builders.lesson(builders.module(course), title, minutes=minutes, domains={"ethics": minutes})


def test_it_credits_what_is_over_eight_hours_to_the_next_day(rosa, harbor):
    harbor.time_zone = "Pacific/Kiritimati"
    harbor.save()
    today = (timezone.now() + timedelta(hours=14)).date()
    for title, credited in [("One", {0: 300}), ("Two", {0: 180, 1: 120})]:
        course, lesson = long_course(harbor, title, 300)
        enrollment = enroll(learner=rosa, organization=harbor, course=course)
        done = done_after(150, enrollment, lesson)
        assert done.credit == {(today + timedelta(days=n)).isoformat(): part for n, part in credited.items()}
    assert "Minutes by day: 180 for" in credit.days_in_words(done)


def test_it_has_a_cap_for_each_person(rosa, sam, harbor, settings):
    settings.LMS_DAILY_CAP = 60
    course, lesson = long_course(harbor, "One", 60)
    for learner in (rosa, sam):
        enrollment = enroll(learner=learner, organization=harbor, course=course)
        assert len(done_after(30, enrollment, lesson).credit) == 1


def test_it_never_changes_a_certificate_that_was_given(rosa, harbor, inez):
    course, lesson = long_course(harbor, "Alone", 10)
    enrollment = enroll(learner=rosa, organization=harbor, course=course)
    done_after(2, enrollment, lesson)
    enrollment.refresh_from_db()
    certificate = award(enrollment=enrollment)
    builders.work(enrollment, lesson, 5)
    certificate.refresh_from_db()
    assert certificate.facts["minutes"] == 2
    later = replace(certificate=certificate, by=inez, reason="More hours since.")
    assert (later.facts["minutes"], later.facts["domains"]) == (10, {"ethics": 10})


def test_it_counts_what_two_wrote_at_once(enrollment, lesson):
    now = timezone.now()
    at = int(now.timestamp())
    spend_time(enrollment=enrollment, activity_key=lesson.key, work=Work((at - 60, at), now))
    outdated = LearningTime.objects.get()
    spend_time(enrollment=enrollment, activity_key=lesson.key, work=Work((at - 120, at - 30), now, known=outdated))
    for known in (outdated, None):
        work = Work((at - 200, at - 100), now, known)
        assert spend_time(enrollment=enrollment, activity_key=lesson.key, work=work) == 200


def test_it_forgets_when_anybody_worked_and_keeps_how_long(enrollment, lesson):  # P09
    builders.work(enrollment, lesson, 10)
    assert forget_moments(now=timezone.now()) == 0
    assert forget_moments(now=timezone.now() + timedelta(minutes=11)) == 1
    time = LearningTime.objects.get()
    assert (time.engaged_seconds, time.recent) == (600, [])


def test_it_keeps_seconds_and_no_log(enrollment, lesson):  # P09
    builders.work(enrollment, lesson, 120)
    time = LearningTime.objects.get()
    assert {field.name for field in LearningTime._meta.fields} == {
        "id", "enrollment", "activity_key", "engaged_seconds", "recent", "told_until",
    }  # fmt: skip
    assert len(time.recent) == 1
    assert LearningTime.objects.count() == 1


def test_it_shows_the_time_worked_to_the_learner_alone(signed_in, sam, finished, marcus, inez, jo):  # P09
    LearningTime.objects.update(engaged_seconds=7 * 60)
    own = signed_in(sam).get(reverse("lms_home:record")).text
    assert "10 of 10 minutes, because you worked on it for at least half of them (7 minutes)." in own
    person = reverse("lms_home:person", kwargs={"membership": sam.memberships.get().pk})
    for staff in (marcus, inez, jo):
        shown = signed_in(staff).get(person).text
        assert "10 of 10 minutes" in shown
        assert "worked on it" not in shown
