"""Ten minutes to take a decision back; then it settles, counts, and is locked."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.rules import Told
from assessments.shadowing.services import take_back_shift, write_shift
from assessments.shadowing.signing.models import Outcome, SignOff
from assessments.shadowing.signing.replies import is_locked
from assessments.shadowing.signing.services import sign_off, undo
from assessments.shadowing.signing.settling import settle_due
from lms.ledger import services as ledger
from tests import builders


def sign(entry, signer, **more):
    return sign_off(entry=entry, signer=signer, **{"outcome": "signed", "meaning": "was_there", **more})


def test_it_waits_again_and_both_stay(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    taken = undo(sign_off=sign(entry, marcus), signer=marcus)
    entry.refresh_from_db()
    assert (entry.state, entry.counted, entry.decided_at) == (State.SUBMITTED, 0, None)
    assert [one.outcome for one in entry.sign_offs.all()] == [Outcome.SIGNED, Outcome.UNDONE]
    assert taken.undoes == entry.sign_offs.first()
    assert ledger.verify() == []
    assert sign(entry, marcus).outcome == Outcome.SIGNED


def test_it_is_taken_back_once(rosa, harbor, marcus):
    done = sign(builders.shift(rosa, harbor), marcus)
    assert undo(sign_off=done, signer=marcus) == undo(sign_off=done, signer=marcus)
    assert SignOff.objects.count() == 2


def test_it_is_over_after_ten_minutes(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    done = sign(entry, marcus)
    SignOff.objects.update(made_at=timezone.now() - timedelta(minutes=10))
    done.refresh_from_db()
    with pytest.raises(ValidationError, match="ten minutes are over"):
        undo(sign_off=done, signer=marcus)


def test_it_is_ones_own_only(rosa, harbor, marcus, inez, dana):
    done = sign(builders.shift(rosa, harbor), marcus)
    for somebody in (inez, rosa, dana()):
        with pytest.raises(PermissionDenied):
            undo(sign_off=done, signer=somebody)


def test_it_counts_from_then_on(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    sign(entry, marcus)
    settle_due(now=timezone.now())
    assert not ShadowEntry.objects.counting().exists()
    builders.minutes_pass(entry, 9)
    assert not ShadowEntry.objects.counting().exists()
    builders.minutes_pass(entry, 2)
    assert entry.settled_at
    assert is_locked(entry)
    assert ShadowEntry.objects.counting().get() == entry
    assert settle_due(now=timezone.now()) == 0


def test_it_is_not_taken_back_by_the_person_once_it_is_decided(rosa, harbor, marcus):
    # H03
    entry = builders.shift(rosa, harbor)
    sign(entry, marcus)
    with pytest.raises(ValidationError, match="ten minutes"):
        take_back_shift(entry=entry)


def amend(entry, learner, hours):
    when = type(entry.shift)(entry.started_at, entry.started_at + timedelta(hours=hours))
    said = {"learner": learner, "organization": entry.organization, "told": Told("van"), "send": True}
    return write_shift(shift=when, key=uuid.uuid4(), amends=entry, **said)


def test_it_is_corrected_by_a_later_version(rosa, harbor, marcus):
    # H03: the old one stays
    entry = builders.shift(rosa, harbor)
    with pytest.raises(ValidationError, match="Only a shift that is signed"):
        amend(entry, rosa, 3)
    sign(entry, marcus)
    builders.minutes_pass(entry)
    later = amend(entry, rosa, 3)
    assert ShadowEntry.objects.counting().get() == entry
    sign(later, marcus)
    builders.minutes_pass(later)
    assert ShadowEntry.objects.counting().get() == later
    entry.refresh_from_db()
    assert (entry.state, entry.minutes, entry.counted) == (State.SIGNED, 240, 240)


def test_it_has_one_later_version(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    sign(entry, marcus)
    builders.minutes_pass(entry)
    later = amend(entry, rosa, 3)
    with pytest.raises(ValidationError, match="later version"):
        amend(entry, rosa, 2)
    assert later.amends == entry


def test_it_frees_the_time_that_a_later_version_gave_up(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    sign(entry, marcus)
    later = amend(builders.minutes_pass(entry), rosa, 3)
    sign(later, marcus)
    builders.minutes_pass(later)
    rest = type(entry.shift)(later.ended_at, entry.ended_at)
    said = {"learner": rosa, "organization": harbor, "told": Told("van"), "send": False}
    assert write_shift(shift=rest, key=uuid.uuid4(), **said).minutes == 60
