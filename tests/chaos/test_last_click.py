"""Everybody's last click at once. C01"""

import pytest
from django.urls import reverse

from certificates.models import Certificate
from certificates.printing import print_owed
from certificates.receivers import award_certificate
from certificates.services import award, replace, take_back
from courses.progress.models import Completion
from courses.progress.signals import course_completed
from lms.ledger.models import Entry
from lms.ledger.services import verify
from tests import builders
from tests.chaos.processes import at_once

pytestmark = [pytest.mark.chaos, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def meanings() -> list[str]:
    return list(Entry.objects.values_list("meaning", flat=True))


def test_it_awards_one_certificate_for_24_last_clicks_at_once(almost, last_click):
    # C01
    enrollment = almost()
    answers = at_once(lambda: last_click(enrollment.learner), many=24)
    assert set(answers) == {302}
    assert Completion.objects.count() == 1
    assert Certificate.objects.count() == 1
    assert meanings() == ["certificate awarded"]
    assert verify() == []


@pytest.fixture
def nobody_listens():
    """The process dies between the learner's commit and the award."""
    course_completed.disconnect(dispatch_uid="lms_certificates_award")
    yield
    course_completed.connect(award_certificate, dispatch_uid="lms_certificates_award")


def test_it_awards_one_certificate_for_24_awards_at_once(almost, last_click, nobody_listens):
    # C01
    enrollment = almost()
    last_click(enrollment.learner)
    assert not Certificate.objects.exists()
    enrollment.refresh_from_db()
    codes = at_once(lambda: award(enrollment=enrollment).code, many=24)
    assert len(set(codes)) == 1
    assert meanings() == ["certificate awarded"]


def test_it_awards_each_their_own_when_many_finish_at_once(almost, last_click):
    enrollments = [almost(f"Learner {number}") for number in range(8)]
    learners = iter([enrollment.learner for enrollment in enrollments])
    at_once(lambda: [last_click(learner) for learner in learners], many=2)
    assert Certificate.objects.count() == 8
    assert verify() == []


@pytest.mark.parametrize(
    ("act", "then"),
    [(take_back, ["certificate taken back"]), (replace, ["certificate replaced", "certificate awarded"])],
)
def test_it_happens_once_when_the_button_is_pressed_twice(almost, last_click, act, then):
    # C10
    enrollment = almost()
    last_click(enrollment.learner)
    certificate, jo = Certificate.objects.get(), builders.person("Jo", "coordinator", enrollment.organization)
    at_once(lambda: act(certificate=certificate, by=jo, reason="Pressed twice, really.").pk, many=6)
    assert meanings() == ["certificate awarded", *then]


def test_it_is_printed_once_by_10_sweeps_at_once(almost, last_click):
    # L14
    enrollment = almost()
    last_click(enrollment.learner)
    made = Certificate.objects.get()
    assert sum(at_once(lambda: print_owed(pk=made.pk), many=10)) == 1


def test_it_can_be_downloaded_by_many_before_it_is_printed(almost, last_click, client):
    # L05
    enrollment = almost()
    last_click(enrollment.learner)
    client.force_login(enrollment.learner)
    url = reverse("lms_certificates:download", kwargs={"pk": Certificate.objects.get().pk})
    assert at_once(lambda: client.get(url).content[:5], many=4) == [b"%PDF-"] * 4
