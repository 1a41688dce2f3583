"""A word that a course explains."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class TermBlock(blocks.StructBlock):
    """A word and what it means here. A lesson opens it with [[term:word]]."""

    term = blocks.CharBlock(max_length=60, label=_("Word"), help_text=_("As [[term:…]] names it in a lesson."))
    meaning = blocks.TextBlock(
        max_length=400, rows=3, label=_("What it means"), help_text=_("One or two plain sentences.")
    )

    class Meta:
        icon = "help"
        label = _("Word")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        cleaned["term"] = " ".join(cleaned["term"].split())
        return cleaned
