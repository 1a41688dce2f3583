"""Signing facts into the chain."""

import contextlib
import uuid

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction

from lms.ledger import services
from lms.ledger.chain import GENESIS
from lms.ledger.models import Entry
from tests.ledger.writing import SALT, write

FACTS = {"activity": "Naloxone, hands on", "minutes": 90, "number": 1}


def test_it_chains_each_entry_to_the_one_before(five):
    assert [entry.seq for entry in Entry.objects.all()] == [1, 2, 3, 4, 5]
    assert five[0].prev == GENESIS
    assert [entry.prev for entry in five[1:]] == [entry.mac for entry in five[:-1]]


@pytest.mark.django_db
def test_it_opens_with_the_facts_and_their_salt_only():
    entry = write(facts={"minutes": 90, "who": {"name": "Rósa"}})

    assert services.opens(entry, facts={"who": {"name": "Rósa"}, "minutes": 90}, salt=SALT)
    assert not services.opens(entry, facts={"who": {"name": "Rósa"}, "minutes": 91}, salt=SALT)
    assert not services.opens(entry, facts={"minutes": 90, "who": {"name": "Rósa"}}, salt=services.new_salt())
    assert not services.opens(entry, facts={"minutes": 90, "who": {"name": "Rósa"}}, salt="")


@pytest.mark.parametrize(
    ("field", "value"),
    [("seq", 9), ("actor", uuid.uuid4()), ("role", "peer"), ("subject", uuid.uuid4()), ("key_id", "lost")],
)
@pytest.mark.django_db
def test_it_does_not_open_for_an_entry_that_was_changed(field, value):
    # H04: what was signed for one thing says nothing about another
    entry = write()
    assert services.opens(entry, facts=FACTS, salt=SALT)

    setattr(entry, field, value)

    assert not services.opens(entry, facts=FACTS, salt=SALT)


@pytest.mark.django_db
def test_it_says_the_same_after_a_trip_through_the_database():
    write()

    assert services.opens(Entry.objects.get(), facts=FACTS, salt=SALT)


@pytest.mark.django_db
def test_it_hides_the_facts_behind_a_salt_of_their_own():
    one, other = write(salt=services.new_salt()), write(salt=services.new_salt())

    assert one.digest != other.digest
    assert len(services.new_salt()) == 64


@pytest.mark.parametrize("salt", ["", "short", "Z" * 64, "5A" * 32])
@pytest.mark.django_db
def test_it_takes_no_salt_that_could_be_guessed(salt):
    with pytest.raises(ValueError, match="new_salt"):
        write(salt=salt)


@pytest.mark.parametrize("facts", [{"when": uuid.uuid4()}, {"hours": float("nan")}])
@pytest.mark.django_db
def test_it_signs_plain_json_only(facts):
    with pytest.raises((TypeError, ValueError)):
        write(facts=facts)


@pytest.mark.parametrize("given", [{"meaning": ""}, {"meaning": "x" * 61}, {"role": ""}, {"actor": "rosa"}])
@pytest.mark.django_db
def test_it_signs_nothing_without_a_meaning_a_role_and_an_actor(given):
    with pytest.raises(ValidationError), transaction.atomic():
        write(**given)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("keys", [{}, {"test": ""}, {"other": "secret"}])
@pytest.mark.django_db
def test_it_signs_nothing_without_its_key(settings, keys):
    settings.LMS_LEDGER_KEYS = keys

    with pytest.raises(ImproperlyConfigured, match="LMS_LEDGER_KEY_ID"):
        write()


@pytest.mark.django_db
def test_it_goes_when_the_callers_transaction_goes():
    with contextlib.suppress(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError("the facts were not stored")

    assert not Entry.objects.exists()
    assert write().prev == GENESIS
