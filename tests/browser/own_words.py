"""Screens of what somebody wrote to themselves."""

import uuid
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from courses.reflections.models import Reflection
from courses.reflections.services import keep_reflection


def _kept(world: dict[str, Any], learner: User) -> Reflection:
    said = {"title": "Words that help", "prompt": "What do you bring to this?", "text": "I know the street.\nI listen."}
    return keep_reflection(learner=learner, activity_key=world["lesson"].key, block_id=uuid.uuid4(), **said)


def one(world: dict[str, Any]) -> str:
    """One of Rosa's, to change."""
    return reverse("lms_home:reflection", kwargs={"pk": _kept(world, world["enrollment"].learner).pk})


def every(world: dict[str, Any]) -> str:
    """All that Sam keeps."""
    _kept(world, world["finished"].learner)
    return reverse("lms_home:reflections")


SCREENS = {"reflections": ("sam", every), "reflection": ("rosa", one)}
