"""What somebody wrote to themselves in a lesson, and asked us to keep."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def of(self, user: User | AnonymousUser) -> "ReflectionQuerySet":
        """The user's own. Nobody asks for anybody else's."""
        return self.filter(learner_id=user.pk) if user.is_authenticated else self.none()


class Reflection(models.Model):
    """One answer to a question that a lesson asks its reader; `title` and `prompt` as they were when it was saved.

    Personal data: free text. Seen by the one who wrote it and by no role whatever, on no list, in no search and no
    ledger. Changed and deleted by them one by one, and gone with the account.
    """

    # Wagtail would list it beside the person in its admin.
    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner: Any = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    activity_key = models.UUIDField(editable=False)
    block_id = models.UUIDField(editable=False)
    title = models.CharField(_("lesson"), max_length=255)
    prompt = models.CharField(_("question"), max_length=1000)
    text = models.TextField(_("what you wrote"))
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reflection")
        constraints = (
            models.UniqueConstraint(fields=["learner", "activity_key", "block_id"], name="lms_reflection_once"),
        )
        ordering = ("-saved_at",)

    def __str__(self) -> str:
        # Never what was written: this lands in error pages.
        return str(self.pk)
