"""What a coordinator writes down of a certification board's list."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.boards.models import BoardProfile
from courses.boards.queries import labels
from lms.people.clocks import today_in
from lms.people.models import Organization

# Empty rows that a form offers beside those that are filled in, and how many it takes at all.
MORE_ROWS, MOST_ROWS = 4, 20


class BoardForm(forms.ModelForm):
    """A board's name, where its list stands, and when that was read."""

    class Meta:
        model = BoardProfile
        fields = ("name", "source", "as_of", "experience_hours", "supervision_hours", "also")
        widgets = {
            "as_of": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "experience_hours": forms.NumberInput(attrs={"inputmode": "numeric"}),
            "supervision_hours": forms.NumberInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {
            "source": _("A link or the name of the page, so that others can look it up."),
            "experience_hours": _("Empty where the board names no number."),
            "supervision_hours": _("Empty where the board names no number."),
            "also": _("For example an exam. It may stay empty."),
        }

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organization = organization

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = BoardProfile.objects.filter(organization=self.organization, retired_at=None, name__iexact=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is already a board with this name."))
        return name

    def clean_as_of(self) -> date:
        day: date = self.cleaned_data["as_of"]
        if day > today_in(self.organization):
            raise ValidationError(_("This day is still to come."))
        return day


class HoursForm(forms.Form):
    """One subject and its hours. An empty row says nothing."""

    domain = forms.CharField(
        label=_("Subject"), max_length=80, required=False, widget=forms.TextInput(attrs={"list": "known-subjects"})
    )
    hours = forms.IntegerField(
        label=_("Hours"),
        min_value=1,
        max_value=2000,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def clean_domain(self) -> str:
        return " ".join(self.cleaned_data["domain"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("domain")) != bool(cleaned.get("hours")):
            raise ValidationError(_("A subject needs its hours, and hours need their subject."))
        return cleaned


class HoursRows(forms.BaseFormSet):
    """All the subjects of a board: at least one, each once."""

    def clean(self) -> None:
        if any(self.errors):
            return
        named = [domain.casefold() for domain, _hours in self._filled()]
        if not named:
            raise ValidationError(_("Name at least one subject and its hours."))
        if len(named) != len(set(named)):
            raise ValidationError(_("The same subject stands here twice. Put its hours together."))

    def _filled(self) -> list[tuple[str, int]]:
        rows = [row.cleaned_data for row in self.forms]
        return [(row["domain"], row["hours"]) for row in rows if row.get("domain")]

    @property
    def hours(self) -> dict[str, int]:
        """`{name of a subject: hours}`."""
        return dict(self._filled())


def hours_rows(data: Any = None, *, board: BoardProfile | None = None) -> HoursRows:
    """The rows, with what the board asks so far."""
    rows = forms.formset_factory(
        HoursForm, formset=HoursRows, extra=MORE_ROWS, max_num=MOST_ROWS, validate_max=True, absolute_max=MOST_ROWS
    )
    required = board.required if board else {}
    initial = [{"domain": label, "hours": required[key] // 60} for key, label in labels(required).items()]
    return cast(HoursRows, rows(data, initial=initial, prefix="hours"))
