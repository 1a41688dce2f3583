"""Training that somebody took elsewhere, and who says that they saw the proof."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.outside.rules import MOST_MINUTES
from lms.people.models import SEES_ORGANIZATION, Membership, Organization, Role, User


class State(models.TextChoices):
    """Where a training stands between the person and the agency that may confirm it."""

    KEPT = "kept", _("Kept for you, sent to nobody")
    WAITING = "waiting", _("Waiting for your coordinator")
    RETURNED = "returned", _("Not counted, and why")
    CONFIRMED = "confirmed", _("Confirmed")


class OutsideTrainingQuerySet(models.QuerySet["OutsideTraining"]):
    def of(self, user: User) -> "OutsideTrainingQuerySet":
        """The user's own."""
        return self.filter(learner_id=user.pk) if user.is_authenticated else self.none()

    def changeable(self) -> "OutsideTrainingQuerySet":
        """Those that the person may still correct or delete."""
        return self.exclude(state=State.CONFIRMED)

    def confirmed(self) -> "OutsideTrainingQuerySet":
        """Those that count."""
        return self.filter(state=State.CONFIRMED)

    def sent_to(self, user: User) -> "OutsideTrainingQuerySet":
        """What people who are here today sent to the agencies that this user coordinates. Never one's own."""
        return self._here(user, [Role.COORDINATOR])

    def counted_for(self, user: User) -> "OutsideTrainingQuerySet":
        """What counts for the people whom this user sees as trainer or coordinator."""
        return self._here(user, SEES_ORGANIZATION).confirmed()

    def opened_by(self, user: User) -> "OutsideTrainingQuerySet":
        """Those whose certificate the user may open: their own, and what they may confirm or have confirmed."""
        return self.of(user) | self.sent_to(user)

    def _here(self, user: User, roles: Any) -> "OutsideTrainingQuerySet":
        if not user.is_authenticated:
            return self.none()
        mine = Membership.objects.active().filter(user_id=user.pk, role__in=roles)
        theirs = Membership.objects.active().filter(
            user=models.OuterRef("learner"), organization=models.OuterRef("organization")
        )
        found = self.filter(models.Exists(theirs), organization__in=mine.values("organization"))
        return found.exclude(learner_id=user.pk)


class OutsideTraining(models.Model):
    """One training taken elsewhere. Counts once a coordinator says that they saw its certificate.

    `organization` is the agency it was sent to; none while the person keeps it for themselves. `paper` is the
    certificate, as our own copy of it under a name of ours; `paper_digest` its SHA-256. `reason` says why it was
    not counted. `ledger_seq` and `ledger_mac` name the entry that signs `facts()`, `salt` opens its digest; where a
    confirmation was taken back, the entry that signs `taking_back()`. It points at the one before.
    Written by `courses.outside.services` only.

    Personal data: what somebody learned elsewhere, and perhaps a picture of a certificate. Seen by the person and by
    the coordinators it was sent to; what counts, by their trainers too. Deleted with the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="outside_trainings")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="outside_trainings", null=True, blank=True
    )
    title = models.CharField(_("title"), max_length=160)
    provider = models.CharField(_("who gave it"), max_length=160)
    taken_on = models.DateField(_("date"))
    minutes = models.PositiveIntegerField(_("minutes"))
    domain = models.CharField(_("subject"), max_length=60, blank=True)
    paper = models.FileField(_("certificate"), upload_to="outside/", blank=True)
    paper_digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.KEPT)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    entered_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    salt = models.CharField(max_length=64, blank=True)
    ledger_seq = models.BigIntegerField(unique=True, null=True, blank=True)
    ledger_mac = models.CharField(max_length=64, unique=True, null=True, blank=True)

    objects = OutsideTrainingQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_on", "title"]
        constraints = [
            models.UniqueConstraint(
                # In each agency by itself: no agency learns what somebody keeps, or what they sent to another.
                fields=["learner", "organization", "title", "provider", "taken_on"],
                name="lms_courses_outside_once",
                violation_error_message=_("This training of that day is already in your record."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="lms_courses_outside_minutes",
                violation_error_message=_("One training takes from 1 minute to 100 hours."),
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", ledger_seq__isnull=False, ledger_mac__isnull=False)
                | (~Q(state="confirmed") & Q(ledger_seq__isnull=True, ledger_mac__isnull=True))
                | Q(state="returned", ledger_seq__isnull=False, ledger_mac__isnull=False),
                name="lms_courses_outside_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="lms_courses_outside_reason_given"
            ),
            models.CheckConstraint(
                condition=Q(state="kept") | Q(organization__isnull=False), name="lms_courses_outside_sent_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("learner")),
                name="lms_courses_outside_not_self",
                violation_error_message=_("Nobody confirms their own training."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def may_change(self) -> bool:
        """Whether the person may still correct or delete it."""
        return self.state != State.CONFIRMED

    @property
    def was_taken_back(self) -> bool:
        """Whether it counted, and a coordinator said that this was a mistake."""
        return self.state == State.RETURNED and self.ledger_seq is not None

    def taking_back(self, confirmed: int) -> dict[str, Any]:
        """What the entry of a taking back signs: which confirmation, an entry of the ledger, and why."""
        return {**self.facts(), "confirmed": confirmed, "reason": self.reason}

    def facts(self) -> dict[str, Any]:
        """Exactly what is signed: whose, what, how long, on what paper, decided by whom and when."""
        if self.decided_by is None or self.decided_at is None:
            raise ValueError("nobody has confirmed this training")
        return {
            "learner": str(self.learner.profile.ledger_key),
            "title": self.title,
            "provider": self.provider,
            "taken_on": self.taken_on.isoformat(),
            "minutes": self.minutes,
            "domain": self.domain,
            "paper": self.paper_digest,
            "confirmed_by": str(self.decided_by.profile.ledger_key),
            "confirmed_at": self.decided_at.isoformat(),
        }
