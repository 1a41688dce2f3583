"""A talk is written down by one of two, confirmed by both, and then locked and signed."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.supervision.talks.models import Conversation, Kind
from assessments.supervision.talks.outlook import coaching
from assessments.supervision.talks.rules import Told, week_of_next_coaching
from assessments.supervision.talks.services import (
    change_conversation,
    confirm_conversation,
    delete_conversation,
    write_conversation,
)
from courses.signed_hours.models import SignedHours
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from lms.people.models import Membership, Team
from lms.people.services import add_member, move_to_team
from tests import builders
from tests.assessments.supervision import building

YESTERDAY = builders.today() - timedelta(days=2)
TOLD = Told("supervision", YESTERDAY, 45, "The first shifts.", "Watch twice more.", "Ask the van team.")


@pytest.fixture
def drafted(rosa, marcus, harbor):
    who = {"by": rosa, "learner": rosa, "supervisor": marcus, "organization": harbor}
    return write_conversation(**who, told=TOLD, key=uuid.uuid4())


def test_it_is_confirmed_by_who_writes_it_and_waits_for_the_other(drafted, rosa, marcus):
    assert (drafted.learner_role, drafted.supervisor_role, drafted.locked_at) == ("new_hire", "", None)
    assert list(Conversation.objects.waiting_for(marcus)) == [drafted]
    assert not Conversation.objects.waiting_for(rosa).exists()
    assert not Entry.objects.exists()


def test_it_is_locked_and_signed_by_both(drafted, rosa, marcus):
    talk = confirm_conversation(conversation=drafted, by=marcus, seen=1)
    assert talk.locked_at is not None
    first, second = Entry.objects.filter(subject=talk.pk)
    assert (first.seq, second.seq) == (talk.learner_seq, talk.supervisor_seq)
    assert (first.actor, first.role) == (rosa.profile.ledger_key, "new_hire")
    assert (second.actor, second.role) == (marcus.profile.ledger_key, "supervisor")
    assert ledger.verify() == []


def test_it_signs_exactly_what_was_confirmed(drafted, marcus):
    talk = confirm_conversation(conversation=drafted, by=marcus, seen=1)
    talk = Conversation.objects.get(pk=talk.pk)
    first, second = Entry.objects.filter(subject=talk.pk)
    for entry, of_learner in ((first, True), (second, False)):
        assert ledger.opens(entry, facts=talk.facts(of_learner=of_learner), salt=talk.salt)
        assert not ledger.opens(entry, facts=talk.facts(of_learner=not of_learner), salt=talk.salt)
    talk.minutes += 1
    assert not ledger.opens(first, facts=talk.facts(of_learner=True), salt=talk.salt)


def test_it_may_be_confirmed_twice(drafted, marcus):
    for _tap in range(2):
        confirm_conversation(conversation=drafted, by=marcus, seen=1)
    assert Entry.objects.count() == 2


def test_it_takes_the_others_confirmation_back_when_it_changes(drafted, rosa, marcus):
    changed = change_conversation(conversation=drafted, by=marcus, told=replace(TOLD, minutes=30), seen=1)
    assert (changed.version, changed.learner_confirmed_at, changed.locked_at) == (2, None, None)
    assert changed.supervisor_role == "supervisor"
    with pytest.raises(ValidationError, match="It was changed since you opened it"):
        confirm_conversation(conversation=drafted, by=rosa, seen=1)
    assert confirm_conversation(conversation=drafted, by=rosa, seen=2).minutes == 30


def test_it_is_confirmed_by_a_change_that_changes_nothing(drafted, marcus):
    assert change_conversation(conversation=drafted, by=marcus, told=TOLD, seen=1).locked_at is not None


def test_it_cannot_be_changed_or_deleted_once_both_confirmed(drafted, rosa, marcus):
    talk = confirm_conversation(conversation=drafted, by=marcus, seen=1)
    for refused in (
        lambda: change_conversation(conversation=talk, by=rosa, told=replace(TOLD, minutes=90), seen=1),
        lambda: delete_conversation(conversation=talk, by=rosa),
    ):
        with pytest.raises(ValidationError, match="Write a correction instead"):
            refused()
    assert Conversation.objects.get().minutes == 45


def test_it_is_corrected_by_a_new_one_that_stands_for_it(drafted, rosa, marcus, harbor):
    old = confirm_conversation(conversation=drafted, by=marcus, seen=1)
    who = {"by": marcus, "learner": rosa, "supervisor": marcus, "organization": harbor}
    new = write_conversation(**who, told=replace(TOLD, minutes=30), key=uuid.uuid4(), corrects=old)
    assert list(Conversation.objects.standing()) == [old]
    confirm_conversation(conversation=new, by=rosa, seen=1)
    assert list(Conversation.objects.standing()) == [new]
    old.refresh_from_db()
    assert old.minutes == 45
    with pytest.raises(ValidationError, match="A correction of this one is there already"):
        write_conversation(**who, told=TOLD, key=uuid.uuid4(), corrects=old)


def test_it_is_kept_once_however_often_it_is_sent(drafted, rosa, marcus, harbor):
    who = {"by": rosa, "learner": rosa, "supervisor": marcus, "organization": harbor}
    assert write_conversation(**who, told=TOLD, key=drafted.key) == drafted
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"held_on": YESTERDAY + timedelta(days=9)}, "This day is still to come."),
        ({"held_on": date(1999, 12, 31)}, "This day is too long ago."),
        ({"next_on": YESTERDAY}, "The next time comes after this one."),
        ({"next_on": YESTERDAY + timedelta(days=400)}, "more than a year away"),
        ({"topics": "About Mr. Lopez and his leg."}, "This could tell who somebody is."),
        ({"supervisor_does": "Call 302-555-0142."}, "This could tell who somebody is."),
        ({"topics": ""}, "cannot be blank"),
        ({"kind": "court"}, "not a valid choice"),
    ],
)
def test_it_refuses_what_cannot_have_been(rosa, marcus, harbor, said, sentence):  # P01
    who = {"by": rosa, "learner": rosa, "supervisor": marcus, "organization": harbor}
    with pytest.raises(ValidationError, match=sentence):
        write_conversation(**who, told=replace(TOLD, **said), key=uuid.uuid4())


def test_it_takes_two_who_work_together(rosa, sam, marcus, harbor, dana, jo):
    for other in (sam, dana("supervisor"), rosa):
        with pytest.raises(ValidationError, match="do not work together here"):
            building.talk(rosa, other, harbor)
    with pytest.raises(PermissionDenied):
        building.talk(rosa, marcus, harbor, by=jo)


def test_it_is_not_confirmed_by_who_works_in_another_team_now(drafted, marcus, harbor, jo):
    night = Team.objects.create(organization=harbor, name="Night")
    move_to_team(membership=marcus.memberships.get(), team=night, by=jo)
    with pytest.raises(ValidationError, match="do not work together here now"):
        confirm_conversation(conversation=drafted, by=marcus, seen=1)


def test_it_is_deleted_by_who_wrote_it(drafted, rosa, marcus):
    with pytest.raises(PermissionDenied):
        delete_conversation(conversation=drafted, by=marcus)
    delete_conversation(conversation=drafted, by=rosa)
    assert not Conversation.objects.exists()


def test_it_counts_as_supervision_once_and_as_corrected(drafted, rosa, marcus, harbor):
    assert not SignedHours.objects.exists()
    old = confirm_conversation(conversation=drafted, by=marcus, seen=1)
    assert SignedHours.objects.get().minutes == 45
    who = {"by": marcus, "learner": rosa, "supervisor": marcus, "organization": harbor}
    new = write_conversation(**who, told=replace(TOLD, minutes=30), key=uuid.uuid4(), corrects=old)
    confirm_conversation(conversation=new, by=rosa, seen=1)
    kept = SignedHours.objects.get()
    assert (kept.learner, kept.kind, kept.on, kept.minutes) == (rosa, "supervision", YESTERDAY, 30)


def test_it_does_not_count_coaching_as_supervision(rosa, marcus, harbor):
    talk = building.talk(rosa, marcus, harbor, kind=Kind.COACHING)
    confirm_conversation(conversation=talk, by=marcus, seen=1)
    assert not SignedHours.objects.exists()


@pytest.fixture
def alma(harbor, van):
    return builders.person("Alma", "senior_peer", harbor, van)


def test_it_does_not_count_a_talk_with_a_senior_peer(rosa, alma, harbor):
    talk = confirm_conversation(conversation=building.talk(rosa, alma, harbor), by=alma, seen=1)
    assert talk.supervisor_role == "senior_peer"
    assert not SignedHours.objects.exists()


def test_it_counts_a_talk_with_a_senior_peer_who_supervises_too(rosa, alma, harbor, van):
    add_member(user=alma, organization=harbor, role="supervisor", team=van)
    talk = confirm_conversation(conversation=building.talk(rosa, alma, harbor), by=alma, seen=1)
    assert (talk.supervisor_role, SignedHours.objects.get().minutes) == ("supervisor", 30)


def test_it_counts_no_more_as_corrected_with_who_supervises_no_more(drafted, rosa, marcus, harbor):
    old = confirm_conversation(conversation=drafted, by=marcus, seen=1)
    Membership.objects.filter(user=marcus).update(role="senior_peer")
    who = {"by": rosa, "learner": rosa, "supervisor": marcus, "organization": harbor}
    new = write_conversation(**who, told=TOLD, key=uuid.uuid4(), corrects=old)
    confirm_conversation(conversation=new, by=marcus, seen=1)
    assert not SignedHours.objects.exists()


@pytest.mark.parametrize("wrong", [{"minutes": 0}, {"minutes": 241}, {"locked_at": timezone.now()}])
def test_it_is_held_by_the_database_too(drafted, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Conversation.objects.filter(pk=drafted.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conversation.objects.filter(pk=drafted.pk).update(supervisor=drafted.learner)


def test_it_offers_six_coachings_and_owes_none(rosa, marcus, harbor):
    assert coaching(rosa, harbor) == {"held": 0, "proposed": 6, "week": 1}
    for _time in range(2):
        talk = building.talk(rosa, marcus, harbor, kind=Kind.COACHING)
        confirm_conversation(conversation=talk, by=marcus, seen=1)
    building.talk(rosa, marcus, harbor, kind=Kind.COACHING)
    assert coaching(rosa, harbor) == {"held": 2, "proposed": 6, "week": 4}
    assert [week_of_next_coaching(held) for held in (5, 6, 9)] == [12, None, None]
