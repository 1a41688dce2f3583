"""What somebody says about a shift that is not simply signed, to whom they hand a link, and who stands in."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.shadowing.forms import PersonField
from assessments.shadowing.signing.models import Meaning, Outcome, StandIn
from assessments.shadowing.signing.queries import COLLEAGUES
from lms.people.models import Membership, Organization, Role

CHANGES = [
    (Outcome.IN_PART.value, _("Count a part of it")),
    (Outcome.NEEDS_WORD.value, _("Ask for a word first")),
    (Outcome.NOT_THERE.value, _("I wasn't there")),
    (Outcome.NOT_COUNTED.value, _("Not counted, and why")),
]

COLLEAGUE_SAYS = [
    (Outcome.SIGNED.value, _("I was there, it is right")),
    (Outcome.IN_PART.value, _("I was there, for a part of it")),
    (Outcome.NOT_THERE.value, _("I wasn't there")),
]


class TimeCounted(forms.Form):
    """Hours and minutes that count."""

    hours = forms.IntegerField(label=_("Hours that count"), min_value=0, max_value=16, required=False)
    minutes = forms.IntegerField(label=_("and minutes"), min_value=0, max_value=59, required=False)

    @property
    def counted(self) -> int:
        """Minutes altogether."""
        return 60 * (self.cleaned_data.get("hours") or 0) + (self.cleaned_data.get("minutes") or 0)


class ChangeForm(TimeCounted):
    """Anything but a plain signature."""

    outcome = forms.ChoiceField(label=_("What do you want to do?"), choices=CHANGES, widget=forms.RadioSelect)
    meaning = forms.ChoiceField(
        label=_("If you count a part: how do you know?"),
        choices=Meaning.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("They read it, and it is kept for good. Name no participant."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ["outcome", "hours", "minutes", "meaning", "reason"]


class NoteForm(forms.Form):
    """A word beside a plain signature."""

    note = forms.CharField(max_length=300, required=False)


class LinkForm(forms.Form):
    """A colleague without an account."""

    name = forms.CharField(label=_("Who was there"), help_text=_("A name or a job: “the nurse”."), max_length=80)


class ColleagueForm(TimeCounted):
    """What somebody behind a link says, under the name they type."""

    name = forms.CharField(label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    outcome = forms.ChoiceField(label=_("Were you there?"), choices=COLLEAGUE_SAYS, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("If not all of it: why"), max_length=300, required=False)
    field_order = ["name", "outcome", "hours", "minutes", "reason"]


class AwayForm(forms.Form):
    """Who signs in one's place, and from when to when."""

    stand_in = PersonField(User.objects.none(), label=_("Stand-in"), empty_label=_("Nobody"), required=False)
    away_from = forms.DateField(
        label=_("First day away"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    away_until = forms.DateField(
        label=_("Last day away"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self, *args: Any, user: User, organization: Organization, place: StandIn | None, **kwargs: Any
    ) -> None:
        days = {name: getattr(place, name) for name in ("stand_in", "away_from", "away_until")} if place else {}
        super().__init__(*args, **{"initial": days, **kwargs})
        roles = [*COLLEAGUES, Role.COORDINATOR]
        here = Membership.objects.active().filter(organization=organization, role__in=roles).exclude(user=user)
        people = User.objects.filter(pk__in=here.values("user"), profile__isnull=False).select_related("profile")
        self.fields["stand_in"].queryset = people.order_by("profile__chosen_name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("away_from"), cleaned.get("away_until")
        if bool(first) != bool(last):
            raise ValidationError(gettext("Give the first and the last day away, or neither."))
        if first and last and last < first:
            raise ValidationError(gettext("The last day away comes after the first."))
        return cleaned
