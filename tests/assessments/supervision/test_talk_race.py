"""Both of the two at the same moment: confirming at once, and changing what the other is confirming."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from assessments.supervision.talks.models import Conversation
from assessments.supervision.talks.rules import Told
from assessments.supervision.talks.services import change_conversation, confirm_conversation
from courses.signed_hours.models import SignedHours
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from tests.assessments.supervision import building

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(*jobs: Callable[[], Any]) -> list[str]:
    barrier = Barrier(len(jobs))

    def tap(job: Callable[[], Any]) -> str:
        try:
            barrier.wait(timeout=30)
            job()
        except ValidationError as error:
            return str(error.messages[0])
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(tap, jobs))


def test_it_is_locked_once_when_both_confirm_at_once(rosa, marcus, harbor):
    talk = building.talk(rosa, marcus, harbor)
    Conversation.objects.update(learner_confirmed_at=None)
    jobs = [lambda by=by: confirm_conversation(conversation=talk, by=by, seen=1) for by in (rosa, marcus) * 4]
    assert at_once(*jobs) == ["done"] * 8
    assert Conversation.objects.get().locked_at is not None
    assert (Entry.objects.count(), SignedHours.objects.count()) == (2, 1)
    assert ledger.verify() == []


def test_it_never_locks_words_that_one_of_them_did_not_read(rosa, marcus, harbor):
    talk = building.talk(rosa, marcus, harbor)
    told = Told(**{name: getattr(talk, name) for name in Told.__dataclass_fields__})
    said = at_once(
        lambda: confirm_conversation(conversation=talk, by=marcus, seen=1),
        lambda: change_conversation(conversation=talk, by=rosa, told=replace(told, minutes=240), seen=1),
    )
    kept = Conversation.objects.get()
    assert said.count("done") == 1
    assert (kept.locked_at is None) == (kept.minutes == 240)
    assert Entry.objects.count() == (2 if kept.locked_at else 0)
