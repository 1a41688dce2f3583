"""Several who sign at once, and somebody who takes back what is being signed. H06"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.services import take_back_shift
from assessments.shadowing.signing.models import SignOff
from assessments.shadowing.signing.services import seal_of, sign_off, sign_several
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

LEARNERS, SHIFTS, SUPERVISORS = 8, 25, 4


def at_once(jobs: list[Callable[[], Any]]) -> list[Any]:
    """What each came to: what it returned, or the sentence with which it was refused."""
    barrier = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=30)
            return job()
        except ValidationError as error:
            return error.messages[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def supervisors(harbor, van):
    return [builders.person(f"Supervisor-{n}", "supervisor", harbor, van) for n in range(SUPERVISORS)]


def sign_each(entries, signer):
    return [sign_off(entry=entry, signer=signer, outcome="signed", meaning="was_there") for entry in entries]


def test_it_stays_one_chain_after_two_hundred(harbor, van):  # H06
    learners = [builders.person(f"Learner-{n}", "new_hire", harbor, van) for n in range(LEARNERS)]
    entries = [builders.shift(one, harbor, days_ago=day) for day in range(1, SHIFTS + 1) for one in learners]
    signers = supervisors(harbor, van)
    parts = [(signer, entries[nth :: len(signers)]) for nth, signer in enumerate(signers)]
    at_once([lambda signer=signer, part=part: sign_each(part, signer) for signer, part in parts])
    assert SignOff.objects.count() == ShadowEntry.objects.filter(state=State.SIGNED).count() == 200
    assert list(Entry.objects.values_list("seq", flat=True)) == list(range(1, 201))
    assert ledger.verify() == []


def test_it_signs_each_once_where_lists_overlap(harbor, van, rosa):  # H06
    entries = [builders.shift(rosa, harbor, days_ago=day) for day in range(1, 9)]
    seen = {str(entry.pk): seal_of(entry) for entry in entries}
    signers = supervisors(harbor, van)
    lists = [entries[:5], entries[3:], entries[::-2], entries[6:]]
    jobs = [
        lambda signer=signer, part=part: len(sign_several(entries=part, signer=signer, meaning="was_there", seen=seen))
        for signer, part in zip(signers, lists, strict=True)
    ]
    said = at_once(jobs)
    signed = sum(one for one in said if isinstance(one, int))
    assert all("has decided about this one already" in one for one in said if isinstance(one, str))
    assert 0 < signed == SignOff.objects.count() == ShadowEntry.objects.filter(state=State.SIGNED).count()
    assert set(SignOff.objects.values_list("entry", flat=True)) <= {entry.pk for entry in entries}
    assert ledger.verify() == []


@pytest.mark.parametrize("day", range(1, 6))
def test_it_is_taken_back_or_signed_and_never_both(harbor, rosa, marcus, day):  # H03, H06
    entry = builders.shift(rosa, harbor, days_ago=day)
    signed, taken = at_once([lambda: sign_each([entry], marcus), lambda: take_back_shift(entry=entry)])
    entry.refresh_from_db()
    if entry.state == State.SIGNED:
        assert len(signed) == SignOff.objects.count() == 1
        assert "Look again in ten minutes." in taken
    else:
        assert (entry.state, SignOff.objects.count()) == (State.DRAFT, 0)
        assert signed == "This one no longer waits."
    assert ledger.verify() == []
