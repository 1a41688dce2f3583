"""How far each person has got."""

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.enrollment.models import APART, Enrollment

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


KINDS: "dict[str, StrOrPromise]" = {
    "lesson": _("Lesson"),
    "session": _("Session"),
    "check": _("Knowledge check"),
    "scenario": _("Scenario"),
    "shadowing": _("Shadowing"),
}


class Place(models.Model):
    """Where somebody is in one activity: the page they are on and the answers they gave.

    `answers` is `{block id: {"chosen": option id, "right": bool, "tries": int}}`. `language` and `wording` (a digest)
    name the words of the first page they read that a life may depend on; empty before that, and where none does.

    Personal data: answers to practice questions. Seen by the learner alone. Goes with the enrollment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="places")
    activity_key = models.UUIDField()
    page = models.PositiveSmallIntegerField(default=1)
    furthest = models.PositiveSmallIntegerField(default=1)
    answers = models.JSONField(default=dict)
    language = models.CharField(max_length=10, blank=True)
    wording = models.CharField(max_length=64, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "activity_key"], name="lms_courses_place_once"),
            models.CheckConstraint(condition=Q(page__gte=1), name="lms_courses_place_page_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_key} · {self.page}"


class LearningTime(models.Model):
    """How long somebody worked on one activity: the middle column of the hours (published, engaged, credited).

    Published and credited minutes stand on the `Completion`, where others read them; this column belongs to the
    learner. It is a number of seconds and no log: nobody can read from it when somebody paused, skipped or left.
    `recent` holds `[[start, end], ...]`, the merged stretches of the sitting that is going on, because without them a
    heartbeat that comes twice, late or from a second tab would count twice. None is kept that a late heartbeat could
    no longer meet (two idle limits, ten minutes); the last ones of a sitting are forgotten at night. Nobody is shown
    them. `engaged_seconds` only grows, and with every change, so it also tells two writers apart. `told_until` is the
    last second that was counted: what a phone tells late, after it was offline, counts only from there on, so that no
    second counts twice. It is forgotten after ten days, when nothing could reach back to it any more.

    Personal data: how long somebody worked on what. Seen by the learner alone. Goes with the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="learning_times")
    activity_key = models.UUIDField()
    engaged_seconds = models.PositiveIntegerField(_("seconds worked"), default=0)
    recent = models.JSONField(_("the last minutes of a sitting"), default=list)
    told_until = models.PositiveBigIntegerField(_("counted up to"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "activity_key"], name="lms_courses_learning_time_once"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_key} · {self.engaged_seconds} s"


class Arrival(models.Model):
    """That something sent from a phone has arrived: sent again, because the answer got lost, it changes nothing.

    The id is made of the key that the phone drew and of who sent it; nobody can get from it to either.

    Personal data: none.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return str(self.on)


class CompletionQuerySet(models.QuerySet["Completion"]):
    def training(self) -> "CompletionQuerySet":
        """Without what is signed apart."""
        return self.exclude(kind__in=APART)


class Completion(models.Model):
    """One activity done by one person: a fact. Certificates and transcripts read these and nothing else.

    `minutes` are credited minutes, `domains` `{domain: minutes}`; both may grow to the published ones while the
    learner works on, and nothing else ever changes (lms/decisions, "credit may grow"). `credit` says for which day
    they count, `{ISO day of the organization's clock: minutes}`; `rule` by which rule, `{name, idle: seconds,
    cap: minutes}`. `language` is the one it was taught in, `wording` the digest of a safety-critical part as
    somebody began to read it. Written by `courses.progress.services` only.

    Personal data: what somebody did and when. Seen by the learner and those who work with them. Kept under a
    pseudonym while a certificate rests on it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="completions")
    activity_key = models.UUIDField(db_index=True)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=255)
    kind = models.CharField(max_length=30)
    published_minutes = models.PositiveIntegerField()
    published_domains = models.JSONField(default=dict)
    minutes = models.PositiveIntegerField()
    domains = models.JSONField(default=dict)
    credit = models.JSONField(default=dict)
    rule = models.JSONField(default=dict)
    result = models.CharField(max_length=60, blank=True)
    safety_critical = models.BooleanField(default=False)
    language = models.CharField(max_length=10, blank=True)
    wording = models.CharField(max_length=64, blank=True)
    attested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    completed_at = models.DateTimeField()

    objects = CompletionQuerySet.as_manager()

    class Meta:
        ordering = ["completed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "activity_key"],
                name="lms_courses_completion_once",
                violation_error_message=_("You have already done this."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> "StrOrPromise":
        """The kind in the reader's language."""
        return KINDS.get(self.kind, self.kind)


class Attendance(models.Model):
    """Somebody was there and says so: the evidence behind an attended session.

    `ledger_seq` and `ledger_mac` name the ledger entry, `salt` opens its digest.

    Personal data: who attended what, and who saw it. Seen by the learner and those who work with them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="attendances")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    activity_key = models.UUIDField()
    title = models.CharField(max_length=255)
    minutes = models.PositiveIntegerField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    confirmed_at = models.DateTimeField()
    salt = models.CharField(max_length=64)
    ledger_seq = models.BigIntegerField(unique=True)
    ledger_mac = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "activity_key"],
                name="lms_courses_attendance_once",
                violation_error_message=_("This session was already confirmed for this person."),
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("learner")),
                name="lms_courses_attendance_not_self",
                violation_error_message=_("Nobody confirms their own session."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def facts(self) -> dict[str, Any]:
        """Exactly what was signed: whom, what, how long, by whom and when."""
        return {
            "learner": str(self.learner.profile.ledger_key),
            "activity": str(self.activity_key),
            "title": self.title,
            "minutes": self.minutes,
            "confirmed_by": str(self.confirmed_by.profile.ledger_key),
            "confirmed_at": self.confirmed_at.isoformat(),
        }
