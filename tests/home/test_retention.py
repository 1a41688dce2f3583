"""What an agency held of people who left goes after a while; what they proved stays theirs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from certificates.services import award
from courses.enrollment.models import Enrollment
from courses.outside.models import OutsideTraining
from courses.outside.papers import read_paper
from courses.outside.rules import Details
from courses.outside.services import confirm_outside_training, enter_outside_training
from courses.progress.models import Attendance, Completion, LearningTime, Place
from courses.progress.services import turn_page
from lms.home import privacy
from lms.home.retention import expire, months_before
from lms.ledger import services as ledger
from lms.ledger.models import Check
from lms.people.invitations.services import invite
from lms.people.models import Invitation, Membership
from lms.people.services import add_member
from tests import builders
from tests.courses.papers import photo

NOW = datetime(2026, 11, 26, 3, tzinfo=UTC)
LONG_AGO = datetime(2024, 11, 26, 2, tzinfo=UTC)
NOT_YET = datetime(2024, 11, 26, 4, tzinfo=UTC)


def leave(user, organization, at):
    privacy.leave_agency(user=user, organization=organization)
    Membership.objects.filter(user=user, organization=organization).update(ended_at=at)


@pytest.fixture
def begun(enrollment, course):
    """Rosa is on the second page of a lesson, and worked on it."""
    lesson = builders.lessons_of(course)[0]
    turn_page(enrollment=enrollment, activity=lesson, page=1)
    LearningTime.objects.create(enrollment=enrollment, activity_key=lesson.key, engaged_seconds=60)
    return enrollment


@pytest.fixture
def unconfirmed(rosa, harbor):
    details = Details("Listening", "The county", date(2024, 3, 1), 60)
    return enter_outside_training(learner=rosa, details=details, organization=harbor, paper=read_paper(photo()))


def test_it_takes_what_never_came_to_anything(
    begun, unconfirmed, rosa, harbor, django_capture_on_commit_callbacks
):  # P05
    leave(rosa, harbor, LONG_AGO)
    with django_capture_on_commit_callbacks(execute=True):
        assert expire(now=NOW) == 4
    assert not Place.objects.exists()
    assert not LearningTime.objects.exists()
    assert not OutsideTraining.objects.exists()
    assert not unconfirmed.paper.storage.exists(unconfirmed.paper.name)
    assert not Membership.objects.filter(user=rosa).exists()
    assert Enrollment.objects.get() == begun, "what somebody studied is theirs"
    assert expire(now=NOW) == 0


@pytest.mark.parametrize("ended_at", [None, NOT_YET])
def test_it_waits_until_the_day(begun, unconfirmed, rosa, harbor, ended_at):
    if ended_at:
        leave(rosa, harbor, ended_at)
    assert expire(now=NOW) == 0
    assert (Place.objects.count(), OutsideTraining.objects.count()) == (1, 1)


def test_it_leaves_what_was_proven(signed_in, sam, jo, harbor, finished):  # P05
    details = Details("Listening", "The county", date(2024, 3, 1), 60)
    training = enter_outside_training(learner=sam, details=details, organization=harbor)
    confirm_outside_training(trainings=[training], confirmed_by=jo)
    certificate = award(enrollment=finished)
    before = [model.objects.count() for model in (Completion, Attendance, Place, OutsideTraining)]
    leave(sam, harbor, LONG_AGO)
    expire(now=NOW)
    assert [model.objects.count() for model in (Completion, Attendance, Place, OutsideTraining)] == before
    assert ledger.verify() == []
    client = signed_in(sam)
    assert "Words that help" in client.get(reverse("lms_home:record")).text
    where = reverse("lms_certificates:verify_code", kwargs={"code": certificate.code})
    assert "Sam" in client.get(where).text


def test_it_takes_the_agencys_part_while_somebody_works_elsewhere(begun, unconfirmed, rosa, harbor, elsewhere):
    leave(rosa, harbor, LONG_AGO)
    add_member(user=rosa, organization=elsewhere, role="new_hire")
    expire(now=NOW)
    assert not Place.objects.exists()
    assert OutsideTraining.objects.get() == unconfirmed, "it can still be sent to the next agency"
    assert Membership.objects.get(user=rosa).organization == elsewhere


def test_it_leaves_alone_who_still_has_another_role_here(begun, rosa, harbor, van):
    Membership.objects.filter(user=rosa).update(ended_at=LONG_AGO)
    add_member(user=rosa, organization=harbor, role="senior_peer", team=van)
    expire(now=NOW)
    assert Place.objects.exists()
    assert Membership.objects.get(user=rosa).role == "senior_peer"


def test_it_takes_invitations_that_are_over(harbor, jo):
    old, closed, open_one = (invite(organization=harbor, by=jo, role="new_hire")[0] for _ in range(3))
    Invitation.objects.filter(pk=old.pk).update(expires_at=LONG_AGO)
    Invitation.objects.filter(pk=closed.pk).update(revoked_at=LONG_AGO)
    expire(now=NOW)
    assert Invitation.objects.get() == open_one


def test_it_goes_on_batch_by_batch(begun, rosa, sam, harbor, monkeypatch):
    monkeypatch.setattr("lms.home.retention.BATCH", 1)
    for user in (rosa, sam):
        leave(user, harbor, LONG_AGO)
    assert expire(now=NOW) == 4


def test_it_counts_the_months_that_a_site_says(begun, rosa, harbor, settings):
    leave(rosa, harbor, LONG_AGO)
    settings.LMS_RETENTION_MONTHS = 36
    assert expire(now=NOW) == 0


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [
        (datetime(2026, 11, 26), 24, datetime(2024, 11, 26)),
        (datetime(2026, 1, 31), 11, datetime(2025, 2, 28)),
        (datetime(2028, 2, 29), 12, datetime(2027, 2, 28)),
        (datetime(2026, 12, 1), 12, datetime(2025, 12, 1)),
    ],
)
def test_it_counts_in_months(now, months, then):
    assert months_before(now, months) == then


def test_it_is_done_every_night(begun, rosa, harbor):
    leave(rosa, harbor, timezone.now() - timedelta(days=800))
    Check.objects.create(at=timezone.now(), seq=0, head="")
    call_command("tick")
    assert Place.objects.exists(), "it was done tonight"
    Check.objects.update(at=timezone.now() - timedelta(hours=25))
    call_command("tick")
    assert not Place.objects.exists()
