"""Two shifts at the same time that are sent in the same instant, as from two phones. H11"""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from assessments.shadowing.local_times import Shift
from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.rules import Told
from assessments.shadowing.services import write_shift

PHONES = 6


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_it_keeps_one_of_those_that_overlap(harbor, rosa):  # H11
    begun = timezone.now().replace(second=0, microsecond=0) - timedelta(days=2)
    barrier = Barrier(PHONES)

    def send(nth):
        when = Shift(begun + timedelta(minutes=nth), begun + timedelta(hours=4))
        try:
            barrier.wait(timeout=30)
            write_shift(learner=rosa, organization=harbor, shift=when, told=Told("van"), key=uuid.uuid4(), send=True)
        except ValidationError as error:
            return error.messages[0]
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(PHONES) as pool:
        told = list(pool.map(send, range(PHONES)))
    assert told.count("kept") == ShadowEntry.objects.count() == 1
    assert all("at the same time" in said for said in told if said != "kept")
