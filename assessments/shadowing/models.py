"""Shifts that somebody went along on, as they wrote them down."""

import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from assessments.shadowing.local_times import Shift
from assessments.shadowing.rules import MOST_MINUTES
from assessments.shadowing.words import Debrief, Setting, Wish
from lms.people.models import Organization, User


class State(models.TextChoices):
    """Where a shift stands between the person and whoever signs it."""

    DRAFT = "draft", _("Not complete yet")
    SUBMITTED = "submitted", _("Waiting to be signed")
    SIGNED = "signed", _("Signed")
    IN_PART = "in_part", _("Counted in part")
    NEEDS_WORD = "needs_word", _("Needs a word")
    NOT_THERE = "not_there", _("“I wasn't there”")
    NOT_COUNTED = "not_counted", _("Not counted, and why")


# What somebody decided. The first two count.
COUNTED = (State.SIGNED, State.IN_PART)
FINAL = (*COUNTED, State.NOT_COUNTED)
DECIDED = (*FINAL, State.NEEDS_WORD, State.NOT_THERE)


# A shift and its later versions, at most; and from one of them to each version before it.
MOST_VERSIONS = 6
EARLIER = tuple("__".join(["amends"] * steps) for steps in range(1, MOST_VERSIONS))


class ShadowEntryQuerySet(models.QuerySet["ShadowEntry"]):
    def of(self, user: User) -> "ShadowEntryQuerySet":
        """The user's own."""
        return self.filter(learner_id=user.pk) if user.is_authenticated else self.none()

    def at(self, shift: Shift) -> "ShadowEntryQuerySet":
        """Those that took place at some moment of this one."""
        return self.filter(started_at__lt=shift.end, ended_at__gt=shift.start)

    def counting(self) -> "ShadowEntryQuerySet":
        """What counts: signed, whole or in part, past the minutes of undo, with no later version that counts."""
        return self.latest_versions().filter(settled_at__isnull=False, state__in=COUNTED)

    def latest_versions(self) -> "ShadowEntryQuerySet":
        """Without those that a later version took the place of: it counts."""
        counting = ShadowEntry.objects.filter(settled_at__isnull=False, state__in=COUNTED)
        replaced = [Exists(counting.filter(**{road: OuterRef("pk")})) for road in EARLIER]
        return self.filter(*(~one for one in replaced))


class ShadowEntry(models.Model):
    """One shift of one person. Start and end are moments in UTC; `time_zone` is that of the clock they were read from.

    `key` is made where the shift is typed, so that one that is sent twice is kept once. `activities` is
    `{activity of words.ACTIVITIES: level}`. Nobody in it is a participant: free text is looked through for that.
    `counted` is what was signed of `minutes`. A decision settles once nobody can undo it: from then on it counts and
    the person is told. Nothing signed is ever changed; a correction is a new shift that `amends` the old one.
    Written by the services of `assessments.shadowing` only.

    Personal data: when and how somebody worked, with which colleague, and two texts. `noticed` is seen by the person
    alone, whatever becomes of the shift; the rest once it is sent by whoever may sign it. Deleted with the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shadow_entries")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="shadow_entries")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    started_at = models.DateTimeField(_("start"))
    ended_at = models.DateTimeField(_("end"))
    time_zone = models.CharField(_("time zone"), max_length=60)
    minutes = models.PositiveIntegerField(_("minutes"))
    setting = models.CharField(_("where"), max_length=20, choices=Setting.choices)
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("with whom"),
    )
    activities = models.JSONField(_("what you did"), default=dict, blank=True)
    introductions = models.PositiveSmallIntegerField(_("introductions"), default=0)
    permission_asked = models.BooleanField(_("permission asked first"), default=False)
    debrief = models.CharField(_("shift debrief took place"), max_length=10, choices=Debrief.choices, blank=True)
    wish = models.CharField(_("your wish"), max_length=10, choices=Wish.choices, blank=True)
    to_practice = models.CharField(_("what you want to practice"), max_length=300, blank=True)
    noticed = models.CharField(_("what you noticed"), max_length=600, blank=True)
    written_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    counted = models.PositiveIntegerField(_("minutes counted"), default=0)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    settled_at = models.DateTimeField(_("counts since"), null=True, blank=True)
    agreed_at = models.DateTimeField(_("you agreed"), null=True, blank=True)
    asked_another_at = models.DateTimeField(_("someone else asked to look"), null=True, blank=True)
    amends = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="amended_by",
        null=True,
        blank=True,
        verbose_name=_("corrects the shift"),
    )

    objects = ShadowEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        indexes = [
            models.Index(fields=["learner", "-started_at"], name="lms_assess_shift_of"),
            models.Index(fields=["organization", "state", "sent_at"], name="lms_assess_shift_waiting"),
            models.Index(fields=["decided_at"], name="lms_assess_shift_due", condition=Q(settled_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "key"],
                name="lms_assess_shift_sent_once",
                violation_error_message=_("This shift is in your log already."),
            ),
            models.UniqueConstraint(
                fields=["learner", "started_at"],
                condition=Q(amends=None),
                name="lms_assess_shift_once",
                violation_error_message=_("This shift is in your log already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__gt=F("started_at")),
                name="lms_assess_shift_forward",
                violation_error_message=_("A shift ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="lms_assess_shift_minutes",
                violation_error_message=_("One shift takes up to 16 hours."),
            ),
            models.CheckConstraint(
                condition=Q(colleague=None) | ~Q(colleague=F("learner")),
                name="lms_assess_shift_with_another",
                violation_error_message=_("Nobody goes along with themselves."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sent_at__isnull=False), name="lms_assess_shift_sent_when"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted"], decided_at=None, settled_at=None)
                | Q(state__in=[state.value for state in DECIDED], decided_at__isnull=False),
                name="lms_assess_shift_decided_when",
            ),
            models.CheckConstraint(
                condition=Q(state="signed", counted=F("minutes"))
                | Q(state="in_part", counted__gte=1, counted__lt=F("minutes"))
                | (~Q(state__in=[state.value for state in COUNTED]) & Q(counted=0)),
                name="lms_assess_shift_counted",
                violation_error_message=_("Nobody counts more than was worked."),
            ),
            models.CheckConstraint(
                condition=Q(amends=None) | ~Q(amends=F("id")), name="lms_assess_shift_amends_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_at.astimezone(self.zone):%Y-%m-%d} · {self.get_setting_display()}"

    @property
    def zone(self) -> ZoneInfo:
        """Of the clock at work."""
        return ZoneInfo(self.time_zone)

    @property
    def shift(self) -> Shift:
        """When it was."""
        return Shift(self.started_at, self.ended_at)
