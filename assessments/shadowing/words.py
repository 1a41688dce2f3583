"""What a shift's log calls things (curriculum.yaml, `beyond_18_hours`; facts.md 5.2). Nobody goes out alone.

A real overdose and a contact with police are no activity of a dated shift: they could be told from its day and place.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Setting(models.TextChoices):
    """Where, as a kind of place; never an address."""

    VAN = "van", _("Van")
    STREET = "street", _("Street")
    FIXED_SITE = "fixed_site", _("Fixed site")
    ENCAMPMENT = "encampment", _("Encampment")
    CLINIC = "clinic", _("Clinic")
    SHELTER = "shelter", _("Shelter")
    RECOVERY_HOUSE = "recovery_house", _("Recovery house")
    RECOVERY_CENTER = "recovery_center", _("Recovery community center")
    SCHOOL = "school", _("School")
    REMOTE = "remote", _("Phone or online")
    EVENT = "event", _("Event")


class Level(models.IntegerChoices):
    """How somebody took part. The highest before teaching others still has a partner nearby."""

    WATCHED = 1, _("Watched")
    TOGETHER = 2, _("Did it together, colleague leading")
    LED_BESIDE = 3, _("Led, colleague beside me ready to step in")
    LED_NEARBY = 4, _("Led, partner nearby and help on call")
    COULD_SHOW = 5, _("Could show someone else")


class Debrief(models.TextChoices):
    """Whether the team talked the shift over. What was said is not kept."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    DECLINED = "declined", _("I would rather not")


class Wish(models.TextChoices):
    """What somebody would like next."""

    WATCH = "watch", _("More time watching")
    TRY = "try", _("Ready to try")
    OTHER = "other", _("Another colleague")


ACTIVITIES: "dict[str, StrOrPromise]" = {
    "introduce": _("Introduce self and role"),
    "supplies": _("Offer supplies and explain them"),
    "listen": _("Listen and reflect"),
    "risk_talk": _("Risk and safety-plan talk"),
    "naloxone": _("Naloxone training to a participant"),
    "test_strips": _("Test-strip talk"),
    "safer_sex": _("Safer-sex talk"),
    "wounds": _("Wound danger-sign talk and referral"),
    "boundary": _("Set a boundary"),
    "calm": _("Calm a tense moment"),
    "neighbor": _("Answer a neighbor"),
    "handoff": _("Warm handoff"),
    "close_down": _("Shift set-up, sharps, close-down"),
    "debrief": _("Debrief"),
}
