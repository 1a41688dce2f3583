"""Finding what somebody did to the ledger who could write to the database. H05"""

import tracemalloc

import pytest
from django.db import connection

from lms.ledger import examination, services, triggers
from lms.ledger.chain import GENESIS, Line, seal
from lms.ledger.models import Entry
from tests.ledger.writing import SALT, forge, tamper, write

UNREADABLE = {
    "postgresql": "UPDATE lms_ledger_entry SET at = 'infinity' WHERE seq = 4",
    "sqlite": "UPDATE lms_ledger_entry SET subject = 'not a uuid' WHERE seq = 4",
}


def rechain(secret: str) -> None:
    """Seal every entry anew, as somebody would who wants a changed ledger to look whole."""
    rows = list(Entry.objects.order_by("seq"))
    prev = GENESIS
    for number, row in enumerate(rows, start=1):
        row.seq, row.prev = number, prev
        row.mac = prev = seal(Line(*(getattr(row, name) for name in Line._fields)), secret)
    triggers.remove(connection)
    Entry.objects.all().delete()
    Entry.objects.bulk_create(rows)
    triggers.install(connection)


@pytest.mark.django_db
def test_it_finds_an_empty_ledger_whole():
    assert services.verify() == []
    assert services.verify(expected_head=(0, GENESIS)) == []


def test_it_finds_an_untouched_ledger_whole(five):
    assert services.verify() == []
    assert services.verify(expected_head=(3, five[2].mac)) == []
    assert services.verify(expected_head=(5, five[4].mac)) == []


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE lms_ledger_entry SET actor = subject WHERE seq = 3",
        "UPDATE lms_ledger_entry SET role = 'coordinator' WHERE seq = 3",
        "UPDATE lms_ledger_entry SET meaning = 'I heard about it' WHERE seq = 3",
        "UPDATE lms_ledger_entry SET subject = actor WHERE seq = 3",
        "UPDATE lms_ledger_entry SET at = '2020-01-01 00:00:00+00:00' WHERE seq = 3",
        "UPDATE lms_ledger_entry SET digest = mac WHERE seq = 3",
        "UPDATE lms_ledger_entry SET mac = digest WHERE seq = 3",
    ],
)
def test_it_finds_an_edit_of_any_field(five, edit):
    tamper(edit)

    assert "Entry 3 is not what was signed." in services.verify()


def test_it_finds_an_edited_link(five):
    tamper("UPDATE lms_ledger_entry SET prev = %s WHERE seq = 3", "0" * 63 + "1")

    assert services.verify() == ["Entry 3 does not follow the one before it.", "Entry 3 is not what was signed."]


def test_it_finds_entries_cut_out_of_the_middle(five):
    tamper("DELETE FROM lms_ledger_entry WHERE seq IN (2, 3)")

    assert services.verify() == ["Entries 2 to 3 are missing.", "Entry 4 does not follow the one before it."]


def test_it_finds_a_cut_beginning(five):
    tamper("DELETE FROM lms_ledger_entry WHERE seq = 1")

    assert services.verify() == ["Entry 1 is missing.", "Entry 2 does not follow the one before it."]


def test_it_finds_a_cut_end_when_it_knows_a_head(five):
    tamper("DELETE FROM lms_ledger_entry WHERE seq > 3")

    assert services.verify() == []
    assert services.verify(expected_head=(5, five[4].mac)) == [
        "The ledger ends at entry 3, but entry 5 was seen before: its end was cut off."
    ]


def test_it_finds_a_ledger_that_was_emptied(five):
    tamper("DELETE FROM lms_ledger_entry")

    assert services.verify(expected_head=(5, five[4].mac)) == [
        "The ledger is empty, but entry 5 was seen before: it was cut off."
    ]


def test_it_finds_two_entries_that_changed_places(five):
    tamper("UPDATE lms_ledger_entry SET seq = 9 WHERE seq = 2")
    tamper("UPDATE lms_ledger_entry SET seq = 2 WHERE seq = 3")
    tamper("UPDATE lms_ledger_entry SET seq = 3 WHERE seq = 9")

    assert services.verify()[:2] == ["Entry 2 does not follow the one before it.", "Entry 2 is not what was signed."]


def test_it_finds_a_copy_chained_again_without_the_key(five):
    tamper("DELETE FROM lms_ledger_entry WHERE seq = 3")
    rechain("a guess")

    assert services.verify() == [f"Entry {seq} is not what was signed." for seq in (1, 2, 3, 4)]


def test_it_finds_a_copy_chained_again_with_the_key_when_it_knows_a_head(five, settings):
    tamper("DELETE FROM lms_ledger_entry WHERE seq = 2")
    rechain(settings.LMS_LEDGER_KEYS["test"])
    write()

    assert services.verify() == []
    assert services.verify(expected_head=(5, five[4].mac)) == [
        "Entry 5 is not the one that was seen before: the ledger was written anew."
    ]


def test_it_finds_a_forged_entry_at_the_end(five):
    forge(five[4], seq=6, prev=five[4].mac)

    assert services.verify() == ["Entry 6 is not what was signed."]


def test_it_says_so_when_an_entry_cannot_be_read(five, monkeypatch):
    monkeypatch.setattr(examination, "AT_A_TIME", 1)
    tamper(UNREADABLE[connection.vendor])

    assert services.verify() == ["Something after entry 3 cannot be read."]


def test_it_does_not_repeat_itself_without_end(five, settings, monkeypatch):
    monkeypatch.setattr(examination, "MOST_SENTENCES", 2)
    settings.LMS_LEDGER_KEYS = {"test": "another secret"}

    assert services.verify()[2:] == ["There are 3 more problems."]


@pytest.mark.django_db
def test_it_needs_no_more_memory_for_a_longer_ledger(monkeypatch):
    monkeypatch.setattr(examination, "AT_A_TIME", 100)
    peaks = []
    for length in (300, 1500):
        grow_to(length)
        tracemalloc.start()
        assert services.verify() == []
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < 1.3 * peaks[0]


def grow_to(length: int) -> None:
    while Entry.objects.count() < length:
        write(number=1, salt=SALT)
