"""What holds in this agency and nowhere else: a dated sheet that lessons quote."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.people.directory.models import Organization


class Word(models.TextChoices):
    """What this agency calls the people it serves (facts.md 2.1, rule 7)."""

    PARTICIPANT = "participant", _("participant")
    CLIENT = "client", _("client")
    MEMBER = "member", _("member")
    GUEST = "guest", _("guest")


class Overlay(models.TextChoices):
    """What outside money may not pay for here; lessons on it then say so (facts.md 0.3 and 1.5)."""

    POLICY = "policy_overlay", _("policy differs from place to place")
    SYRINGES = "syringes", _("syringes")
    SAFER_SMOKING = "safer_smoking", _("safer smoking supplies")
    TEST_STRIPS = "test_strips", _("test strips")
    HOTLINE = "overdose_hotline", _("companion-only overdose hotlines")
    COOKERS_COTTONS = "cookers_cottons", _("cookers and cottons")


class LocalSheet(models.Model):
    """The agency's choices that are no text: its word for participants, its funding switches.

    Personal data: none.
    """

    organization = models.OneToOneField(Organization, on_delete=models.PROTECT, related_name="local_sheet")
    word = models.CharField(
        _("word for the people you serve"), max_length=20, choices=Word.choices, default=Word.PARTICIPANT
    )
    overlays = models.JSONField(_("not payable with some of our money"), default=list, blank=True)

    def __str__(self) -> str:
        return str(self.organization)


class Topic(models.TextChoices):
    """What a local sheet holds a line for."""

    OVERDOSE_PROTOCOL = "overdose_protocol", _("Overdose protocol")
    OVERDOSE_DEVICES = "overdose_devices", _("Overdose devices we carry")
    GOOD_SAMARITAN = "good_samaritan", _("Good Samaritan law here")
    CONFIDENTIALITY = "confidentiality", _("Limits of confidentiality")
    PHONE_HOURS = "phone_hours", _("Phone hours")
    NIGHT_LINE = "night_line", _("Night line")
    LEGAL_CONTACT = "legal_contact", _("Legal contact")
    INCIDENT_REPORT = "incident_report", _("Incident report")
    LEAVE = "leave", pgettext_lazy("days off", "Leave")
    THERAPY = "therapy", _("Therapy")
    ASSISTANCE = "assistance", _("Employee assistance program")
    GRIEF = "grief", _("Time to grieve")
    DIRECTORY = "directory", _("Service directory")


class LocalLine(models.Model):
    """One line of the sheet: the text, its source, the day it was true, whom to ask.

    Personal data: the name and phone of a contact at work, and who wrote the line. Seen by everyone in the agency.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="local_lines")
    topic = models.CharField(max_length=30, choices=Topic.choices)
    text = models.TextField(_("what holds here"), max_length=2000)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    link = models.URLField(_("link"), blank=True)
    ask = models.CharField(_("whom to ask"), max_length=80, blank=True)
    source = models.CharField(_("source"), max_length=200)
    as_of = models.DateField(_("true as of"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "topic"],
                name="lms_people_local_line_once",
                violation_error_message=_("There is already a line for this."),
            )
        ]

    def __str__(self) -> str:
        return self.get_topic_display()


class CrisisLine(models.Model):
    """A number to call in a crisis, with what is known about who may be sent.

    Personal data: none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="crisis_lines")
    name = models.CharField(_("name"), max_length=80)
    phone = models.CharField(_("phone"), max_length=40)
    who_comes = models.CharField(
        _("what we know about who may be sent"),
        max_length=300,
        help_text=_("For example: police may come along. Write “not known” where nobody knows."),
    )
    as_of = models.DateField(_("true as of"))

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "phone"],
                name="lms_people_crisis_line_once",
                violation_error_message=_("This number is on the sheet already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
