"""What can be kept of a reflection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 5000


class WordsField(forms.CharField):
    """Text as it was typed: a browser sends two characters where one pressed Enter once."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # With a maxlength a browser cuts what is pasted, and says nothing.
        return {}


class ReflectionForm(forms.Form):
    """One's own words. Too many or none are said so, and stay in the box."""

    text = WordsField(
        label=_("For yourself"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        error_messages={
            "required": _("Write something first. Nothing was changed."),
            "max_length": _(
                "This is %(show_value)d characters long, and %(limit_value)d can be saved. Nothing was saved yet, and "
                "your words are still here: make them shorter, or copy them."
            ),
        },
    )
