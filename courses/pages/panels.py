"""Panels of our own in the Wagtail editor."""

from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel


class ModuleChoicePanel(FieldPanel):
    """Checkboxes of the other modules of the same course, and of no other."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(field_name, **kwargs)
