"""Taking back, replacing, awarding again. C10"""

import pytest
from django.contrib.auth.models import User

from certificates.models import Certificate, Status
from certificates.services import award_again, replace, take_back
from lms.ledger.models import Entry
from lms.ledger.services import verify

REASON = "The hours were somebody else's."


def meanings() -> list[str]:
    return list(Entry.objects.filter(meaning__startswith="certificate").values_list("meaning", flat=True))


def test_it_is_taken_back_once_however_often_it_is_clicked(certificate, inez: User):
    # C10
    first = take_back(certificate=certificate, by=inez, reason=REASON)
    again = take_back(certificate=certificate, by=inez, reason="Clicked twice, really.")
    assert (first.status, again.status_at, again.status_reason) == (Status.TAKEN_BACK, first.status_at, REASON)
    assert meanings() == ["certificate awarded", "certificate taken back"]


def test_it_says_who_took_it_back_and_keeps_why_out_of_the_ledger(certificate, inez: User):
    taken = take_back(certificate=certificate, by=inez, reason=REASON)
    entry = Entry.objects.get(seq=taken.status_seq)
    assert (entry.actor, entry.role, entry.subject) == (inez.profile.ledger_key, "trainer", certificate.pk)
    assert verify() == []


def test_it_is_replaced_with_the_name_of_today(certificate, jo: User, called):
    # C10
    called("Samira")
    new = replace(certificate=certificate, by=jo, reason="Goes by another name now.")
    certificate.refresh_from_db()
    assert (certificate.status, certificate.facts["name"]) == (Status.REPLACED, "Sam")
    assert (new.status, new.number, new.facts["name"]) == (Status.VALID, 2, "Samira")
    assert new.facts["awarded_on"] == certificate.facts["awarded_on"]
    assert new.code != certificate.code
    assert meanings() == ["certificate awarded", "certificate replaced", "certificate awarded"]


def test_it_is_replaced_once_however_often_it_is_clicked(certificate, jo: User):
    new = replace(certificate=certificate, by=jo, reason="Goes by another name now.")
    assert replace(certificate=certificate, by=jo, reason="Goes by another name now.") == new
    assert Certificate.objects.count() == 2


def test_it_does_not_replace_what_was_taken_back(certificate, jo: User):
    take_back(certificate=certificate, by=jo, reason=REASON)
    assert replace(certificate=certificate, by=jo, reason="Goes by another name now.") == certificate
    assert Certificate.objects.count() == 1


def test_it_is_awarded_again_after_a_mistake(certificate, jo: User):
    take_back(certificate=certificate, by=jo, reason=REASON)
    new = award_again(enrollment=certificate.enrollment, by=jo, reason="It was the right person after all.")
    assert award_again(enrollment=certificate.enrollment, by=jo, reason="Clicked twice, really.") == new
    assert (new.number, new.awarded_by, new.status) == (2, jo, Status.VALID)
    assert meanings()[1:] == ["certificate taken back", "certificate awarded again"]


@pytest.mark.django_db
def test_it_is_not_awarded_again_where_none_was_taken_back(certificate, enrollment, jo: User):
    assert award_again(enrollment=certificate.enrollment, by=jo, reason="Nothing happened here.") == certificate
    assert award_again(enrollment=enrollment, by=jo, reason="Nothing happened here.") is None
    assert Certificate.objects.count() == 1
