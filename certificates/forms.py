"""What a trainer fills in about a certificate."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why: kept for the people who work here, never shown to whoever verifies."""

    reason = forms.CharField(
        label=_("Why?"),
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence. Kept with the record; whoever verifies the certificate never sees it."),
    )


class TakeBackForm(ReasonForm):
    """A reason, and a second look."""

    sure = forms.BooleanField(label=_("I have looked at the name and the course: this is the one."))


class NameForm(forms.Form):
    """The name on a certificate, as a stranger was given it."""

    name = forms.CharField(label=_("Name on the certificate"), max_length=200)
