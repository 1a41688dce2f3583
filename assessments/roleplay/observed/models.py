"""A role-play that was played, and what each observer saw of it."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.roleplay.rubrics.models import RubricVersion
from courses.enrollment.models import Enrollment
from lms.people.models import Organization


class Decision(models.TextChoices):
    """What somebody hears."""

    READY = "ready", pgettext_lazy("of a person", "Ready")
    WITH_SUPPORT = "with_support", _("Ready with support")
    NOT_YET = "not_yet", _("Not yet")


class GlobalRating(models.IntegerChoices):
    """How it was as a whole, before anything is computed (facts.md 4.2)."""

    NOT_YET = 1, _("Not yet")
    NEARLY = 2, _("Nearly")
    WITH_SUPPORT = 3, _("Ready with support")
    READY = 4, pgettext_lazy("of a person", "Ready")
    MODEL = 5, _("Could model for others")


class Performance(models.Model):
    """One role-play that one learner played, once. Its rubric is the version that it is scored by.

    `self_ratings` are `{criterion: 1-4}`, how the learner saw it; `self_rated_at` says that they did, or would rather
    not (`self_declined`). `asked_again_at`: the learner asks for another observer.
    Written by the services of `assessments.roleplay.observed` only.

    Personal data: that somebody practiced, and how they saw themselves. Seen by the learner and whoever observes here.
    Goes with the enrollment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="performances")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    activity_key = models.UUIDField()
    scenario = models.CharField(_("scenario"), max_length=20)
    rubric = models.ForeignKey(
        RubricVersion, on_delete=models.PROTECT, related_name="performances", verbose_name=_("rubric")
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("begun by")
    )
    partner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("played with"),
    )
    begun_at = models.DateTimeField(_("begun"))
    on_paper = models.BooleanField(_("scored on paper"), default=False)
    self_ratings = models.JSONField(_("how they saw it"), default=dict, blank=True)
    self_rated_at = models.DateTimeField(_("when they rated themselves"), null=True, blank=True)
    self_declined = models.BooleanField(_("would rather not rate themselves"), default=False)
    asked_again_at = models.DateTimeField(_("asked for another observer"), null=True, blank=True)

    class Meta:
        ordering = ["-begun_at"]
        indexes = [
            models.Index(fields=["organization", "-begun_at"], name="lms_assess_perf_here"),
            models.Index(fields=["enrollment", "activity_key"], name="lms_assess_perf_of"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(learner=F("opened_by")),
                name="lms_assess_perf_never_own",
                violation_error_message=_("Nobody scores themselves."),
            ),
            models.CheckConstraint(
                condition=Q(self_declined=False) | Q(self_rated_at__isnull=False),
                name="lms_assess_perf_declined_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scenario} · {self.begun_at:%Y-%m-%d}"


class ObservationQuerySet(models.QuerySet["Observation"]):
    def signed(self) -> "ObservationQuerySet":
        """Those that stand in the ledger."""
        return self.filter(signed_at__isnull=False)


class Observation(models.Model):
    """What one observer saw of one performance. Once signed it is never changed.

    `marks` are kept as `taps.Kept`; `global_rating` (1-5) was given before `score` (1-4), `steps_percent` and
    `decision` were computed; `outcome` is what else the scoring said. `is_third`: it settles what two others saw apart.
    `ledger_seq` and `ledger_mac` name the entry that signs `facts()`, `salt` opens its digest.
    Written by the services of `assessments.roleplay.observed` only.

    Personal data: how somebody's practice was seen, and by whom. Seen by the learner, and by those who observe here.
    Goes with the performance; the ledger keeps pseudonyms.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    performance = models.ForeignKey(
        Performance, on_delete=models.CASCADE, related_name="observations", verbose_name=_("role-play")
    )
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    observer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("observer")
    )
    role = models.CharField(_("as"), max_length=20)
    is_third = models.BooleanField(_("third look"), default=False)
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)
    marks = models.JSONField(_("marks"), default=dict, blank=True)
    global_rating = models.PositiveSmallIntegerField(
        _("as a whole"), choices=GlobalRating.choices, null=True, blank=True
    )
    worked = models.CharField(_("what worked"), max_length=300, blank=True)
    to_try = models.CharField(_("one thing to try"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    score = models.DecimalField(_("score"), max_digits=4, decimal_places=3, null=True, blank=True)
    steps_percent = models.PositiveSmallIntegerField(_("percent of the other steps"), null=True, blank=True)
    decision = models.CharField(_("what it comes to"), max_length=12, choices=Decision.choices, blank=True)
    outcome = models.JSONField(_("why"), default=dict, blank=True)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)
    salt = models.CharField(max_length=64, blank=True)
    ledger_seq = models.BigIntegerField(unique=True, null=True, blank=True)
    ledger_mac = models.CharField(max_length=64, unique=True, null=True, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["performance", "observer"], name="lms_assess_observation_once"),
            models.UniqueConstraint(
                fields=["performance"], condition=Q(is_third=True), name="lms_assess_observation_third_once"
            ),
            models.CheckConstraint(
                condition=~Q(learner=F("observer")),
                name="lms_assess_observation_never_own",
                violation_error_message=_("Nobody scores themselves."),
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, ledger_seq=None, decision="", score=None)
                | Q(signed_at__isnull=False, ledger_seq__isnull=False, score__isnull=False, global_rating__isnull=False)
                & ~Q(decision="")
                & ~Q(salt=""),
                name="lms_assess_observation_signed_whole",
            ),
            models.CheckConstraint(
                condition=Q(global_rating=None) | Q(global_rating__gte=1, global_rating__lte=5),
                name="lms_assess_observation_as_a_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display() or self.observer_id} · {self.begun_at:%Y-%m-%d}"

    def facts(self) -> dict[str, Any]:
        """Exactly what was signed: whose performance, by which rubric, what was marked, and what it came to."""
        performance = self.performance
        return {
            "performance": str(performance.pk),
            "learner": str(self.learner.profile.ledger_key),
            "observer": str(self.observer.profile.ledger_key),
            "partner": str(performance.partner.profile.ledger_key) if performance.partner else "",
            "activity": str(performance.activity_key),
            "rubric": performance.rubric.as_row(),
            "begun_at": performance.begun_at.isoformat(),
            "on_paper": performance.on_paper,
            "third_look": self.is_third,
            "marks": {key: one[0] for key, one in sorted(self.marks.items())},
            "global_rating": self.global_rating,
            "worked": self.worked,
            "to_try": self.to_try,
            "note": self.note,
            "score": str(self.score),
            "steps_percent": self.steps_percent,
            "decision": self.decision,
            "outcome": self.outcome,
            "signed_at": self.signed_at.isoformat() if self.signed_at else "",
        }


class OneToOne(models.Model):
    """Somebody would rather do this practice one-to-one. Written by
    `assessments.roleplay.observed.one_to_one` only.

    Personal data: that somebody would rather practice so; no reason is kept. Seen by the learner and whoever observes
    here. Goes with the enrollment, and when somebody leaves.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="one_to_ones")
    activity_key = models.UUIDField()
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "activity_key"], name="lms_assess_one_to_one_once"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_key} · {self.asked_at:%Y-%m-%d}"
