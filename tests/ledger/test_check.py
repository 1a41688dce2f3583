"""The nightly look, and what it remembers."""

import pytest

from lms.ledger import services
from lms.ledger.chain import GENESIS
from tests.ledger.writing import tamper, write


@pytest.mark.django_db
def test_it_keeps_the_head_of_an_empty_ledger():
    check = services.check()

    assert (check.seq, check.head, check.problems) == (0, GENESIS, [])


def test_it_keeps_the_head_that_it_saw(five):
    check = services.check()

    assert (check.seq, check.head, check.problems) == (5, five[4].mac, [])


def test_it_lets_the_ledger_grow(five):
    services.check()
    write(number=6)

    assert services.check().problems == []


def test_it_finds_what_was_cut_off_since_the_last_look_and_does_not_forget(five):
    # H05
    services.check()
    tamper("DELETE FROM lms_ledger_entry WHERE seq > 3")
    cut = ["The ledger ends at entry 3, but entry 5 was seen before: its end was cut off."]

    assert services.check().problems == cut
    assert services.check().problems == cut
