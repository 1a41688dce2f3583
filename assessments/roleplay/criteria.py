"""What practice is looked at by: 22 criteria, each with its name. Their levels stand in a rubric."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CRITERIA: "dict[str, StrOrPromise]" = {
    "G1": _("Respect and listening"),
    "G2": _("Choice and partnership"),
    "G3": _("Accurate, usable information"),
    "G4": _("Own composure"),
    "G5": _("Privacy"),
    "G6": _("Linkage and next step"),
    "G7": _("Safety and teamwork"),
    "L1": _("Words about the person"),
    "L2": _("Helping others change words"),
    "L3": _("Judging context"),
    "B1": _("Limit is clear"),
    "B2": _("Limit is kind"),
    "B3": _("Something real is offered"),
    "D1": _("Reads early signs"),
    "D2": _("Respects and validates"),
    "D3": _("Lowers fear"),
    "D4": _("Finds the need"),
    "D5": _("Offers workable agreement"),
    "D6": _("Stays calm"),
    "D7": _("Avoids risky behavior"),
    "W1": _("Supports without fixing"),
    "W2": _("Debrief is voluntary and useful"),
}
