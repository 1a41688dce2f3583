"""The database is away, or twenty people write at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from courses.enrollment.services import enroll
from courses.progress.models import Completion, Place
from tests import builders

pytestmark = [pytest.mark.chaos, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@contextmanager
def outage(before: str) -> Iterator[None]:
    """The database goes away just before it is asked to do this: killed on PostgreSQL, locked on SQLite."""
    other = connections.create_connection("default")

    def strike(execute: Any, sql: str, params: Any, many: bool, context: dict) -> Any:
        if before in sql and other.connection is None:
            if connection.vendor == "postgresql":
                pid = connection.connection.info.backend_pid
                other.cursor().execute("SELECT pg_terminate_backend(%s)", [pid])
            else:
                connection.cursor().execute("PRAGMA busy_timeout = 50")
                other.cursor().execute("BEGIN IMMEDIATE")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(strike):
        yield
    other.close()
    connection.close()


def test_it_says_so_when_the_database_goes_away_and_writes_nothing_by_half(signed_in, rosa, enrollment, course):  # L07
    lesson = builders.lessons_of(course)[0]
    client = signed_in(rosa)
    address = reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 1})
    first_write = "BEGIN" if connection.vendor == "sqlite" else "INSERT INTO"
    with outage(before=first_write):
        response = client.post(address)
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert not Place.objects.exists()
    assert client.post(address).status_code == 302, "afterwards it works again"


def test_it_turns_nobody_away_when_twenty_write_at_once(harbor, course):  # L06
    people = [builders.person(f"Rosa-{number}", "new_hire", harbor) for number in range(20)]
    for person in people:
        enroll(learner=person, organization=harbor, course=course)
    lesson = builders.lessons_of(course)[0]
    statuses: list[int] = []

    def study(person: Any) -> None:
        client = Client()
        client.force_login(person)
        statuses.extend(step.status_code for step in lesson_of(client, lesson))
        connections.close_all()

    threads = [threading.Thread(target=study, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [302] * (20 * 3)
    assert Completion.objects.count() == 20


def lesson_of(client: Client, lesson: Any) -> Iterator[Any]:
    """A page turned, a question answered, a lesson finished."""
    where = {"key": lesson.key}
    (block, options), *_rest = lesson.answer_key().items()
    right = next(option for option, is_right in options.items() if is_right)
    yield client.post(reverse("lms_courses:turn", kwargs={**where, "page": 1}))
    yield client.post(reverse("lms_courses:answer", kwargs={**where, "page": 2, "block": block}), {"option": right})
    yield client.post(reverse("lms_courses:turn", kwargs={**where, "page": 2}))
