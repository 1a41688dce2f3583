"""What is signed of a shift counts as experience once nobody can undo it: by its day, once, by its latest word."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from assessments.shadowing.local_times import Shift
from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.rules import Told
from assessments.shadowing.services import write_shift
from assessments.shadowing.signing.replies import ask_another
from assessments.shadowing.signing.services import sign_off, undo
from assessments.shadowing.signing.settling import settle_due
from courses.signed_hours.models import SignedHours
from tests import builders


def signed(entry, signer, outcome="signed", **more):
    sign_off(entry=entry, signer=signer, outcome=outcome, meaning="was_there", reason="It ended early.", **more)
    return builders.minutes_pass(entry)


def corrected(entry: ShadowEntry, minutes: int) -> ShadowEntry:
    """A later version of a shift, so many minutes shorter."""
    shift, told = Shift(entry.started_at, entry.ended_at - timedelta(minutes=minutes)), Told(setting="van")
    here = {"learner": entry.learner, "organization": entry.organization}
    return write_shift(**here, shift=shift, told=told, key=uuid.uuid4(), send=True, amends=entry)


def kept() -> list[tuple]:
    return list(SignedHours.objects.values_list("subject", "minutes"))


def test_it_counts_after_the_ten_minutes_and_once(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    sign_off(entry=entry, signer=marcus, outcome="signed", meaning="was_there")
    assert kept() == []
    builders.minutes_pass(entry)
    settle_due(now=timezone.now())
    assert kept() == [(entry.pk, 240)]
    hours = SignedHours.objects.get()
    assert (hours.learner, hours.organization, hours.kind, hours.what) == (rosa, harbor, "experience", "shift")


def test_it_counts_for_the_day_of_the_clock_at_work(rosa, harbor, marcus):
    harbor.time_zone = "America/Los_Angeles"
    harbor.save()
    entry = builders.shift(rosa, harbor)
    start = datetime(2026, 3, 2, 4, tzinfo=UTC)  # the evening before, there
    ShadowEntry.objects.filter(pk=entry.pk).update(started_at=start, ended_at=start + timedelta(hours=4))
    signed(entry, marcus)
    assert SignedHours.objects.get().on == date(2026, 3, 1)


def test_it_counts_what_was_counted_in_part(rosa, harbor, marcus):
    entry = signed(builders.shift(rosa, harbor), marcus, "in_part", minutes=210)
    assert kept() == [(entry.pk, 210)]


@pytest.mark.parametrize("outcome", ["needs_word", "not_there", "not_counted"])
def test_it_counts_nothing_that_does_not_count(rosa, harbor, marcus, outcome):
    signed(builders.shift(rosa, harbor), marcus, outcome)
    assert kept() == []


def test_it_never_counted_what_was_undone(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    undo(sign_off=sign_off(entry=entry, signer=marcus, outcome="signed", meaning="was_there"), signer=marcus)
    assert settle_due(now=timezone.now() + timedelta(hours=1)) == 0
    assert kept() == []


def test_it_waits_while_someone_else_looks(rosa, harbor, marcus, inez):
    entry = signed(builders.shift(rosa, harbor), marcus, "in_part", minutes=210)
    ask_another(entry=entry)
    assert kept() == []
    entry.refresh_from_db()
    signed(entry, inez)
    assert kept() == [(entry.pk, 240)]


def test_it_follows_a_correction_once_that_counts(rosa, harbor, marcus):
    # H03
    first = signed(builders.shift(rosa, harbor), marcus)
    later = corrected(first, minutes=30)
    assert kept() == [(first.pk, 240)]
    signed(later, marcus, "in_part", minutes=200)
    assert kept() == [(later.pk, 200)]
    ask_another(entry=later)
    assert kept() == [(first.pk, 240)]
