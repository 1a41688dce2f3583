"""Who is here: organizations, teams, the roles people hold in them, and what we know of a person."""

import uuid
import zoneinfo
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def validate_time_zone(name: str) -> None:
    """Refuse what is no IANA time zone, such as "Eastern"."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone. Try one like America/New_York."), params={"name": name})


class Organization(models.Model):
    """An agency that trains people. Made by `courses.pages.services.create_organization` only.

    Personal data: the name and phone of a contact at work. Shown to everyone in the organization.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    time_zone = models.CharField(_("time zone"), max_length=60, default="America/New_York")
    county = models.CharField(
        _("county"),
        max_length=80,
        blank=True,
        help_text=_("For reports to funders. A team that works in another county says so itself."),
    )
    contact_name = models.CharField(_("person to ask"), max_length=80, blank=True)
    contact_phone = models.CharField(_("their phone"), max_length=40, blank=True)
    pays_for_learning = models.BooleanField(_("learning time is paid"), null=True, blank=True)
    group = models.OneToOneField("auth.Group", on_delete=models.PROTECT, related_name="+", editable=False)
    collection = models.OneToOneField(
        "wagtailcore.Collection", on_delete=models.PROTECT, related_name="+", editable=False
    )
    # Counts up with everything that lessons quote (`local.services.renew_content`): pages kept from before are stale.
    content_version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        validate_time_zone(self.time_zone)

    @property
    def course_index(self) -> Any:
        """The root of its courses in the source language: the first that was made (`create_organization`)."""
        return self.course_indexes.earliest("pk")


class Team(models.Model):
    """A group of people in one organization who work together.

    Personal data: none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(_("name"), max_length=80)
    county = models.CharField(
        _("county"), max_length=80, blank=True, help_text=_("Where it is not that of the agency.")
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"],
                name="lms_people_team_once",
                violation_error_message=_("There is already a team with this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What somebody does here. One person may hold several."""

    NEW_HIRE = "new_hire", _("New hire")
    SENIOR_PEER = "senior_peer", _("Senior peer")
    OBSERVER = "observer", _("Observer")
    SUPERVISOR = "supervisor", _("Supervisor")
    TRAINER = "trainer", _("Trainer")
    COORDINATOR = "coordinator", _("Coordinator")


# What our screens speak, each by its own name.
LANGUAGES = [("en", "English"), ("es", "Español")]

# Whose work it is to see everyone in the organization, and who sees their own team.
SEES_ORGANIZATION = (Role.TRAINER, Role.COORDINATOR)
SEES_TEAM = (Role.SUPERVISOR, Role.SENIOR_PEER)
EDITS_COURSES = (Role.TRAINER, Role.COORDINATOR)

User = AbstractBaseUser | AnonymousUser


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        """Roles that have not ended."""
        return self.filter(ended_at=None)

    def visible_to(self, user: User) -> "MembershipQuerySet":
        """One's own roles; with a team its members; with an organization everyone in it. Never another's."""
        if not user.is_authenticated:
            return self.none()
        mine = Membership.objects.active().filter(user_id=user.pk)
        everyone = mine.filter(role__in=SEES_ORGANIZATION).values("organization")
        team = mine.filter(role__in=SEES_TEAM, team__isnull=False).values("team")
        return self.filter(Q(user_id=user.pk) | Q(organization__in=everyone) | Q(team__in=team))


class Membership(models.Model):
    """One role of one person in one organization.

    Personal data: where somebody works and as what. Seen by the people they work with. Goes
    LMS_RETENTION_MONTHS after it ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "role"],
                name="lms_people_role_once",
                violation_error_message=_("This person already has this role here."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class Theme(models.TextChoices):
    """Paper or dusk."""

    AUTO = "auto", _("As my phone does")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class TextSize(models.TextChoices):
    """How large the text is, beside what the phone itself does."""

    NORMAL = "normal", _("Normal")
    LARGE = "large", _("Large")
    LARGER = "larger", _("Larger")


class Profile(models.Model):
    """What we know of a person besides their sign-in, and how they like their screens.

    Personal data: the chosen name and pronouns, shown wherever the person appears and on certificates; a legal
    name only where a board's form needs it, seen by the person alone. Goes when the account is deleted.
    `ledger_key` is the pseudonym under which the person stands in the ledger; it outlives the rest.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="profile")
    ledger_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    chosen_name = models.CharField(_("name shown"), max_length=80)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    legal_name = models.CharField(
        _("legal name"),
        max_length=120,
        blank=True,
        help_text=_("Only if a certification board's form needs it. Nobody but you sees it here."),
    )
    language = models.CharField(_("language"), max_length=5, blank=True, choices=LANGUAGES)
    theme = models.CharField(_("colors"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    text_size = models.CharField(_("text size"), max_length=6, choices=TextSize.choices, default=TextSize.NORMAL)
    data_saver = models.BooleanField(_("save data: no special fonts"), default=False)
    notices = models.BooleanField(
        _("mail me when something waits"),
        default=False,
        help_text=_("At most one mail a day. It stops when it is done."),
    )
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    noticed_at = models.DateTimeField(_("last mailed"), null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="lms_people_quiet_hours_both",
                violation_error_message=_("Quiet hours need a start and an end."),
            )
        ]

    def __str__(self) -> str:
        return self.chosen_name
