"""Many who sign at once. H06"""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from lms.ledger import services
from lms.ledger.models import Entry
from tests.ledger.writing import write

EACH = 25


def write_many(barrier: Any) -> None:
    """Sign again and again, as soon as everybody is there."""
    try:
        barrier.wait(timeout=30)
        for number in range(EACH):
            write(number=number + 1)
    finally:
        connection.close()


def assert_one_unbroken_chain(length: int) -> None:
    assert list(Entry.objects.values_list("seq", flat=True)) == list(range(1, length + 1))
    assert services.verify() == []


@pytest.mark.django_db(transaction=True)
def test_it_stays_one_chain_when_threads_sign_at_once():
    # H06
    barrier = Barrier(8)
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(write_many, barrier) for _thread in range(8)]:
            done.result()

    assert_one_unbroken_chain(8 * EACH)


@pytest.mark.django_db(transaction=True)
def test_it_stays_one_chain_when_processes_sign_at_once():
    # H06
    fork = multiprocessing.get_context("fork")
    barrier = fork.Barrier(4)
    connections.close_all()
    workers = [fork.Process(target=write_many, args=(barrier,)) for _worker in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    assert [worker.exitcode for worker in workers] == [0] * 4
    assert_one_unbroken_chain(4 * EACH)
