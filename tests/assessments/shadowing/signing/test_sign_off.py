"""A supervisor decides about a shift: in the ledger, once, and never about their own."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.services import take_back_shift
from assessments.shadowing.signing.models import Outcome, SignOff
from assessments.shadowing.signing.services import seal_of, sign_off, sign_several
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from lms.people.models import Membership
from lms.people.services import add_member
from tests import builders


def sign(entry, signer, **more):
    return sign_off(entry=entry, signer=signer, **{"outcome": "signed", "meaning": "was_there", **more})


def test_it_signs_exactly_what_was_shown(rosa, harbor, marcus):
    # H04, H07: who, as what, when, with which meaning, and what stood there
    entry = builders.shift(rosa, harbor, activities={"naloxone": 2})
    done = sign(entry, marcus)
    line = Entry.objects.get(seq=done.ledger_seq)
    assert (line.actor, line.role, line.meaning) == (marcus.profile.ledger_key, "supervisor", "shift signed")
    assert ledger.opens(line, facts=SignOff.objects.get().facts(), salt=done.salt)
    assert done.shown["activities"] == {"naloxone": 2}
    assert "noticed" not in done.shown
    entry.refresh_from_db()
    assert (entry.state, entry.counted, entry.settled_at) == (State.SIGNED, 240, None)


def test_it_does_not_move_to_other_hours(rosa, harbor, marcus):
    # H04
    one = sign(builders.shift(rosa, harbor, days_ago=1), marcus)
    other = builders.shift(rosa, harbor, days_ago=2)
    moved = SignOff(**{field.attname: getattr(one, field.attname) for field in SignOff._meta.concrete_fields})
    moved.entry = other
    assert not ledger.opens(Entry.objects.get(seq=one.ledger_seq), facts=moved.facts(), salt=one.salt)


def test_it_is_signed_once_by_two_taps(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    assert sign(entry, marcus) == sign(entry, marcus)
    assert SignOff.objects.count() == Entry.objects.count() == 1


def test_it_counts_in_part_with_a_reason(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    part = {"outcome": "in_part", "minutes": 210}
    with pytest.raises(ValidationError, match="Say why"):
        sign(entry, marcus, **part)
    for minutes in (0, 240, None):
        with pytest.raises(ValidationError, match="Count less"):
            sign(entry, marcus, outcome="in_part", minutes=minutes, reason="The van left at 12.")
    sign(entry, marcus, reason="The van left at half past twelve.", **part)
    entry.refresh_from_db()
    assert (entry.state, entry.counted) == (State.IN_PART, 210)


@pytest.mark.parametrize("outcome", ["needs_word", "not_counted", "not_there"])
def test_it_counts_nothing_otherwise(rosa, harbor, marcus, outcome):
    entry = builders.shift(rosa, harbor)
    assert sign(entry, marcus, outcome=outcome, reason="Let us talk.").minutes == 0
    entry.refresh_from_db()
    assert (entry.state, entry.counted) == (outcome, 0)


@pytest.mark.parametrize("outcome", ["undone", "draft", "", "counted"])
def test_it_knows_no_other_decision(rosa, harbor, marcus, outcome):
    with pytest.raises(ValidationError, match="no such decision"):
        sign(builders.shift(rosa, harbor), marcus, outcome=outcome)


def test_it_keeps_participants_out_of_a_reason(rosa, harbor, marcus):
    with pytest.raises(ValidationError, match="who somebody is"):
        sign(builders.shift(rosa, harbor), marcus, outcome="not_counted", reason="Call 860-555-0142 about it.")


def test_it_is_never_ones_own(marcus, harbor):
    # H01
    entry = builders.shift(marcus, harbor)
    with pytest.raises(PermissionDenied):
        sign(entry, marcus)
    decided = sign(entry, builders.person("Jo", "coordinator", harbor))
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.filter(pk=decided.pk).update(learner=decided.signer)


def test_it_is_nobodys_in_a_ring(rosa, harbor, van, marcus):
    # H02
    add_member(user=rosa, organization=harbor, role="supervisor", team=van)
    sign(builders.shift(rosa, harbor), marcus)
    with pytest.raises(PermissionDenied):
        sign(builders.shift(marcus, harbor), rosa)


def test_it_needs_the_role_at_that_moment(rosa, harbor, marcus):
    # H02
    entry = builders.shift(rosa, harbor)
    Membership.objects.get(user=marcus).delete()
    with pytest.raises(PermissionDenied):
        sign(entry, marcus)


@pytest.mark.parametrize("role", ["new_hire", "senior_peer", "supervisor", "trainer", "coordinator"])
def test_it_is_not_danas(rosa, harbor, dana, role):
    with pytest.raises(PermissionDenied):
        sign(builders.shift(rosa, harbor), dana(role))
    assert not SignOff.objects.exists()


def test_it_is_not_signed_twice_by_two(rosa, harbor, van, marcus, inez):
    # H06
    entry = builders.shift(rosa, harbor, colleague_id=inez.pk)
    sign(entry, inez)
    with pytest.raises(ValidationError, match="Inez has decided about this one already"):
        sign(entry, marcus)


def test_it_is_not_signed_where_it_changed_meanwhile(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    seen = seal_of(entry)
    ShadowEntry.objects.filter(pk=entry.pk).update(setting="street")
    with pytest.raises(ValidationError, match="changed while you looked"):
        sign(entry, marcus, seen=seen)


def test_it_signs_several_or_none(rosa, sam, harbor, marcus):
    entries = [builders.shift(rosa, harbor), builders.shift(sam, harbor)]
    seals = {str(entry.pk): seal_of(entry) for entry in entries}
    take_back_shift(entry=entries[1])
    with pytest.raises(ValidationError):
        sign_several(entries=entries, signer=marcus, meaning="talked_through", seen=seals)
    assert not SignOff.objects.exists()
    assert len(sign_several(entries=entries[:1], signer=marcus, meaning="talked_through", seen=seals)) == 1


def test_it_shows_what_a_reason_is_needed_for(rosa, harbor, marcus):
    # the database's own word
    done = sign(builders.shift(rosa, harbor), marcus)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.filter(pk=done.pk).update(outcome=Outcome.NOT_COUNTED, reason="")


def test_it_never_counts_more_than_was_worked(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    sign(entry, marcus)
    with pytest.raises(IntegrityError), transaction.atomic():
        ShadowEntry.objects.filter(pk=entry.pk).update(counted=241)
