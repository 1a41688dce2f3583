from django import forms
from django.utils.translation import gettext_lazy as _

from lms.people.directory.models import validate_time_zone
from lms.people.local.models import CrisisLine, LocalLine, Overlay, Word
from lms.people.models import Organization


class AgencyForm(forms.ModelForm):
    """What everyone in the agency reads about it."""

    class Meta:
        model = Organization
        fields = ("name", "time_zone", "county", "contact_name", "contact_phone", "pays_for_learning")
        widgets = {"pays_for_learning": forms.Select(choices=[("", _("Ask")), ("True", _("Yes")), ("False", _("No"))])}

    def clean_time_zone(self) -> str:
        name: str = self.cleaned_data["time_zone"]
        validate_time_zone(name)
        return name


class WordsForm(forms.Form):
    """The word for the people one serves, and the funding switches."""

    word = forms.ChoiceField(label=_("What you call the people you serve"), choices=Word.choices)
    overlays = forms.MultipleChoiceField(
        label=_("Some of our money may not pay for"),
        choices=Overlay.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class LineForm(forms.ModelForm):
    """One line of the sheet. Without a source and a day it cannot be trusted, so both are asked for."""

    link = forms.URLField(label=_("link"), required=False, assume_scheme="https")

    class Meta:
        model = LocalLine
        fields = ("text", "phone", "link", "ask", "source", "as_of")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 5}),
            "as_of": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }


class CrisisLineForm(forms.ModelForm):
    """A number, and what is known about who may be sent."""

    class Meta:
        model = CrisisLine
        fields = ("name", "phone", "who_comes", "as_of")
        widgets = {"as_of": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def validate_unique(self) -> None:
        """The same number again corrects what is there."""
