"""Training from elsewhere: sent, confirmed and signed, or not counted, and why."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.migrations.exceptions import IrreversibleError

from courses.outside.imports import import_trainings, read_trainings
from courses.outside.models import OutsideTraining, State
from courses.outside.papers import read_paper
from courses.outside.queries import confirmed_outside_trainings
from courses.outside.rules import Details, is_day_possible, is_length_possible, read_day
from courses.outside.services import (
    confirm_outside_training,
    correct_outside_training,
    delete_outside_training,
    enter_outside_training,
    return_outside_training,
    take_back_outside_training,
    withdraw_outside_training,
)
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from lms.people.services import add_member
from tests import builders
from tests.courses.papers import photo

NALOXONE = Details("Overdose response", "County health", date(2026, 3, 1), 180, "harm_reduction")


@pytest.fixture
def training(rosa, harbor):
    return enter_outside_training(learner=rosa, details=NALOXONE, organization=harbor)


def test_it_signs_what_the_coordinator_saw(training, jo):
    (signed,) = confirm_outside_training(trainings=[training], confirmed_by=jo)
    entry = Entry.objects.get(seq=signed.ledger_seq)
    assert ledger.opens(entry, facts=signed.facts(), salt=signed.salt)
    assert (entry.meaning, entry.actor, entry.role) == (
        "outside training confirmed",
        jo.profile.ledger_key,
        "coordinator",
    )
    OutsideTraining.objects.update(minutes=999)
    signed.refresh_from_db()
    assert not ledger.opens(entry, facts=signed.facts(), salt=signed.salt)


def test_it_signs_once_however_often(training, jo):
    (first,) = confirm_outside_training(trainings=[training], confirmed_by=jo)
    assert confirm_outside_training(trainings=[first], confirmed_by=jo) == [first]
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("who", ["rosa", "marcus", "inez"])
def test_it_takes_a_coordinator(request, who, training):
    with pytest.raises(PermissionDenied):
        confirm_outside_training(trainings=[training], confirmed_by=request.getfixturevalue(who))


def test_it_takes_another_coordinator_than_oneself(jo, harbor):
    own = enter_outside_training(learner=jo, details=NALOXONE, organization=harbor)
    with pytest.raises(PermissionDenied):
        confirm_outside_training(trainings=[own], confirmed_by=jo)
    second = builders.person("Sol", "coordinator", harbor)
    assert confirm_outside_training(trainings=[own], confirmed_by=second)[0].state == State.CONFIRMED
    with pytest.raises(IntegrityError), transaction.atomic():
        OutsideTraining.objects.update(decided_by=jo)


def test_it_confirms_a_list_or_none(training, jo, dana, elsewhere):  # A12
    foreign = enter_outside_training(learner=dana("new_hire"), details=NALOXONE, organization=elsewhere)
    with pytest.raises(PermissionDenied):
        confirm_outside_training(trainings=[training, foreign], confirmed_by=jo)
    assert not OutsideTraining.objects.confirmed().exists()


def test_it_confirms_nothing_that_changed_meanwhile(training, rosa, harbor, jo):
    looked_at = OutsideTraining.objects.get()
    longer = Details(NALOXONE.title, NALOXONE.provider, NALOXONE.taken_on, 900)
    correct_outside_training(training=training, details=longer, organization=harbor)
    with pytest.raises(ValidationError, match="changed while you looked"):
        confirm_outside_training(trainings=[looked_at], confirmed_by=jo)


def test_it_comes_back_with_a_reason_and_can_be_sent_again(training, harbor, jo):
    returned = return_outside_training(training=training, by=jo, reason="The day is missing.")
    assert (returned.state, returned.reason) == (State.RETURNED, "The day is missing.")
    again = correct_outside_training(training=returned, details=NALOXONE, organization=harbor)
    assert (again.state, again.reason, again.decided_by) == (State.WAITING, "", None)


def test_it_stays_as_it_was_signed(training, harbor, jo):
    (signed,) = confirm_outside_training(trainings=[training], confirmed_by=jo)
    with pytest.raises(ValidationError):
        correct_outside_training(training=signed, details=NALOXONE, organization=harbor)
    with pytest.raises(ValidationError):
        delete_outside_training(training=signed)
    with pytest.raises(ValidationError):
        return_outside_training(training=signed, by=jo, reason="Too late.")


WRONG = "That was another Rosa's certificate."


@pytest.fixture
def confirmed(training, jo):
    return confirm_outside_training(trainings=[training], confirmed_by=jo)[0]


def test_it_is_taken_back_with_a_reason_and_both_are_signed(confirmed, rosa, jo):
    taken = take_back_outside_training(training=confirmed, by=jo, reason=WRONG)
    assert (taken.state, taken.reason, taken.was_taken_back) == (State.RETURNED, WRONG, True)
    assert confirmed_outside_trainings(OutsideTraining.objects.of(rosa)) == []
    first, last = Entry.objects.order_by("seq")
    assert (last.meaning, last.actor, last.seq) == (
        "outside training taken back",
        jo.profile.ledger_key,
        taken.ledger_seq,
    )
    assert ledger.opens(last, facts=taken.taking_back(first.seq), salt=taken.salt)


def test_it_can_be_corrected_and_confirmed_again_after_that(confirmed, harbor, jo):
    taken = take_back_outside_training(training=confirmed, by=jo, reason=WRONG)
    again = correct_outside_training(training=taken, details=NALOXONE, organization=harbor)
    assert (again.state, again.ledger_seq, again.was_taken_back) == (State.WAITING, None, False)
    (signed,) = confirm_outside_training(trainings=[again], confirmed_by=jo)
    assert [entry.seq for entry in Entry.objects.order_by("seq")][-1] == signed.ledger_seq


def test_it_is_ones_own_again_after_leaving_where_it_was_taken_back(confirmed, rosa, harbor, jo):
    take_back_outside_training(training=confirmed, by=jo, reason=WRONG)
    assert withdraw_outside_training(learner=rosa, organization=harbor) == 1
    assert OutsideTraining.objects.get(ledger_seq=None).state == State.KEPT


@pytest.mark.parametrize("who", ["rosa", "marcus", "inez"])
def test_it_takes_a_coordinator_to_take_it_back(request, who, confirmed):
    with pytest.raises(PermissionDenied):
        take_back_outside_training(training=confirmed, by=request.getfixturevalue(who), reason=WRONG)


def test_it_is_taken_back_once_and_never_without_a_reason(confirmed, jo):
    with pytest.raises(ValidationError):
        take_back_outside_training(training=confirmed, by=jo, reason=" ")
    take_back_outside_training(training=confirmed, by=jo, reason=WRONG)
    with pytest.raises(ValidationError):
        take_back_outside_training(training=confirmed, by=jo, reason=WRONG)


def test_it_stands_in_a_record_once(training, rosa, harbor):
    with pytest.raises(ValidationError, match="already in your record"):
        enter_outside_training(learner=rosa, details=NALOXONE, organization=harbor)


def test_it_tells_no_agency_of_what_stands_elsewhere(training, rosa, elsewhere, jo, dana):  # A12
    enter_outside_training(learner=rosa, details=NALOXONE, organization=None)
    add_member(user=rosa, organization=elsewhere, role="new_hire")
    listed = f"username,title,provider,date,minutes\nrosa,{NALOXONE.title},{NALOXONE.provider},2026-03-01,180\n"
    here = {"organization": elsewhere, "by": dana("coordinator")}
    assert read_trainings(listed.encode(), **here).sheet.is_good
    assert not read_trainings(listed.encode(), organization=training.organization, by=jo).sheet.is_good
    import_trainings(lines=read_trainings(listed.encode(), **here).lines, **here, seen=True)
    assert not read_trainings(listed.encode(), **here).sheet.is_good


def test_it_is_kept_once(rosa):
    enter_outside_training(learner=rosa, details=NALOXONE, organization=None)
    with pytest.raises(ValidationError, match="already in your record"):
        enter_outside_training(learner=rosa, details=NALOXONE, organization=None)


def test_it_counts_once_though_two_agencies_confirmed_it(training, rosa, elsewhere, jo, dana):
    add_member(user=rosa, organization=elsewhere, role="new_hire")
    there = enter_outside_training(learner=rosa, details=NALOXONE, organization=elsewhere)
    (first,) = confirm_outside_training(trainings=[training], confirmed_by=jo)
    confirm_outside_training(trainings=[there], confirmed_by=dana("coordinator"))
    assert confirmed_outside_trainings(OutsideTraining.objects.of(rosa)) == [first]


def test_it_comes_back_from_two_agencies(training, rosa, harbor, elsewhere):
    add_member(user=rosa, organization=elsewhere, role="new_hire")
    enter_outside_training(learner=rosa, details=NALOXONE, organization=elsewhere)
    for agency in (harbor, elsewhere):
        withdraw_outside_training(learner=rosa, organization=agency)
    assert OutsideTraining.objects.filter(learner=rosa, state=State.KEPT).count() == 2


def test_it_goes_to_nobody_who_is_not_ones_agency(rosa, elsewhere):
    with pytest.raises(ValidationError):
        enter_outside_training(learner=rosa, details=NALOXONE, organization=elsewhere)


def test_its_file_goes_with_it(rosa, harbor, django_capture_on_commit_callbacks):
    training = enter_outside_training(
        learner=rosa, details=NALOXONE, organization=harbor, paper=read_paper(photo("Rosa.jpg"))
    )
    storage, first = training.paper.storage, training.paper.name
    assert "Rosa" not in first
    assert storage.exists(first)
    with django_capture_on_commit_callbacks(execute=True):
        correct_outside_training(training=training, details=NALOXONE, organization=harbor, paper=read_paper(photo()))
    training.refresh_from_db()
    assert (storage.exists(first), storage.exists(training.paper.name)) == (False, True)
    with django_capture_on_commit_callbacks(execute=True):
        delete_outside_training(training=training)
    assert not storage.exists(training.paper.name)


def test_it_is_ones_own_again_after_leaving(training, rosa, sam, harbor, elsewhere, jo):
    others = enter_outside_training(learner=sam, details=NALOXONE, organization=harbor)
    assert withdraw_outside_training(learner=rosa, organization=harbor) == 1
    training.refresh_from_db()
    assert (training.state, training.organization) == (State.KEPT, None)
    assert list(OutsideTraining.objects.sent_to(jo)) == [others]
    add_member(user=rosa, organization=elsewhere, role="new_hire")
    sent = correct_outside_training(training=training, details=NALOXONE, organization=elsewhere)
    assert (sent.state, sent.organization) == (State.WAITING, elsewhere)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("3/1/2026", date(2026, 3, 1)),
        ("13/1/2026", None),
        ("2026-02-30", None),
        ("26-03-01", None),
        ("2026-٣-01", None),
        ("March", None),
        ("", None),
    ],
)
def test_it_reads_days_as_spreadsheets_write_them(text, day):
    assert read_day(text) == day


def test_it_knows_what_can_be():
    today = date(2026, 11, 26)
    assert is_day_possible(today, today=today)
    assert not is_day_possible(date(2026, 11, 27), today=today)
    assert not is_day_possible(date(1926, 11, 26), today=today)
    assert [is_length_possible(minutes) for minutes in (0, 1, 6000, 6001)] == [False, True, True, False]


def test_it_says_why_its_migration_is_not_undone_where_a_training_stands_in_two_agencies(training, rosa, elsewhere):
    undo = import_module("courses.migrations.0011_outside_once_per_agency").refuse_where_two_agencies_have_one
    undo(apps, None)
    add_member(user=rosa, organization=elsewhere, role="new_hire")
    enter_outside_training(learner=rosa, details=NALOXONE, organization=elsewhere)
    with pytest.raises(IrreversibleError, match="1 trainings from elsewhere stand in two agencies"):
        undo(apps, None)
