"""Who is on which course, and what they owe."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.people.models import SEES_ORGANIZATION, SEES_TEAM, Membership, Organization, Role, User

# Kinds of activities whose minutes are signed apart. They are no training, and stand in no total of it.
APART = ("shadowing",)


def published_training(items: Iterable[Mapping[str, Any]]) -> int:
    """Published minutes of training that these items of a syllabus ask for."""
    return sum(item["minutes"] for item in items if item["kind"] not in APART)


class Syllabus(models.Model):
    """What a course asked for when somebody enrolled, frozen (architecture 4.1). Shared by all who owe the same.

    `modules` is a list, in course order, of `{key, title, after: [module key], items: [item]}`, where an item is
    `{key, title, kind, minutes, domains: {domain: minutes}, required, rule, safety_critical}`; keys are UUIDs as text
    and minutes are integers. Shadowing says what it `asks` too; an item that people were excused from is `excused`.
    `digest` is the SHA-256 of title and modules.

    Personal data: none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course_key = models.UUIDField()
    title = models.CharField(max_length=255)
    modules = models.JSONField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course_key", "digest"], name="lms_courses_syllabus_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def items(self) -> list[dict[str, Any]]:
        """Every activity, in course order."""
        return [item for module in self.modules for item in module["items"]]

    @property
    def required_keys(self) -> set[uuid.UUID]:
        """Keys of the activities that must be done."""
        return {uuid.UUID(item["key"]) for item in self.items if item["required"]}

    @property
    def excused_keys(self) -> set[uuid.UUID]:
        """Keys of the activities that were taken out of the course since."""
        return {uuid.UUID(item["key"]) for item in self.items if item.get("excused")}

    def modules_without(self, key: uuid.UUID) -> list[dict[str, Any]]:
        """The same modules, where this activity is no longer asked for."""
        excused = {"required": False, "excused": True}
        return [
            {**module, "items": [{**item, **(excused if item["key"] == str(key) else {})} for item in module["items"]]}
            for module in self.modules
        ]

    @property
    def minutes(self) -> int:
        """Published minutes of all the training that is required."""
        return published_training(item for item in self.items if item["required"])

    def item(self, key: uuid.UUID) -> dict[str, Any] | None:
        """The frozen line of one activity, or None where it is not on this syllabus."""
        return next((item for item in self.items if item["key"] == str(key)), None)


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def of(self, user: User) -> "EnrollmentQuerySet":
        """The user's own."""
        return self.filter(learner_id=user.pk) if user.is_authenticated else self.none()

    def open(self) -> "EnrollmentQuerySet":
        """Not finished and not withdrawn."""
        return self.filter(completed_at=None, withdrawn_at=None)

    def visible_to(self, user: User) -> "EnrollmentQuerySet":
        """One's own, and those of the people one works with."""
        return self.of(user) | self.under(user)

    def under(self, user: User, *, roles: Collection[str] = tuple(Role)) -> "EnrollmentQuerySet":
        """Those of the people one works with in one of these roles (as `permissions.works_with`), never one's own."""
        if not user.is_authenticated:
            return self.none()
        mine = Membership.objects.active().filter(user_id=user.pk, role__in=roles)
        theirs = Membership.objects.active().filter(
            user=models.OuterRef("learner"), organization=models.OuterRef("organization")
        )
        everyone = mine.filter(role__in=SEES_ORGANIZATION).values("organization")
        team = mine.filter(role__in=SEES_TEAM, team__isnull=False).values("team")
        here = models.Exists(theirs.filter(Q(organization__in=everyone) | Q(team__in=team)))
        # The agencies say nothing that `here` does not; by them the database finds the few among many.
        return self.filter(here, organization__in=mine.values("organization")).exclude(learner_id=user.pk)


class Enrollment(models.Model):
    """One person on one course of one organization, in one cycle.

    Personal data: what somebody studies. Seen by the learner and those who work with them. Kept under a
    pseudonym while a certificate rests on it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrollments")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="enrollments")
    course_key = models.UUIDField(db_index=True)
    course = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    cycle = models.PositiveSmallIntegerField(default=1)
    syllabus = models.ForeignKey(Syllabus, on_delete=models.PROTECT, related_name="enrollments")
    enrolled_at = models.DateTimeField(auto_now_add=True)
    completed_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        ordering = ["enrolled_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "organization", "course_key", "cycle"],
                name="lms_courses_enrollment_once",
                violation_error_message=_("You are already on this course."),
            ),
            models.CheckConstraint(condition=Q(cycle__gte=1), name="lms_courses_enrollment_cycle_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.learner} · {self.syllabus}"


class Excusal(models.Model):
    """One part that is no longer asked of somebody, because it was taken out of the course, and why.

    `ledger_seq` and `ledger_mac` name the entry that signs `facts()`, `salt` opens its digest. Written by
    `courses.progress.excusing` only.

    Personal data: that somebody need not do a part. Seen by the learner and those who work with them. Kept under a
    pseudonym while a certificate rests on the course.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="excusals")
    activity_key = models.UUIDField()
    title = models.CharField(max_length=255)
    reason = models.CharField(_("reason"), max_length=300)
    excused_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    excused_at = models.DateTimeField()
    salt = models.CharField(max_length=64)
    ledger_seq = models.BigIntegerField(unique=True)
    ledger_mac = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["excused_at"]
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "activity_key"], name="lms_courses_excusal_once"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="lms_courses_excusal_why",
                violation_error_message=_("Say why nobody needs this part any more."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def facts(self) -> dict[str, Any]:
        """Exactly what is signed: whose, which part, why, by whom and when."""
        return {
            "enrollment": str(self.enrollment_id),
            "activity": str(self.activity_key),
            "title": self.title,
            "reason": self.reason,
            "excused_by": str(self.excused_by.profile.ledger_key),  # made with the person
            "excused_at": self.excused_at.isoformat(),
        }
