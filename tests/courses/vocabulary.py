"""Blocks of the lesson vocabulary, as they are stored, and as a learner's page shows them."""

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from courses.enrollment.services import enroll
from tests import builders

HOSTILE = "<script>alert(1)</script>"


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def many(*values: Any) -> list[dict[str, Any]]:
    """The items of a list block."""
    return [{"type": "item", "id": str(uuid.uuid4()), "value": value} for value in values]


def lesson_of(organization: Any, *blocks: dict[str, Any], **fields: Any) -> Any:
    """A published lesson of one page with these blocks."""
    return builders.lesson(builders.module(builders.course(organization)), pages=[list(blocks)], **fields)


def read(client: Client, lesson: Any, learner: Any, query: str = "") -> str:
    """The first page of the lesson, as somebody sees it who is on its course."""
    course = lesson.get_parent().get_parent().specific
    enroll(learner=learner, organization=course.organization, course=course)
    return client.get(reverse("lms_courses:page", kwargs={"key": lesson.key, "page": 1}) + query).text


STORY = block("story", {"title": "Behind the library", "body": "<p>He waited for an hour.</p>"})
SAY = [
    block("steps", {"heading": "Right now", "steps": ["Say their name.", "Call for help."], "emergency": True}),
    block("callout", {"title": "Take this along", "body": "<p>People come back to people.</p>"}),
    STORY,
    block("quote", {"text": "<p>Nothing about us without us.</p>", "source": "A saying of many movements"}),
]
PRACTICE = [
    block(
        "flip", {"heading": "Two sides", "cards": many(*({"front": f"Front {n}", "back": f"Back {n}"} for n in "ab"))}
    ),
    block(
        "sort",
        {
            "heading": "Yours or not yours",
            "groups": ["Mine", "Not mine"],
            "cards": many(
                {"text": "Listening", "group": "Mine", "why": "It is the work."},
                {"text": "Diagnosing", "group": "Not mine", "why": ""},
            ),
        },
    ),
    block(
        "order",
        {
            "heading": "What comes first?",
            "items": many(*({"text": f"Step {n}", "why": f"Because {n}"} for n in ("one", "two", "three"))),
        },
    ),
    block("rewrite", {"prompt": "Say it kindly.", "sentence": "You are late.", "ways": ["Good to see you."]}),
    block("finish", {"prompt": "When I do not know, I …", "examples": ["say so."]}),
    block(
        "say",
        {
            "prompt": "What would you say?",
            "situation": "<p>Somebody turns away.</p>",
            "options": many(
                {"text": "Take your time.", "reply": "They nod.", "best": True},
                {"text": "Hurry up.", "reply": "They leave.", "best": False},
            ),
        },
    ),
    block("reflection", {"prompt": "What do you bring to this?"}),
    *(block("ground", {"kind": kind}) for kind in ("exhale", "senses", "feet")),
]
