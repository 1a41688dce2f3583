"""Whose shifts somebody may sign."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.signing.models import StandIn
from assessments.shadowing.signing.queries import can_sign_off, stands_in_for, waiting_for
from assessments.shadowing.signing.services import sign_off
from assessments.shadowing.signing.stand_ins import end_stand_in, name_stand_in
from lms.people.models import Membership, Team
from lms.people.services import add_member
from tests import builders

FRIDAY = date(2026, 11, 27)
THURSDAY_EVENING = datetime(2026, 11, 27, 2, 30, tzinfo=UTC)  # in New York


def waits(user, now=None):
    return list(waiting_for(user, now=now or timezone.now()))


def hours_pass(hours=72):
    ShadowEntry.objects.update(sent_at=timezone.now() - timedelta(hours=hours))


def test_it_is_the_supervisor_of_the_team(rosa, harbor, marcus, inez, jo, dana):
    entry = builders.shift(rosa, harbor)
    other = builders.person("Other", "supervisor", harbor, Team.objects.create(organization=harbor, name="Center"))
    assert waits(marcus) == [entry]
    assert can_sign_off(marcus, entry) == "supervisor"
    for somebody in (rosa, inez, jo, other, *(dana(role) for role in ("supervisor", "trainer", "coordinator"))):
        assert waits(somebody) == []
        assert can_sign_off(somebody, entry) == ""


def test_it_is_the_colleague_who_was_there(rosa, sam, harbor, van):
    peer = builders.person("Peer", "senior_peer", harbor)
    entry = builders.shift(rosa, harbor, colleague_id=peer.pk)
    assert waits(peer) == [entry]
    assert can_sign_off(peer, entry) == "senior_peer"
    new = builders.shift(rosa, harbor, days_ago=3, colleague_id=sam.pk)
    assert waits(sam) == []
    assert can_sign_off(sam, new) == ""


def test_it_is_the_coordinator_after_three_days(rosa, harbor, marcus, jo):
    entry = builders.shift(rosa, harbor)
    hours_pass(71)
    assert waits(jo) == []
    hours_pass(72)
    assert waits(jo) == waits(marcus) == [entry]


def test_it_is_the_coordinator_where_nobody_else_is(rosa, harbor, jo):
    entry = builders.shift(rosa, harbor)
    assert waits(jo) == [entry]


def test_it_is_the_coordinator_for_a_supervisor(marcus, harbor, jo):
    entry = builders.shift(marcus, harbor)
    assert waits(jo) == [entry]


def test_it_is_nobody_after_the_person_left(rosa, harbor, marcus, jo):
    builders.shift(rosa, harbor)
    Membership.objects.filter(user=rosa).update(ended_at=timezone.now())
    hours_pass()
    assert waits(marcus) == waits(jo) == []


def test_it_is_the_stand_in_on_the_days_away(rosa, harbor, marcus, inez):
    entry = builders.shift(rosa, harbor)
    today = builders.today()
    place = {"organization": harbor, "supervisor": marcus, "stand_in": inez}
    name_stand_in(**place, away_from=today + timedelta(days=1), away_until=today + timedelta(days=2))
    assert waits(inez) == []
    name_stand_in(**place, away_from=today, away_until=today)
    assert waits(inez) == [entry]
    done = sign_off(entry=entry, signer=inez, outcome="signed", meaning="talked_through")
    assert (done.role, done.standing_in_for) == ("trainer", marcus)


@pytest.mark.parametrize(("hours", "is_away"), [(0, False), (3, True), (26, True), (27, False)])
def test_it_is_the_stand_in_by_the_clock_of_the_agency(rosa, harbor, marcus, inez, hours, is_away):
    entry = builders.shift(rosa, harbor)
    entry.sent_at = THURSDAY_EVENING
    entry.save()
    name_stand_in(organization=harbor, supervisor=marcus, stand_in=inez, away_from=FRIDAY, away_until=FRIDAY)
    now = THURSDAY_EVENING + timedelta(hours=hours)
    assert bool(waits(inez, now)) is is_away
    assert bool(stands_in_for(inez, entry, now=now)) is is_away


def test_it_is_the_stand_in_by_the_clock_of_each_agency(rosa, harbor, elsewhere, marcus, inez, dana):
    elsewhere.time_zone = "Pacific/Guam"
    elsewhere.save()
    theirs = dana("supervisor")
    add_member(user=rosa, organization=elsewhere, role="new_hire", team=theirs.memberships.get().team)
    add_member(user=inez, organization=elsewhere, role="trainer")
    for supervisor, organization in ((marcus, harbor), (theirs, elsewhere)):
        builders.shift(rosa, organization, days_ago=1 if organization == harbor else 2)
        place = {"organization": organization, "supervisor": supervisor, "stand_in": inez}
        name_stand_in(**place, away_from=FRIDAY, away_until=FRIDAY)
    ShadowEntry.objects.update(sent_at=THURSDAY_EVENING)
    assert [entry.organization for entry in waits(inez, THURSDAY_EVENING)] == [elsewhere]


def test_it_is_the_stand_in_after_three_days(rosa, harbor, marcus, inez):
    entry = builders.shift(rosa, harbor)
    name_stand_in(organization=harbor, supervisor=marcus, stand_in=inez)
    assert waits(inez) == []
    hours_pass()
    assert waits(inez) == [entry]
    end_stand_in(organization=harbor, supervisor=marcus)
    assert waits(inez) == []


def test_it_stands_in_for_other_peoples_shifts_only(harbor, van, marcus):
    lead = builders.person("Lead", "senior_peer", harbor, van)
    name_stand_in(organization=harbor, supervisor=marcus, stand_in=lead)
    builders.shift(lead, harbor)
    hours_pass()
    assert waits(lead) == []


def test_it_needs_somebody_who_could_sign(rosa, harbor, marcus, inez, dana):
    for nobody in (rosa, dana("trainer")):
        with pytest.raises(ValidationError):
            name_stand_in(organization=harbor, supervisor=marcus, stand_in=nobody)
    with pytest.raises(PermissionDenied):
        name_stand_in(organization=harbor, supervisor=rosa, stand_in=inez)
    with pytest.raises(IntegrityError), transaction.atomic():
        StandIn.objects.create(organization=harbor, supervisor=marcus, stand_in=marcus)


def test_it_costs_two_queries_whoever_asks(rosa, sam, harbor, marcus, django_assert_num_queries):
    for learner in (rosa, sam):
        for days in (1, 2, 3):
            builders.shift(learner, harbor, days_ago=days)
    with django_assert_num_queries(2):
        assert len(waits(marcus)) == 6
