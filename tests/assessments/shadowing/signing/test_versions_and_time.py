"""What counts is told late and counted once, whatever became of later versions; and it goes with the account."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from assessments.shadowing import privacy, told
from assessments.shadowing.local_times import Shift
from assessments.shadowing.models import MOST_VERSIONS, ShadowEntry, State
from assessments.shadowing.rules import Told
from assessments.shadowing.services import take_back_shift, withdraw_shifts, write_shift
from assessments.shadowing.signing.links import make_link, sign_by_link
from assessments.shadowing.signing.models import SignOff
from assessments.shadowing.signing.queries import can_sign_off
from assessments.shadowing.signing.replies import agree, reply
from assessments.shadowing.signing.services import sign_off, undo
from courses.signed_hours.models import SignedHours
from lms.people.models import Membership
from lms.people.services import add_member
from tests import builders

SIGNED = {"outcome": "signed", "meaning": "was_there"}


def amend(entry, hours=3, *, later=0):
    start = entry.started_at + timedelta(hours=later)
    said = {"learner": entry.learner, "organization": entry.organization, "told": Told("van"), "send": True}
    return write_shift(shift=Shift(start, start + timedelta(hours=hours)), key=uuid.uuid4(), amends=entry, **said)


def decide(entry, signer, **said):
    sign_off(entry=entry, signer=signer, **(said or SIGNED))
    return builders.minutes_pass(entry)


def test_it_counts_once_past_a_version_that_did_not_count(rosa, harbor, marcus):
    first = decide(builders.shift(rosa, harbor), marcus)
    second = decide(amend(first), marcus, outcome="not_counted", reason="We were not out.")
    third = decide(amend(agree(entry=second), 2), marcus)
    assert list(ShadowEntry.objects.counting()) == [third]
    assert SignedHours.objects.get().subject == third.pk


def test_it_frees_no_time_that_may_come_back(rosa, harbor, marcus):
    first = decide(builders.shift(rosa, harbor, days_ago=3), marcus)
    moved = amend(first, 3, later=24)
    decide(moved, marcus, outcome="in_part", meaning="was_there", minutes=60, reason="It rained.")
    said = {"learner": rosa, "organization": harbor, "told": Told("van"), "send": True, "key": uuid.uuid4()}
    inside = Shift(first.started_at + timedelta(hours=1), first.ended_at)
    with pytest.raises(ValidationError, match="in your log"):
        write_shift(shift=inside, **said)
    moved.refresh_from_db()
    agree(entry=moved)
    assert write_shift(shift=inside, **said).state == State.SUBMITTED


def test_it_is_corrected_a_few_times(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    for _version in range(MOST_VERSIONS - 1):
        entry = amend(decide(entry, marcus))
    with pytest.raises(ValidationError, match="corrected often"):
        amend(decide(entry, marcus))


def test_it_goes_with_all_its_versions(rosa, harbor, marcus):
    amend(decide(amend(decide(builders.shift(rosa, harbor), marcus)), marcus))
    privacy.erase(rosa)
    assert not ShadowEntry.objects.exists()


def test_it_is_not_undone_days_after_a_reply(rosa, harbor, marcus):
    entry = builders.shift(rosa, harbor)
    word = sign_off(entry=entry, signer=marcus, outcome="needs_word", reason="Let us talk.")
    SignOff.objects.update(made_at=timezone.now() - timedelta(days=3))
    reply(entry=builders.minutes_pass(entry), author=rosa, text="We did.")
    word.refresh_from_db()
    with pytest.raises(ValidationError, match="ten minutes"):
        undo(sign_off=word, signer=marcus)


@pytest.mark.parametrize("back", ["corrected", "left"])
def test_it_is_not_undone_once_it_is_the_persons_again(rosa, harbor, marcus, back):
    entry = builders.shift(rosa, harbor)
    word = sign_off(entry=entry, signer=marcus, outcome="needs_word", reason="Let us talk.")
    if back == "corrected":
        take_back_shift(entry=builders.minutes_pass(entry))
    else:
        withdraw_shifts(learner=rosa, organization=harbor)
    with pytest.raises(ValidationError, match="ten minutes"):
        undo(sign_off=word, signer=marcus)


def test_it_is_told_late_everywhere(rosa, harbor, marcus, van):
    entry = builders.shift(rosa, harbor)
    ShadowEntry.objects.update(sent_at=timezone.now() - timedelta(hours=1))
    decide(entry, marcus, outcome="needs_word", reason="Let us talk.")
    sign_off(entry=entry, signer=marcus, **SIGNED)
    entry.refresh_from_db()
    assert told.state_told(entry, now=timezone.now()) == State.NEEDS_WORD
    assert [one.outcome for one in told.decisions(entry, now=timezone.now())] == ["needs_word"]
    held = privacy.held_about(rosa)
    assert [row["decision"] for row in held["What was decided about your shifts"]] == ["Needs a word"]
    logged = held["Shifts you logged"][0]
    assert (logged["state"], str(logged["minutes counted"])) == ("Needs a word", "0")


def test_it_is_read_by_whoever_decided_while_they_work_there(signed_in, rosa, harbor, marcus):
    entry = decide(builders.shift(rosa, harbor), marcus)
    page = reverse("lms_assessments:sign_one", kwargs={"pk": entry.pk})
    assert signed_in(marcus).get(page).status_code == 200
    Membership.objects.filter(user=marcus).update(ended_at=timezone.now())
    add_member(user=marcus, organization=builders.organization("River House"), role="supervisor")
    assert signed_in(marcus).get(page).status_code == 404
    assert "Rosa" not in signed_in(marcus).get(reverse("lms_assessments:sign_done")).text


def test_it_is_no_way_round_a_ring_to_make_a_link(rosa, harbor, van, marcus):  # H02
    add_member(user=rosa, organization=harbor, role="supervisor", team=van)
    link, _code = make_link(entry=builders.shift(marcus, harbor), by=rosa, name="The nurse")
    sign_by_link(link=link, name="Ada", outcome="signed")
    assert can_sign_off(marcus, builders.shift(rosa, harbor, days_ago=3)) == ""
