"""A shift, in under a minute."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.shadowing import identifiers
from assessments.shadowing.local_times import Reading, Shift, Typed, Which, read, typed_as
from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.rules import EARLIEST, Told
from assessments.shadowing.words import ACTIVITIES, Debrief, Level, Setting, Wish
from lms.people.models import Membership, Organization

TEXTS = ("to_practice", "noticed")
# The two parts that are folded up until somebody needs them.
DID = (*(f"did_{name}" for name in ACTIVITIES), "introductions", "permission_asked")
WORDS = ("wish", *TEXTS)
WHICH = [
    (Which.FIRST.value, _("The first time, before the clocks changed")),
    (Which.SECOND.value, _("The second time, after they changed")),
]


class PersonField(forms.ModelChoiceField):
    """People by the name they chose."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.profile)


class ShiftForm(forms.Form):
    """When, where, what; then, if one likes, more. What is asked only sometimes stands in `asked`.

    A new one begins as the `last` shift was; with `same`, what was done there is filled in too.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    start = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    which_start = forms.ChoiceField(
        label=_("That time came twice. Which one do you mean?"), choices=WHICH, required=False, widget=forms.RadioSelect
    )
    end = forms.TimeField(
        label=_("To"),
        help_text=_("A time before the start is on the next day."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    which_end = forms.ChoiceField(
        label=_("That time came twice. Which one do you mean?"), choices=WHICH, required=False, widget=forms.RadioSelect
    )
    setting = forms.ChoiceField(label=_("Where"), choices=[("", _("Choose a kind of place")), *Setting.choices])
    colleague = PersonField(User.objects.none(), label=_("With whom"), required=False, empty_label=_("A colleague"))
    introductions = forms.IntegerField(
        label=_("How many people were you introduced to?"), min_value=0, max_value=200, required=False
    )
    permission_asked = forms.BooleanField(label=_("They were asked first"), required=False)
    debrief = forms.ChoiceField(
        label=_("Did you talk the shift over as a team?"),
        choices=Debrief.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    wish = forms.ChoiceField(
        label=_("What would you like next?"), choices=Wish.choices, required=False, widget=forms.RadioSelect
    )
    to_practice = forms.CharField(
        label=_("What I want to practice"),
        help_text=_("To talk about with your supervisor."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-not-kept": True, "data-looked-at": True}),
    )
    noticed = forms.CharField(
        label=_("What I noticed"),
        help_text=_("Only you read this here. Whoever runs the server, or a court, could read it too."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-not-kept": True, "data-looked-at": True}),
    )
    keep_words = forms.BooleanField(label=_("Nobody could tell who I mean. Keep my words."), required=False)

    def __init__(
        self,
        *args: Any,
        learner: User,
        organization: Organization,
        entry: ShadowEntry | None = None,
        last: ShadowEntry | None = None,
        same: bool = False,
        **kwargs: Any,
    ) -> None:
        self.zone = ZoneInfo(organization.time_zone)
        initial = _of(entry, self.zone) if entry else _new(last, self.zone, same=same)
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.is_again = last is not None
        self.reading = Reading()
        self.asked: set[str] = {name for name in ("which_start", "which_end") if self.initial.get(name)}
        here = Membership.objects.active().filter(organization=organization).exclude(user=learner)
        people = User.objects.filter(pk__in=here.values("user"), profile__isnull=False).select_related("profile")
        self.fields["colleague"].queryset = people.order_by("profile__chosen_name")  # type: ignore[attr-defined]
        for name, label in ACTIVITIES.items():
            levels = [("", _("Not this time")), *Level.choices]
            self.fields[f"did_{name}"] = forms.TypedChoiceField(
                label=label, choices=levels, coerce=int, empty_value=None, required=False
            )

    @property
    def activity_fields(self) -> list[forms.BoundField]:
        """One for each activity."""
        return [self[f"did_{name}"] for name in ACTIVITIES]

    def shows(self, names: Collection[str]) -> bool:
        """Whether something stands in one of these, or has to change there: else that part may stay folded."""
        return any(self.errors.get(name) or self[name].value() for name in names)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < EARLIEST:
            raise ValidationError(_("This day is too long ago."))
        if day > timezone.now().astimezone(self.zone).date() + timedelta(days=1):
            raise ValidationError(_("This shift is not over yet. Log it when it is."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"day", "start", "end"} <= set(cleaned):
            self._read(cleaned)
        for name in TEXTS:
            self._look_through(name, cleaned.get(name, ""))
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> None:
        which = {edge: Which(cleaned[f"which_{edge}"]) for edge in ("start", "end") if cleaned.get(f"which_{edge}")}
        typed = Typed(cleaned["day"], cleaned["start"], cleaned["end"])
        self.reading = read(typed, self.zone, which)
        for edge in self.reading.missing:
            self.add_error(edge, _("The clocks were put forward that night, so this time did not exist. Look again."))
        for edge in self.reading.asks:
            self.asked.add(f"which_{edge}")
            self.add_error(f"which_{edge}", _("The clocks were put back that night. Choose one."))

    def _look_through(self, name: str, text: str) -> None:
        found = identifiers.find(text)
        sure = [one.words for one in found if one.is_sure]
        if sure:
            said = gettext("“%(words)s” could tell who somebody is. Please say it without that, like “somebody I met”.")
            self.add_error(name, said % {"words": sure[0]})
        elif found:
            self.asked.add("keep_words")
            if not self.cleaned_data.get("keep_words"):
                said = gettext("Could “%(words)s” tell who a participant is? Say it in another way, or keep it below.")
                self.add_error(name, said % {"words": found[0].words})

    @property
    def shift(self) -> Shift:
        """When it was. Only of a form that is valid."""
        if self.reading.shift is None:
            raise ValueError("these times name no shift")
        return self.reading.shift

    @property
    def told(self) -> Told:
        """What was said of it besides."""
        typed = self.cleaned_data
        did = {name: typed[f"did_{name}"] for name in ACTIVITIES if typed[f"did_{name}"]}
        same = {name: typed[name] for name in ("setting", "permission_asked", "debrief", "wish", *TEXTS)}
        colleague = typed["colleague"]
        return Told(
            colleague_id=colleague.pk if colleague else None,
            activities=did,
            introductions=typed["introductions"] or 0,
            **same,
        )


def _new(last: ShadowEntry | None, zone: ZoneInfo, *, same: bool) -> dict[str, Any]:
    fresh = {"key": uuid.uuid4(), "day": timezone.now().astimezone(zone).date()}
    if last is None:
        return fresh
    typed, _which = typed_as(last.shift, zone)
    did = {f"did_{name}": level for name, level in last.activities.items()} if same else {}
    again = {"setting": last.setting, "colleague": last.colleague_id, "start": typed.start, "end": typed.end}
    return {**again, **did, **fresh}


def _of(entry: ShadowEntry, zone: ZoneInfo) -> dict[str, Any]:
    typed, which = typed_as(entry.shift, zone)
    names = ("key", "setting", "introductions", "permission_asked", "debrief", "wish", *TEXTS)
    return {
        **{name: getattr(entry, name) for name in names},
        **{f"did_{name}": level for name, level in entry.activities.items()},
        **{f"which_{edge}": said.value for edge, said in which.items() if _is_asked(edge, typed, which, zone)},
        **{"day": typed.day, "start": typed.start, "end": typed.end, "colleague": entry.colleague_id},
    }


def _is_asked(edge: str, typed: Typed, which: dict[str, Which], zone: ZoneInfo) -> bool:
    return edge in read(typed, zone, {other: said for other, said in which.items() if other != edge}).asks
