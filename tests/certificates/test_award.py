"""A finished course gives one certificate."""

import pytest

from certificates import facts
from certificates.models import Certificate, PdfState
from certificates.services import award, sweep, take_back, waits_for_review
from courses.pages.models import CoursePage
from courses.progress.models import Completion
from lms.ledger.models import Entry


def awards() -> list[Entry]:
    return list(Entry.objects.filter(meaning="certificate awarded"))


def test_it_freezes_what_was_done(finished, called):
    called("  Sam\u202e Rivera ")
    made = award(enrollment=finished)
    assert (made.facts["name"], made.facts["course"]) == ("Sam Rivera", "First weeks")
    assert (made.facts["minutes"], made.facts["domains"]) == (30, {"ethics": 10, "mentoring": 20})
    assert made.facts["organization"] == "Harbor Outreach"
    assert made.facts["code"] == made.code
    assert made.facts_hash == facts.digest(made.facts)
    assert made.pdf_state == PdfState.PENDING


def test_it_counts_completions_and_nothing_else(finished, course):
    course.title = "Renamed"
    course.save_revision().publish()
    Completion.objects.filter(kind="lesson").update(minutes=45, domains={"ethics": 45})
    made = award(enrollment=finished)
    assert (made.facts["course"], made.facts["minutes"]) == ("First weeks", 65)


def test_it_dates_by_the_organizations_clock(finished, harbor):
    harbor.time_zone = "Pacific/Kiritimati"
    finished.organization = harbor
    finished.completed_at = finished.completed_at.replace(year=2026, month=3, day=31, hour=11)
    assert award(enrollment=finished).facts["finished_on"] == "2026-04-01"


def test_it_signs_once_however_often(finished):
    first = award(enrollment=finished)
    assert [award(enrollment=finished) for _ in range(5)] == [first] * 5
    [entry] = awards()
    assert (entry.seq, entry.mac, entry.subject) == (first.ledger_seq, first.ledger_mac, first.pk)
    assert (entry.actor, entry.role) == (finished.organization_id, "organization")


def test_it_awards_on_the_last_click(rosa, course, inez, django_capture_on_commit_callbacks):
    from tests import builders

    with django_capture_on_commit_callbacks(execute=True):
        enrollment = builders.finish_course(rosa, course, inez)
    assert enrollment.certificates.count() == 1


def test_it_waits_for_the_course_to_be_finished(enrollment):
    assert award(enrollment=enrollment) is None


def test_it_gives_none_where_the_course_gives_none(finished):
    CoursePage.objects.update(awards_certificate=False)
    assert award(enrollment=finished) is None


def test_it_waits_for_a_clinical_review(finished):
    Completion.objects.filter(kind="lesson").update(safety_critical=True)
    assert waits_for_review(finished)
    assert award(enrollment=finished) is None
    assert awards() == []


def test_it_never_awards_again_what_was_taken_back(finished, inez):
    taken = take_back(certificate=award(enrollment=finished), by=inez, reason="Given to the wrong person.")
    assert award(enrollment=finished) == taken
    sweep()
    assert Certificate.objects.get().status == "taken_back"


def test_it_leaves_no_ledger_entry_behind_when_it_loses(finished):
    """The other's row is there, but a reader's look came before it."""
    from django.db import IntegrityError

    from certificates import services

    award(enrollment=finished)
    with pytest.raises(IntegrityError):
        services._issue(enrollment=finished, number=1)
    assert len(awards()) == 1


def test_it_is_swept_up_when_the_process_died_before(finished):
    sweep()
    assert Certificate.objects.get().enrollment == finished
