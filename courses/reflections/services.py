"""A reflection is kept, changed and deleted by the one who wrote it."""

import uuid

from django.contrib.auth.models import User
from django.db import transaction

from courses.reflections.models import Reflection


@transaction.atomic
def keep_reflection(
    *, learner: User, activity_key: uuid.UUID, block_id: uuid.UUID, title: str, prompt: str, text: str
) -> Reflection:
    """Keep this text as the learner's answer there, in the place of what they kept before."""
    said = {"title": title, "prompt": prompt, "text": text}
    reflection, _made = Reflection.objects.update_or_create(
        learner=learner, activity_key=activity_key, block_id=block_id, defaults=said
    )
    return reflection


@transaction.atomic
def change_reflection(*, reflection: Reflection, text: str) -> Reflection:
    """The same answer in other words."""
    reflection.text = text
    reflection.save(update_fields=["text", "saved_at"])
    return reflection


@transaction.atomic
def delete_reflections(*, learner: User, activity_key: uuid.UUID, block_id: uuid.UUID) -> None:
    """Nothing is kept of the learner's answer there."""
    Reflection.objects.of(learner).filter(activity_key=activity_key, block_id=block_id).delete()
