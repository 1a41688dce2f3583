"""What two people agreed when they sat down together."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.supervision.talks.rules import MOST_MINUTES
from lms.people.models import Membership, Organization, Role, User


class Kind(models.TextChoices):
    """What they met for."""

    SUPERVISION = "supervision", _("Supervision")
    COACHING = "coaching", _("Coaching")


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def of(self, user: User) -> "ConversationQuerySet":
        """Those in which the user was the one who learns."""
        return self.filter(learner_id=user.pk) if user.is_authenticated else self.none()

    def visible_to(self, user: User) -> "ConversationQuerySet":
        """The two of them: who learns, wherever they work now; the other while they work there. Nobody else."""
        if not user.is_authenticated:
            return self.none()
        here = Membership.objects.active().filter(user_id=user.pk).values("organization")
        return self.filter(Q(learner_id=user.pk) | Q(supervisor_id=user.pk, organization__in=here))

    def locked(self) -> "ConversationQuerySet":
        """Confirmed by both."""
        return self.exclude(locked_at=None)

    def standing(self) -> "ConversationQuerySet":
        """Confirmed by both, and no correction of it is."""
        return self.locked().filter(Q(correction=None) | Q(correction__locked_at=None))

    def waiting_for(self, user: User) -> "ConversationQuerySet":
        """Those that the user has not confirmed yet."""
        mine = Q(learner_id=user.pk, learner_confirmed_at=None) | Q(supervisor_id=user.pk, supervisor_confirmed_at=None)
        return self.visible_to(user).filter(mine, locked_at=None)


class Conversation(models.Model):
    """One talk of two people, written down by both: when, how long, what about, who does what, when again.

    Whoever writes or changes it confirms that version of it, and takes the other's confirmation back. Confirmed by
    both it is locked, and their two signatures are in the ledger: `salt` opens their digests, `learner_seq` and
    `supervisor_seq` name them. A correction is a new one, confirmed in the same way, and points to it. How somebody is,
    apart from the job, is asked when they meet and kept nowhere. Written by `assessments.supervision.talks.services`.

    Personal data: what two people agreed. Seen by the two of them. Goes with the learner's account; while nobody or
    only one of them confirmed it, also with whoever leaves.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conversations", verbose_name=_("who learns")
    )
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("with whom")
    )
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="conversations")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.SUPERVISION)
    held_on = models.DateField(_("date"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    topics = models.CharField(_("what you talked about"), max_length=600)
    learner_does = models.CharField(_("what who learns will do"), max_length=400, blank=True)
    supervisor_does = models.CharField(_("what who supervises will do"), max_length=400, blank=True)
    next_on = models.DateField(_("next time"), null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    by_learner = models.BooleanField(_("written by who learns"))
    learner_role = models.CharField(_("role of who learns"), max_length=20, choices=Role.choices, blank=True)
    learner_confirmed_at = models.DateTimeField(_("confirmed by who learns"), null=True, blank=True)
    supervisor_role = models.CharField(_("role of who supervises"), max_length=20, choices=Role.choices, blank=True)
    supervisor_confirmed_at = models.DateTimeField(_("confirmed by who supervises"), null=True, blank=True)
    locked_at = models.DateTimeField(_("confirmed by both"), null=True, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.CASCADE, related_name="correction", null=True, blank=True, verbose_name=_("corrects")
    )
    salt = models.CharField(max_length=64, blank=True)
    learner_seq = models.BigIntegerField(unique=True, null=True, blank=True)
    supervisor_seq = models.BigIntegerField(unique=True, null=True, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [
            models.Index(fields=["learner", "-held_on"], name="lms_assess_talk_of"),
            models.Index(fields=["supervisor", "learner", "-held_on"], name="lms_assess_talk_with"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "key"],
                name="lms_assess_talk_sent_once",
                violation_error_message=_("This talk is written down already."),
            ),
            models.CheckConstraint(
                condition=~Q(supervisor=F("learner")),
                name="lms_assess_talk_of_two",
                violation_error_message=_("A talk takes two people."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="lms_assess_talk_minutes",
                violation_error_message=_("One talk takes up to 4 hours."),
            ),
            models.CheckConstraint(
                condition=Q(locked_at=None)
                | Q(
                    learner_confirmed_at__isnull=False,
                    supervisor_confirmed_at__isnull=False,
                    learner_seq__isnull=False,
                    supervisor_seq__isnull=False,
                ),
                name="lms_assess_talk_locked_by_both",
                violation_error_message=_("Both of you confirm it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on:%Y-%m-%d} · {self.get_kind_display()}"

    def facts(self, *, of_learner: bool) -> dict[str, Any]:
        """Exactly what one of the two signed."""
        signer, at = (
            (self.learner, self.learner_confirmed_at) if of_learner else (self.supervisor, self.supervisor_confirmed_at)
        )
        return {
            "learner": str(self.learner.profile.ledger_key),
            "supervisor": str(self.supervisor.profile.ledger_key),
            "organization": str(self.organization_id),
            "kind": self.kind,
            "held_on": self.held_on.isoformat(),
            "minutes": self.minutes,
            "topics": self.topics,
            "learner_does": self.learner_does,
            "supervisor_does": self.supervisor_does,
            "next_on": self.next_on.isoformat() if self.next_on else "",
            "corrects": str(self.corrects_id or ""),
            "confirmed_by": str(signer.profile.ledger_key),
            "confirmed_at": at.isoformat() if at else "",
        }
