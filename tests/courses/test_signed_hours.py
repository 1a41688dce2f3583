"""Hours of experience and of supervision: signed once, counted once, and never training."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from courses.boards.models import BoardProfile
from courses.signed_hours.models import Kind, SignedHours
from courses.signed_hours.queries import SignedTotal, signed_minutes, signed_totals
from courses.signed_hours.services import drop_signed_hours
from lms.home import privacy
from lms.people.sharing.services import share_record
from tests import builders
from tests.certificates.reading import words_of

RECORD = reverse("lms_home:record")
TRANSCRIPT = reverse("lms_certificates:transcript")
ICRC = reverse("lms_home:board", kwargs={"key": "icrc-peer-recovery"})
DELAWARE = reverse("lms_home:board", kwargs={"key": "delaware-peer"})


def words(answer) -> str:
    return " ".join(answer.text.split())


def on_paper(answer) -> str:
    return " ".join(words_of(answer.content).split())


@pytest.fixture
def signed(sam, harbor) -> None:
    """Two shifts, 41 hours in all, and three and a half hours of supervision."""
    for day, minutes in ((date(2026, 3, 1), 1200), (date(2026, 6, 3), 1260)):
        builders.signed(sam, harbor, minutes=minutes, on=day)
    builders.signed(sam, harbor, minutes=210, kind="supervision", on=date(2026, 4, 2))


def test_it_counts_a_subject_once_by_its_last_word(sam, harbor):
    subject = uuid.uuid4()
    for minutes in (240, 240, 210):
        builders.signed(sam, harbor, minutes=minutes, subject=subject)
    assert SignedHours.objects.get().minutes == 210
    drop_signed_hours(subject=subject)
    drop_signed_hours(subject=subject)
    assert not SignedHours.objects.exists()


def test_it_takes_nothing_that_is_somebody_elses(sam, rosa, harbor):
    kept = builders.signed(sam, harbor, minutes=240)
    with pytest.raises(IntegrityError), transaction.atomic():
        builders.signed(rosa, harbor, minutes=60, subject=kept.subject)
    with pytest.raises(IntegrityError), transaction.atomic():
        builders.signed(rosa, harbor, minutes=0)
    assert (SignedHours.objects.get().learner, SignedHours.objects.get().minutes) == (sam, 240)


def test_it_adds_up_each_agency_by_itself(signed, sam, harbor, elsewhere):
    builders.signed(sam, elsewhere, minutes=60, on=date(2026, 7, 1))
    totals = signed_totals(sam)
    first, last = date(2026, 3, 1), date(2026, 6, 3)
    assert totals[0] == SignedTotal("Harbor Outreach", Kind.EXPERIENCE, 2460, first, last, 2)
    assert [(one.organization, one.kind, one.minutes) for one in totals[1:]] == [
        ("Harbor Outreach", "supervision", 210),
        ("River House", "experience", 60),
    ]
    assert signed_minutes(totals) == {Kind.EXPERIENCE: 2520, Kind.SUPERVISION: 210}


def test_it_stands_in_the_record_and_on_paper_apart_from_training(signed, finished, signed_in, sam):
    shown, printed = words(signed_in(sam).get(RECORD)), on_paper(signed_in(sam).get(TRANSCRIPT))
    for said in ("41 hours", "3 hours 30 minutes", "March 1, 2026 to June 3, 2026 · signed 2 times", "signed once"):
        assert said in shown
        assert said in printed
    assert "Together 30 minutes" in printed, "training alone"
    assert "not part of the training hours" in printed


def test_it_needs_no_course(signed, signed_in, sam):
    assert TRANSCRIPT in words(signed_in(sam).get(RECORD))
    assert "Signed hours" in on_paper(signed_in(sam).get(TRANSCRIPT))


def test_it_stands_beside_what_a_board_asks(signed, signed_in, sam):
    shown = words(signed_in(sam).get(ICRC))
    assert "Signed here: 41 hours · asked: 500 hours" in shown
    assert "Signed here: 3 hours 30 minutes · asked: 25 hours" in shown
    assert "from your courses: none" in shown, "it fills no subject"
    assert "Signed here: 41 hours <" in words(signed_in(sam).get(DELAWARE)).replace("</p>", " <")
    printed = on_paper(signed_in(sam).get(TRANSCRIPT, {"board": "icrc-peer-recovery"}))
    assert "Experience: 500 hours asked, signed here: 41 hours" in printed


def test_it_is_asked_by_an_agencys_own_board(signed, signed_in, sam, jo):
    sent = {"name": "State board", "source": "example.org/peers", "as_of": "2026-11-01", "also": ""}
    rows = {"hours-TOTAL_FORMS": "1", "hours-INITIAL_FORMS": "0", "hours-0-domain": "Outreach", "hours-0-hours": "3"}
    signed_in(jo).post(reverse("lms_home:add_board"), {**sent, **rows, "experience_hours": "120"})
    board = BoardProfile.objects.get()
    assert (board.experience_hours, board.supervision_hours) == (120, None)
    shown = words(signed_in(sam).get(reverse("lms_home:board", kwargs={"key": str(board.pk)})))
    assert "Signed here: 41 hours · asked: 120 hours" in shown
    assert "Signed here: 3 hours 30 minutes</p>" in shown


def test_it_is_seen_by_the_person_and_whom_they_show_it_alone(signed, finished, signed_in, sam, inez, dana, harbor):
    shared = reverse("lms_certificates:transcript_shared", kwargs={"membership": sam.memberships.get().pk})
    one_course = reverse("lms_certificates:transcript_of", kwargs={"enrollment": finished.pk})
    assert signed_in(inez).get(shared).status_code == 404
    assert "Signed hours" not in on_paper(signed_in(inez).get(one_course))
    share_record(user=sam, organization=harbor)
    assert "Signed hours" in on_paper(signed_in(inez).get(shared))
    assert signed_in(dana("trainer")).get(shared).status_code == 404
    assert "41 hours" not in words(signed_in(dana("new_hire")).get(RECORD))


def test_it_is_in_what_is_kept_and_goes_with_the_account(signed, sam):
    kept = privacy.held_about(sam)["Hours signed for you"]
    assert [row["counts as"] for row in kept] == ["Experience", "Supervision", "Experience"]
    privacy.erase(user=sam)
    assert not SignedHours.objects.exists()
