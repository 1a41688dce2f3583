"""What is proven."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.enrollment.models import Enrollment, EnrollmentQuerySet
from lms.people.models import SEES_ORGANIZATION, Membership, Organization, User


class Status(models.TextChoices):
    """What a stranger is told about a certificate."""

    VALID = "valid", _("Valid")
    TAKEN_BACK = "taken_back", _("Taken back")
    REPLACED = "replaced", _("Replaced")


class PdfState(models.TextChoices):
    """Where the PDF stands. The certificate is valid whatever this says."""

    PENDING = "pending", _("Being prepared")
    READY = "ready", _("Ready")
    NEEDS_A_PERSON = "needs_a_person", _("Needs a person")


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def of(self, user: User) -> "CertificateQuerySet":
        """The user's own."""
        return self.filter(enrollment__learner_id=user.pk) if user.is_authenticated else self.none()

    def visible_to(self, user: User) -> "CertificateQuerySet":
        """Those of the enrollments the user may see."""
        enrollments: EnrollmentQuerySet = Enrollment.objects.visible_to(user)
        return self.filter(enrollment__in=enrollments)

    def managed_by(self, user: User) -> "CertificateQuerySet":
        """Those the user may take back or replace: a trainer's or coordinator's organization's, never one's own."""
        if not user.is_authenticated:
            return self.none()
        mine = Membership.objects.active().filter(user_id=user.pk, role__in=SEES_ORGANIZATION)
        return self.filter(organization__in=mine.values("organization")).exclude(enrollment__learner_id=user.pk)

    def owed(self, now: datetime) -> "CertificateQuerySet":
        """Those whose PDF is still to be made, and that nobody is making."""
        free = Q(pdf_lease_until=None) | Q(pdf_lease_until__lt=now)
        return self.filter(free, pdf_state=PdfState.PENDING)


class Certificate(models.Model):
    """A course somebody finished, as a stranger can verify it.

    `facts` is what is printed, frozen: `{name, course, organization, minutes, domains: {domain: minutes},
    finished_on, awarded_on, code}`, and `demo` on one that a demo reviewer stands behind; `facts_hash` is the SHA-256
    of its canonical JSON. `number` counts the certificates of one enrollment: the first is earned, a later one
    somebody gave, with a reason. The ledger entry `ledger_seq` signs the facts, `status_seq` the taking back or the
    replacing. Written by `certificates.services` only.

    Personal data: a name and what was learned. Public for whoever holds the code; the holder may hide the name.
    Kept when an account is deleted, because others rely on it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="certificates")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=32, unique=True)
    facts = models.JSONField()
    facts_hash = models.CharField(max_length=64)
    salt = models.CharField(max_length=64)
    ledger_seq = models.BigIntegerField(unique=True)
    ledger_mac = models.CharField(max_length=64, unique=True)
    awarded_at = models.DateTimeField()
    awarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    award_reason = models.CharField(_("reason"), max_length=300, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.VALID)
    status_at = models.DateTimeField(null=True, blank=True)
    status_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    status_reason = models.CharField(_("reason"), max_length=300, blank=True)
    status_salt = models.CharField(max_length=64, blank=True)
    status_seq = models.BigIntegerField(unique=True, null=True, blank=True)
    name_shown = models.BooleanField(_("show my name to whoever has the code"), default=True)
    pdf = models.FileField(upload_to="certificates/%Y/", blank=True)
    pdf_state = models.CharField(max_length=16, choices=PdfState.choices, default=PdfState.PENDING)
    pdf_lease_until = models.DateTimeField(null=True, blank=True)
    pdf_note = models.CharField(max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["awarded_at", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "number"],
                name="lms_certificates_once",
                violation_error_message=_("This course already has its certificate."),
            ),
            models.UniqueConstraint(
                fields=["enrollment"],
                condition=Q(status="valid"),
                name="lms_certificates_one_valid",
                violation_error_message=_("There is already a valid certificate for this course."),
            ),
            models.CheckConstraint(
                condition=Q(status="valid") | Q(status_at__isnull=False),
                name="lms_certificates_status_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.status}"
