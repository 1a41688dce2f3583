"""What somebody writes to whoever supervises them, and what is answered."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.supervision.messages.rules import MAIL_TRIED
from lms.people.models import Membership, Organization, Team, User


class Matter(models.TextChoices):
    """What it is about."""

    WORKING = "working", _("Working / not working")
    UNSAFE = "unsafe", _("I don't feel safe")


class Shared(models.TextChoices):
    """Whether the author wants their team to read it too."""

    NO = "no", _("Only with those it was sent to")
    NAMED = "named", _("With my team, with my name")
    UNNAMED = "unnamed", _("With my team, without my name")


class MessageQuerySet(models.QuerySet["Message"]):
    def of(self, user: User) -> "MessageQuerySet":
        """Those that the user wrote."""
        return self.filter(author_id=user.pk) if user.is_authenticated else self.none()

    def visible_to(self, user: User) -> "MessageQuerySet":
        """Who wrote it, and those it was sent to while they work there. What a team reads is `shared_with`."""
        if not user.is_authenticated:
            return self.none()
        sent = MessageReader.objects.of(user).values("message")
        return self.filter(Q(author_id=user.pk) | Q(pk__in=sent))

    def shared_with(self, user: User) -> "MessageQuerySet":
        """What others in the user's teams wanted their team to read."""
        if not user.is_authenticated:
            return self.none()
        teams = Membership.objects.active().filter(user_id=user.pk, team__isnull=False).values("team")
        return self.exclude(shared=Shared.NO).exclude(author_id=user.pk).filter(team__in=teams)


class Message(models.Model):
    """A few words of one person to whoever supervises them, and to a second person where they do not feel safe.

    `team` is the one the author worked in, and reads it only if the author wants. `spares_supervisor` says that they
    did not want their supervisor to. Written by `assessments.supervision.messages.services` only.

    Personal data: what somebody wrote. Seen by them, those they sent it to, and their team where they want that.
    Deleted after 60 days, by the author at any time, and with the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    matter = models.CharField(_("about"), max_length=10, choices=Matter.choices)
    text = models.CharField(_("what you wrote"), max_length=1200)
    spares_supervisor = models.BooleanField(_("not sent to who supervises"), default=False)
    shared = models.CharField(_("shared"), max_length=10, choices=Shared.choices, default=Shared.NO)
    sent_at = models.DateTimeField(_("sent"), db_index=True)
    due_on = models.DateField(_("answer due"))

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "key"],
                name="lms_assess_message_once",
                violation_error_message=_("This message is sent already."),
            ),
            models.CheckConstraint(
                condition=Q(spares_supervisor=False) | Q(shared="no"),
                name="lms_assess_message_spared",
                violation_error_message=_("Your supervisor is in your team and would read it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sent_at:%Y-%m-%d} · {self.get_matter_display()}"


class MessageReaderQuerySet(models.QuerySet["MessageReader"]):
    def of(self, user: User) -> "MessageReaderQuerySet":
        """What was sent to the user, where they work today."""
        if not user.is_authenticated:
            return self.none()
        here = Membership.objects.active().filter(user_id=user.pk).values("organization")
        return self.filter(reader_id=user.pk, message__organization__in=here)

    def unanswered(self) -> "MessageReaderQuerySet":
        """Those that wait for an answer."""
        return self.filter(answered_at=None)

    def to_mail(self, now: datetime) -> "MessageReaderQuerySet":
        """Whom a mail should tell at once, and none has: somebody does not feel safe."""
        owed = self.unanswered().filter(mailed_at=None, message__sent_at__gt=now - MAIL_TRIED)
        return owed.filter(message__matter=Matter.UNSAFE, reader__is_active=True).exclude(reader__email="")


class MessageReader(models.Model):
    """One of those a message was sent to, and their answer, which its author alone reads.

    Personal data: an answer. Seen by its author and by who wrote the message. Goes with the message, and with the
    account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="readers", verbose_name=_("answer to the message of")
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("sent to")
    )
    mailed_at = models.DateTimeField(_("told by mail that something waits"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=1200, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = MessageReaderQuerySet.as_manager()

    class Meta:
        ordering = ["reader_id"]
        constraints = [
            models.UniqueConstraint(fields=["message", "reader"], name="lms_assess_message_reader_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answer=""),
                name="lms_assess_message_answered",
                violation_error_message=_("An answer has words."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.message)
