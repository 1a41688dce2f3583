""" "I was there and saw this": sessions confirmed by somebody who was."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from courses.enrollment.services import enroll
from courses.progress.models import Attendance, Completion
from courses.progress.services import confirm_attendance
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from tests import builders


@pytest.fixture
def session(course):
    return builders.sessions_of(course)[0]


@pytest.fixture
def page(session):
    return reverse("lms_courses:confirm", kwargs={"key": session.key})


@pytest.mark.parametrize("who", ["inez", "marcus"])
def test_it_signs_what_was_seen(request, who, session, enrollment):
    signer = request.getfixturevalue(who)
    (attendance,) = confirm_attendance(session=session, enrollments=[enrollment], confirmed_by=signer)
    entry = Entry.objects.get(seq=attendance.ledger_seq)
    assert ledger.opens(entry, facts=attendance.facts(), salt=attendance.salt)
    assert (entry.meaning, entry.actor) == ("attendance confirmed", signer.profile.ledger_key)
    assert Completion.objects.get().attested_by == signer


def test_it_signs_once_however_often(session, enrollment, inez, marcus):
    first = confirm_attendance(session=session, enrollments=[enrollment], confirmed_by=inez)
    assert confirm_attendance(session=session, enrollments=[enrollment], confirmed_by=marcus) == first
    assert (Attendance.objects.count(), Entry.objects.count()) == (1, 1)


def test_it_confirms_a_list_or_nobody(session, course, enrollment, sam, inez, elsewhere, dana):
    stranger = dana("new_hire")
    other = builders.small_course(elsewhere)
    foreign = enroll(learner=stranger, organization=elsewhere, course=other)
    with pytest.raises(PermissionDenied):
        confirm_attendance(session=session, enrollments=[enrollment, foreign], confirmed_by=inez)
    assert not Attendance.objects.exists()
    mine = enroll(learner=sam, organization=course.organization, course=course)
    assert len(confirm_attendance(session=session, enrollments=[enrollment, mine], confirmed_by=inez)) == 2


def test_it_lets_nobody_confirm_their_own(session, course, inez):
    mine = enroll(learner=inez, organization=course.organization, course=course)
    with pytest.raises(PermissionDenied):
        confirm_attendance(session=session, enrollments=[mine], confirmed_by=inez)


def test_it_is_refused_by_the_database_too(session, enrollment, inez):
    (attendance,) = confirm_attendance(session=session, enrollments=[enrollment], confirmed_by=inez)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.filter(pk=attendance.pk).update(confirmed_by=enrollment.learner)


def test_it_takes_more_than_a_coordinator(session, enrollment, jo):
    with pytest.raises(PermissionDenied):
        confirm_attendance(session=session, enrollments=[enrollment], confirmed_by=jo)


def test_it_shows_the_guide_and_who_is_waiting(signed_in, inez, enrollment, page):
    shown = signed_in(inez).get(page).text
    assert "Swap roles once." in shown
    assert "Rosa" in shown


def test_it_confirms_those_who_were_ticked(signed_in, inez, enrollment, page):
    response = signed_in(inez).post(page, {"people": [str(enrollment.pk)]}, follow=True)
    assert "Confirmed for 1 person." in response.text
    assert Completion.objects.count() == 1


def test_it_asks_for_a_name_when_nobody_was_ticked(signed_in, inez, enrollment, page):
    response = signed_in(inez).post(page, {})
    assert "Tick everyone who was there." in response.text
    assert not Completion.objects.exists()


@pytest.mark.parametrize("who", ["rosa", "jo"])
def test_it_is_not_for_learners_or_coordinators(request, signed_in, who, enrollment, page):
    assert signed_in(request.getfixturevalue(who)).get(page).status_code == 404


@pytest.mark.parametrize("role", ["new_hire", "senior_peer", "supervisor", "trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, role, enrollment, page):  # A12
    outsider = signed_in(dana(role))
    assert outsider.get(page).status_code == 404
    assert outsider.post(page, {"people": [str(enrollment.pk)]}).status_code == 404
    assert not Completion.objects.exists()


def test_it_shows_nobody_to_a_supervisor_of_another_team(signed_in, harbor, enrollment, page):
    from lms.people.models import Team

    other = builders.person("Jo", "supervisor", harbor, Team.objects.create(organization=harbor, name="Night"))
    assert "Rosa" not in signed_in(other).get(page).text


def test_it_tells_the_learner_who_confirmed(signed_in, rosa, inez, session, enrollment, course):
    address = reverse("lms_courses:activity", kwargs={"key": session.key})
    builders.take_lesson(enrollment, builders.lessons_of(course)[0])
    assert "Swap roles once." not in signed_in(rosa).get(address).text, "the guide is not for learners"
    confirm_attendance(session=session, enrollments=[enrollment], confirmed_by=inez)
    assert "Inez" in signed_in(rosa).get(address).text


def test_it_is_locked_until_its_time_and_says_why(signed_in, rosa, session, enrollment):
    shown = signed_in(rosa).get(reverse("lms_courses:activity", kwargs={"key": session.key})).text
    assert "The role" in shown
    assert "In threes." not in shown


def test_its_list_says_who_is_signed_in(signed_in, inez):
    assert "Signed in as Inez" in signed_in(inez).get(reverse("lms_courses:sessions")).text
