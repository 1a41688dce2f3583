"""A shift is written down: as it can have been, once, and without telling who anybody is."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.shadowing.local_times import Shift
from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.rules import Told
from assessments.shadowing.services import delete_shift, take_back_shift, withdraw_shifts, write_shift
from assessments.shadowing.words import ACTIVITIES, Level
from lms.people.services import add_member
from tests import builders

NOON = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=3)


def write(learner, organization, start=0.0, end=4.0, **more):
    when = Shift(NOON + timedelta(hours=start), NOON + timedelta(hours=end))
    told = Told(**{"setting": "van", **more.pop("told", {})})
    given = {"key": uuid.uuid4(), "send": True, **more}
    return write_shift(learner=learner, organization=organization, shift=when, told=told, **given)


def test_it_keeps_whole_minutes_and_the_clock_they_were_read_from(rosa, harbor):
    entry = write(rosa, harbor, 0, 3.5)
    assert (entry.minutes, entry.time_zone, entry.state) == (210, "America/New_York", State.SUBMITTED)


def test_it_is_kept_once_however_often_it_is_sent(rosa, harbor):
    key = uuid.uuid4()
    assert write(rosa, harbor, key=key) == write(rosa, harbor, key=key)
    assert ShadowEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (4, 0, "A shift ends after it begins."),
        (0, 0, "A shift ends after it begins."),
        (0, 16.5, "That is more than 16 hours."),
        (90, 94, "This shift is not over yet."),
    ],
)
def test_it_refuses_what_cannot_have_been(rosa, harbor, start, end, said):  # H11
    with pytest.raises(ValidationError, match=said):
        write(rosa, harbor, start, end)
    assert not ShadowEntry.objects.exists()


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (1, 2), (3, 6), (-1, 6)])
def test_it_refuses_a_second_shift_at_the_same_time(rosa, harbor, start, end):  # H11
    write(rosa, harbor)
    with pytest.raises(ValidationError, match="at the same time: "):
        write(rosa, harbor, start, end)


def test_it_refuses_the_same_shift_twice(rosa, harbor):  # H11
    write(rosa, harbor)
    with pytest.raises(ValidationError, match="in your log already"):
        write(rosa, harbor)


def test_it_lets_one_begin_when_another_ends_and_two_people_work_together(rosa, sam, harbor):
    for learner, start in ((rosa, 0), (rosa, 4), (sam, 0)):
        write(learner, harbor, start, start + 4)
    assert ShadowEntry.objects.count() == 3


def test_its_database_refuses_what_the_rules_do(rosa, harbor):  # H11
    entry = write(rosa, harbor)
    for wrong in ({"minutes": 0}, {"minutes": 961}, {"ended_at": entry.started_at}, {"colleague": rosa}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ShadowEntry.objects.update(**wrong)


@pytest.mark.parametrize("text", ["Mr. Lopez came back", "call 302-555-0142", "vive en Calle Mayor 12"])
@pytest.mark.parametrize("field", ["to_practice", "noticed"])
def test_it_keeps_nobody_who_could_be_told(rosa, harbor, field, text):  # P01
    with pytest.raises(ValidationError, match="could tell who somebody is"):
        write(rosa, harbor, told={field: text})
    assert not ShadowEntry.objects.exists()


def test_it_names_colleagues_of_ones_own_agency_alone(rosa, marcus, harbor, dana):  # A12
    assert write(rosa, harbor, told={"colleague_id": marcus.pk}).colleague == marcus
    for nobody in (rosa, dana("supervisor")):
        with pytest.raises(ValidationError, match="not in your agency"):
            write(rosa, harbor, 5, 6, told={"colleague_id": nobody.pk})


def test_it_keeps_known_activities_at_known_levels(rosa, harbor):
    entry = write(rosa, harbor, told={"activities": {"naloxone": 4, "officer_contact": 1, "overdose_response": 3}})
    assert entry.activities == {"naloxone": 4}
    with pytest.raises(ValidationError):
        write(rosa, harbor, 5, 6, told={"activities": {"naloxone": 6}})


def test_it_puts_no_overdose_and_no_police_on_a_day():  # P11
    assert not any(word in key for key in ACTIVITIES for word in ("overdose", "police", "officer"))
    assert len(ACTIVITIES) == 14


def test_it_never_speaks_of_going_alone():
    words = " ".join(str(word).lower() for word in (*ACTIVITIES.values(), *Level.labels))
    assert not any(alone in words for alone in ("solo", "on my own", "alone"))


def test_it_goes_to_nobody_who_is_not_ones_agency(rosa, elsewhere):
    with pytest.raises(ValidationError, match="not in this agency"):
        write(rosa, elsewhere)


def test_it_is_corrected_before_it_is_sent(rosa, harbor):
    draft = write(rosa, harbor, send=False)
    longer = write(rosa, harbor, 0, 5, send=True, entry=draft, key=draft.key)
    assert (longer.pk, longer.minutes, longer.state) == (draft.pk, 300, State.SUBMITTED)
    for verb in (lambda: write(rosa, harbor, entry=longer, key=longer.key), lambda: delete_shift(entry=longer)):
        with pytest.raises(ValidationError, match="Open it to correct it first"):
            verb()
    delete_shift(entry=take_back_shift(entry=longer))
    assert not ShadowEntry.objects.exists()


def test_it_is_ones_own_again_after_leaving(rosa, sam, harbor, elsewhere):
    write(rosa, harbor)
    others = write(sam, harbor)
    add_member(user=rosa, organization=elsewhere, role="new_hire")
    there = builders.shift(rosa, elsewhere, days_ago=1)
    assert withdraw_shifts(learner=rosa, organization=harbor) == 1
    assert set(ShadowEntry.objects.filter(state=State.SUBMITTED)) == {others, there}
