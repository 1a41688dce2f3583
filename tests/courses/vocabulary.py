"""Blocks of the lesson vocabulary, as they are stored, and as a learner's page shows them."""

import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model

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


KIT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<rect x="2" y="2" width="36" height="16" rx="4" fill="none" stroke="currentColor"/></svg>'
)
DRAWING = block("drawing", {"svg": KIT, "alt": "A small pouch", "decorative": False, "caption": "The kit"})
LOCAL = block("local", {"topic": "grief"})
OVERLAY = block("overlay", {"key": "syringes", "body": "<p>Our state money does not pay for these.</p>"})


def document(name: str = "a.mp3") -> Any:
    return get_document_model().objects.create(title=name, file=ContentFile(b"words", name))


def media(kind: str, **value: Any) -> dict[str, Any]:
    """A video or audio block with files of its own."""
    given = {"title": "Two voices", "megabytes": "3.2", "transcript": "<p>Hello there.</p>", "captions": None}
    return block(kind, {**given, "file": document().pk, **value})


def shown() -> list[dict[str, Any]]:
    """Every block that shows something, with files of their own."""
    video = media("video", title="A van", file=document("van.mp4").pk, captions=document("van.vtt").pk)
    download = block("download", {"title": "The list", "document": document("list.pdf").pk})
    return [DRAWING, video, media("audio"), download, LOCAL, OVERLAY]
