"""Decisions about shifts, for the tests of whoever logged them."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.signing.models import SignOff
from assessments.shadowing.signing.services import sign_off
from tests import builders

HOURS = reverse("lms_assessments:hours")
WHY = "The van left early."


def at(name: str, entry: ShadowEntry) -> str:
    return reverse(f"lms_assessments:{name}", kwargs={"pk": entry.pk})


def words(answer: Any) -> str:
    return " ".join(answer.text.split())


def decide(entry: ShadowEntry, signer: User, outcome: str, **more: Any) -> ShadowEntry:
    """Somebody decides; what that asks for is filled in. The ten minutes are not over yet."""
    asked: dict[str, dict[str, Any]] = {
        "signed": {"meaning": "was_there"},
        "in_part": {"meaning": "talked_through", "minutes": 210, "reason": WHY},
        "needs_word": {"reason": "Which van was it?"},
        "not_counted": {"reason": "That was a meeting."},
    }
    sign_off(entry=entry, signer=signer, outcome=outcome, **{**asked.get(outcome, {}), **more})
    entry.refresh_from_db()
    return entry


def decided(entry: ShadowEntry, signer: User, outcome: str, **more: Any) -> ShadowEntry:
    """Somebody decided more than ten minutes ago, so that the person is told."""
    return builders.minutes_pass(decide(entry, signer, outcome, **more))


def later(entry: ShadowEntry, minutes: int = 11) -> None:
    """As if everything decided about it were so many minutes older, an undo with it."""
    for one in SignOff.objects.filter(entry=entry):
        SignOff.objects.filter(pk=one.pk).update(made_at=one.made_at - timedelta(minutes=minutes))


def shown(client: Client, entry: ShadowEntry) -> str:
    return words(client.get(at("shift", entry)))
