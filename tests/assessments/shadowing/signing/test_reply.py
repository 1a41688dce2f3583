"""Before it is locked the person has a word: a reply, "that is right", someone else to look."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.signing.queries import waiting_for
from assessments.shadowing.signing.replies import agree, ask_another, can_answer, is_locked, reply
from assessments.shadowing.signing.services import sign_off
from lms.people.models import Membership
from tests import builders


@pytest.fixture
def in_part(rosa, harbor, marcus):
    return decided(rosa, harbor, marcus, "in_part", meaning="was_there", minutes=210)


def decided(learner, organization, signer, outcome, **more):
    entry = builders.shift(learner, organization)
    sign_off(entry=entry, signer=signer, outcome=outcome, reason="The van left early.", **more)
    return entry


def waits(user):
    return list(waiting_for(user, now=timezone.now()))


def test_it_is_answered_once_the_person_was_told(in_part, rosa):
    with pytest.raises(ValidationError, match="nothing to answer"):
        reply(entry=in_part, author=rosa, text="I stayed to clean up.")
    builders.minutes_pass(in_part)
    said = reply(entry=in_part, author=rosa, text="I stayed to clean up.")
    assert reply(entry=in_part, author=rosa, text=" I stayed to clean up. ") == said
    in_part.refresh_from_db()
    assert (in_part.state, in_part.counted) == (State.IN_PART, 210)


def test_it_waits_for_its_signer_after_a_word(rosa, harbor, marcus):
    entry = builders.minutes_pass(decided(rosa, harbor, marcus, "needs_word"))
    assert waits(marcus) == []
    reply(entry=entry, author=rosa, text="We talked at the debrief.")
    assert waits(marcus) == [entry]


def test_it_keeps_participants_out(in_part, rosa):
    # P01
    builders.minutes_pass(in_part)
    with pytest.raises(ValidationError, match="who somebody is"):
        reply(entry=in_part, author=rosa, text="Ask 860-555-0142, they saw me.")


@pytest.mark.parametrize("text", ["", "   ", "long " * 100])
def test_it_says_something_short(in_part, rosa, text):
    builders.minutes_pass(in_part)
    with pytest.raises(ValidationError):
        reply(entry=in_part, author=rosa, text=text)


def test_it_is_locked_when_the_person_agrees(in_part):
    builders.minutes_pass(in_part)
    assert can_answer(in_part)
    assert not is_locked(in_part)
    agreed = agree(entry=in_part)
    assert is_locked(agreed)
    assert agree(entry=in_part).agreed_at == agreed.agreed_at
    with pytest.raises(ValidationError, match="nothing to answer"):
        ask_another(entry=in_part)


def test_it_is_locked_after_a_week(in_part):
    builders.minutes_pass(in_part)
    ShadowEntry.objects.update(decided_at=timezone.now() - timedelta(days=7))
    in_part.refresh_from_db()
    assert is_locked(in_part)


def test_it_goes_to_someone_else(in_part, marcus, inez, jo, rosa):
    ask_another(entry=builders.minutes_pass(in_part))
    assert waits(marcus) == []
    assert waits(inez) == waits(jo) == [in_part]
    with pytest.raises(PermissionDenied):
        sign_off(entry=in_part, signer=marcus, outcome="signed", meaning="was_there")
    sign_off(entry=in_part, signer=inez, outcome="signed", meaning="talked_through")
    assert in_part.sign_offs.count() == 2


@pytest.mark.parametrize(
    "verb", [agree, ask_another, lambda entry: reply(entry=entry, author=entry.learner, text="No.")]
)
def test_it_stays_as_it_is_for_somebody_who_left(in_part, harbor, rosa, verb):
    builders.minutes_pass(in_part)
    Membership.objects.filter(user=rosa, organization=harbor).update(ended_at=timezone.now())
    with pytest.raises(ValidationError, match="You have left this agency, so it stays as it is"):
        verb(entry=in_part)
    in_part.refresh_from_db()
    assert (in_part.state, in_part.agreed_at, in_part.asked_another_at) == (State.IN_PART, None, None)
    assert not in_part.remarks.exists()


def test_it_does_not_open_what_is_signed_in_full(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    sign_off(entry=entry, signer=marcus, outcome="signed", meaning="was_there")
    builders.minutes_pass(entry)
    for verb in (ask_another, agree):
        with pytest.raises(ValidationError):
            verb(entry=entry)
