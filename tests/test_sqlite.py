"""SQLite, the embedded default, takes what a small agency does at once."""

import uuid

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from tests.chaos.processes import at_once

PEOPLE, SAVES = 20, 10


@pytest.mark.django_db(transaction=True)
def test_it_waits_its_turn_when_twenty_people_write():  # L06
    def save_often() -> int:
        for _save in range(SAVES):
            with transaction.atomic():  # read, then write: what deadlocks without IMMEDIATE
                Session.objects.count()
                Session.objects.create(session_key=uuid.uuid4().hex, expire_date=timezone.now())
        return SAVES

    assert at_once(save_often, many=PEOPLE) == [SAVES] * PEOPLE
    assert Session.objects.count() == PEOPLE * SAVES


@pytest.mark.django_db
def test_it_writes_ahead_and_waits():
    if connection.vendor != "sqlite":
        assert connection.settings_dict["CONN_MAX_AGE"] > 0
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20_000,)
    assert connection.transaction_mode == "IMMEDIATE"
