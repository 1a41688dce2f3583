"""Who stands behind what a lesson says: local values, packets for reviewers, and what was signed."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enrollment.models import Enrollment
from courses.review.reader import Kind
from courses.review.rules import Signed
from lms.people.models import EDITS_COURSES, Membership, Organization, Role, User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KINDS: "list[tuple[str, StrOrPromise]]" = [
    (Kind.CLINICIAN.value, _("Clinician")),
    (Kind.LEGAL.value, _("Lawyer")),
    (Kind.PROGRAM_MANAGER.value, _("Program manager")),
    (Kind.TECHNICIAN.value, _("Drug-checking technician")),
]


class ParameterValue(models.Model):
    """What one organization teaches for a clinical parameter, in one language. Rows are only added: the newest holds.

    An empty value takes it off. `key` is one of the registry's parameters.

    Personal data: who set it, and when. Seen by the people who edit courses there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="parameter_values")
    key = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    value = models.CharField(_("what you teach"), max_length=200, blank=True)
    note = models.CharField(_("where it comes from"), max_length=300, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["set_at"]
        indexes = [models.Index(fields=["organization", "language", "key"], name="lms_courses_param_of")]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


class Wording(models.Model):
    """What a lesson said in one language when it was taught or signed, frozen. Shared by all who saw the same.

    `passages` is `[{id, lines: [text], claims: [id], content: digest, is_check}]` with parameters as tokens, `values`
    what they stood for (`{key: value}`), `items` `{item id: digest}`; `digest` is the digest of the items.

    Personal data: none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    activity_key = models.UUIDField()
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=255)
    passages = models.JSONField()
    values = models.JSONField()
    items = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "activity_key", "language", "digest"], name="lms_courses_wording_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.language}"


class PacketQuerySet(models.QuerySet["Packet"]):
    def open(self) -> "PacketQuerySet":
        """Not expired, not signed, not closed."""
        return self.filter(signed_at=None, closed_at=None, expires_at__gt=timezone.now())

    def visible_to(self, user: User) -> "PacketQuerySet":
        """Those of the organizations that the user coordinates."""
        return self.filter(organization__in=coordinated_by(user))


class Packet(models.Model):
    """Lessons for one reviewer to look at, behind a link that opens once. Only a digest of the link is kept.

    Personal data: who asked, and a label somebody typed. Seen by the organization's coordinators.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="review_packets")
    kind = models.CharField(_("reviewer"), max_length=20, choices=KINDS)
    language = models.CharField(_("language"), max_length=10)
    activity_keys = models.JSONField()
    label = models.CharField(_("label"), max_length=80, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PacketQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.language}"

    @property
    def is_open(self) -> bool:
        """Whether the link still opens."""
        return self.signed_at is None and self.closed_at is None and self.expires_at > timezone.now()


class ReviewQuerySet(models.QuerySet["Review"]):
    def standing(self) -> "ReviewQuerySet":
        """Not taken back."""
        return self.filter(taken_back_at=None)

    def visible_to(self, user: User) -> "ReviewQuerySet":
        """Those of the organizations where the user is a trainer or coordinator."""
        return self.filter(organization__in=_organizations_of(user, EDITS_COURSES))


class Review(models.Model):
    """One reviewer stands behind what one lesson says in one language, until a day. Rows are never edited.

    `covers` is `{item id: digest}` (see `review.rules`), `values` the parameters as signed, `wording` the whole
    lesson as it was. The ledger entry `ledger_seq` signs `signing.facts_of`. A new look is a new row; a review
    that no longer holds is taken back, with a reason. Written by `review.services` only.

    Personal data: a reviewer's printed name, credential, license state, organization and conflict of interest.
    Name and credential are shown to learners; the rest to trainers and coordinators. Kept as evidence.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="reviews")
    activity_key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=20, choices=KINDS)
    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="reviews", null=True, blank=True)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="reviews")
    title = models.CharField(max_length=255)
    covers = models.JSONField()
    values = models.JSONField(default=dict, blank=True)
    printed_name = models.CharField(_("name, as you sign"), max_length=120)
    credential = models.CharField(_("credential"), max_length=120)
    license_state = models.CharField(_("license state"), max_length=60, blank=True)
    reviewer_organization = models.CharField(_("your organization"), max_length=120, blank=True)
    conflict_of_interest = models.CharField(_("conflict of interest"), max_length=500)
    reviewed_on = models.DateField()
    review_due = models.DateField(_("look at it again by"))
    is_demo = models.BooleanField(default=False)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    salt = models.CharField(max_length=64)
    ledger_seq = models.BigIntegerField(unique=True)
    ledger_mac = models.CharField(max_length=64, unique=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_back_reason = models.CharField(_("reason"), max_length=300, blank=True)
    taken_back_salt = models.CharField(max_length=64, blank=True)
    taken_back_seq = models.BigIntegerField(unique=True, null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_at"]
        indexes = [models.Index(fields=["organization", "language"], name="lms_courses_review_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_due__gt=F("reviewed_on")),
                name="lms_courses_review_due_later",
                violation_error_message=_("The next look comes after this one."),
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | ~Q(taken_back_reason=""),
                name="lms_courses_review_taken_back_why",
                violation_error_message=_("Say why the review is taken back."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.printed_name}"

    @property
    def signed(self) -> Signed:
        """What the rules must know of it."""
        due: date = self.review_due
        return Signed(kind=self.kind, covers=self.covers, due=due)


class Renewal(models.Model):
    """Somebody who was taught earlier wording saw what changed and answered its must-know questions again.

    `digest` names the wording they have now been taught.

    Personal data: that and when somebody read it. Seen by the learner. Goes with the enrollment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="renewals")
    activity_key = models.UUIDField()
    digest = models.CharField(max_length=64)
    renewed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "activity_key", "digest"], name="lms_courses_renewal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_key} · {self.renewed_at:%Y-%m-%d}"


def coordinated_by(user: User) -> models.QuerySet:
    """Ids of the organizations that the user coordinates today."""
    return _organizations_of(user, [Role.COORDINATOR])


def _organizations_of(user: User, roles: Collection[str]) -> models.QuerySet:
    if not user.is_authenticated:
        return Membership.objects.none().values("organization")
    return Membership.objects.active().filter(user_id=user.pk, role__in=roles).values("organization")
