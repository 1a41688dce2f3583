"""Who decided what about a shift, what was said about it, and who may stand in."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.shadowing.models import ShadowEntry
from lms.people.models import Organization


class Outcome(models.TextChoices):
    """What somebody decided. Taking it back is a decision too."""

    SIGNED = "signed", _("Signed")
    IN_PART = "in_part", _("Counted in part")
    NEEDS_WORD = "needs_word", _("Needs a word")
    NOT_THERE = "not_there", _("“I wasn't there”")
    NOT_COUNTED = "not_counted", _("Not counted, and why")
    UNDONE = "undone", _("Taken back")


class Meaning(models.TextChoices):
    """What a signature says."""

    WAS_THERE = "was_there", _("I was there")
    TALKED_THROUGH = "talked_through", _("We talked it through")


class SignOffQuerySet(models.QuerySet["SignOff"]):
    def standing(self) -> "SignOffQuerySet":
        """Those that were not taken back."""
        return self.filter(undone_by=None).exclude(outcome=Outcome.UNDONE)


class SignOff(models.Model):
    """One decision about one shift: who, as what, with which meaning, and exactly what they saw. Never changed.

    `shown` is what stood on their screen; `ledger_seq` and `ledger_mac` name the entry that signs `facts()`, `salt`
    opens its digest. A colleague without an account has a `signer_name` and the key of the link instead of a `signer`.
    Written by the services of `assessments.shadowing.signing` only.

    Personal data: how somebody's shift was judged, by whom, and why. Seen by the person and those who may sign it.
    Deleted with the account of whoever went along; the ledger keeps pseudonyms.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(ShadowEntry, on_delete=models.PROTECT, related_name="sign_offs")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("signed by"),
    )
    signer_name = models.CharField(_("name of a colleague without an account"), max_length=80, blank=True)
    link = models.OneToOneField(
        "SigningLink", on_delete=models.PROTECT, related_name="sign_off", null=True, blank=True, editable=False
    )
    role = models.CharField(_("as"), max_length=20)
    standing_in_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("standing in for"),
    )
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome.choices)
    meaning = models.CharField(_("what it says"), max_length=20, choices=Meaning.choices, blank=True)
    minutes = models.PositiveIntegerField(_("minutes counted"), default=0)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    shown = models.JSONField(_("what was signed"))
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="undone_by", null=True, blank=True, verbose_name=_("takes back")
    )
    made_at = models.DateTimeField(_("when"))
    salt = models.CharField(max_length=64)
    ledger_seq = models.BigIntegerField(unique=True)
    ledger_mac = models.CharField(max_length=64, unique=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["ledger_seq"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signer=None) | ~Q(signer=F("learner")),
                name="lms_assess_sign_off_never_own",
                violation_error_message=_("Nobody signs their own hours."),
            ),
            models.CheckConstraint(
                condition=Q(signer__isnull=False, link=None) | Q(signer=None, link__isnull=False) & ~Q(signer_name=""),
                name="lms_assess_sign_off_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(outcome="undone", undoes__isnull=False) | ~Q(outcome="undone") & Q(undoes=None),
                name="lms_assess_sign_off_undoes_one",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["in_part", "needs_word", "not_counted"]) | ~Q(reason=""),
                name="lms_assess_sign_off_reason_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} · {self.made_at:%Y-%m-%d}"

    def facts(self) -> dict[str, Any]:
        """Exactly what was signed: whose shift as it stood, what was decided, by whom and when."""
        return {
            "entry": str(self.entry_id),
            "learner": str(self.learner.profile.ledger_key),
            "signer": str(self.signer.profile.ledger_key) if self.signer else self.signer_name,
            "standing_in_for": str(self.standing_in_for.profile.ledger_key) if self.standing_in_for else "",
            "outcome": self.outcome,
            "meaning": self.meaning,
            "minutes": self.minutes,
            "reason": self.reason,
            "shown": self.shown,
            "undoes": str(self.undoes_id) if self.undoes_id else None,
            "made_at": self.made_at.isoformat(),
        }


class Remark(models.Model):
    """What somebody said about a shift, to whoever may sign it and back.

    Personal data: a short text. Seen by the person and those who may sign. Goes with the shift.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(ShadowEntry, on_delete=models.CASCADE, related_name="remarks")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    text = models.CharField(_("what was said"), max_length=300)
    said_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["said_at"]

    def __str__(self) -> str:
        return f"{self.said_at:%Y-%m-%d}"


class StandIn(models.Model):
    """Who signs in somebody's place: at once from `away_from` to `away_until`, otherwise what has waited 72 hours.

    Personal data: when somebody is away. Seen by the two of them and the coordinator. Goes with the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("for")
    )
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("stand-in")
    )
    away_from = models.DateField(_("away from"), null=True, blank=True)
    away_until = models.DateField(_("away until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "supervisor"], name="lms_assess_stand_in_one"),
            models.CheckConstraint(
                condition=~Q(supervisor=F("stand_in")),
                name="lms_assess_stand_in_another",
                violation_error_message=_("Somebody else stands in for you."),
            ),
            models.CheckConstraint(
                condition=Q(away_from=None, away_until=None) | Q(away_from__lte=F("away_until")),
                name="lms_assess_stand_in_days",
                violation_error_message=_("The last day away comes after the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supervisor} · {self.stand_in}"


class SigningLinkQuerySet(models.QuerySet["SigningLink"]):
    def open(self) -> "SigningLinkQuerySet":
        """Not used, not taken back, not too old."""
        return self.filter(used_at=None, taken_back_at=None, expires_at__gt=timezone.now())


class SigningLink(models.Model):
    """By which a colleague without an account signs one shift, once. Only a digest of its code is kept.

    Personal data: who was asked to sign for whom, by the name typed for it. Seen by those who may sign the shift.
    Goes with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(ShadowEntry, on_delete=models.PROTECT, related_name="links")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    role = models.CharField(_("as"), max_length=20)
    name = models.CharField(_("for"), max_length=80)
    code_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("open until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = SigningLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.name} · {self.made_at:%Y-%m-%d}"
