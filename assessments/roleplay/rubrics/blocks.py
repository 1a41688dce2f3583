"""Criteria with their four anchors, and the steps of a checklist, in the Wagtail editor."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


def _short_name() -> blocks.CharBlock:
    return blocks.RegexBlock(
        regex=r"^[A-Z]{1,3}[0-9]{1,3}$",
        error_messages={"invalid": _("Letters, then a number, such as G1.")},
        max_length=6,
        label=_("Short name"),
        help_text=_("Letters, then a number, such as G1. Scores are kept by it."),
    )


def _anchor(label: Any) -> blocks.TextBlock:
    return blocks.TextBlock(max_length=300, rows=2, label=label, help_text=_("What somebody could see or hear."))


class CriterionBlock(blocks.StructBlock):
    """One thing that is looked at, from "not yet" to "strong", each level in words for what could be seen."""

    key = _short_name()
    name = blocks.CharBlock(max_length=80, label=_("Name"))
    weight = blocks.IntegerBlock(min_value=1, max_value=5, default=1, label=_("Weight"))
    not_yet = _anchor(_("1: Not yet"))
    developing = _anchor(_("2: Developing"))
    ready = _anchor(_("3: Ready"))
    strong = _anchor(_("4: Strong"))

    class Meta:
        icon = "view"
        label = _("Criterion")


class StepBlock(blocks.StructBlock):
    """One step that was done, partly done, or not."""

    key = _short_name()
    text = blocks.CharBlock(max_length=200, label=_("Step"))
    must_do = blocks.BooleanBlock(required=False, label=_("A must-do step: nothing makes up for it"))

    class Meta:
        icon = "list-ol"
        label = _("Step")


class CriteriaBlock(blocks.StreamBlock):
    """What is looked at."""

    criterion = CriterionBlock()


class ChecklistBlock(blocks.StreamBlock):
    """The steps, in order."""

    step = StepBlock()
