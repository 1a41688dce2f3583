"""A talk, written down in two minutes by either of the two."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from assessments.supervision.looking import LooksThrough
from assessments.supervision.talks.models import Conversation, Kind
from assessments.supervision.talks.rules import COACHING_MINUTES, MOST_MINUTES, Told
from assessments.supervision.talks.services import TEXTS
from lms.people.clocks import today_in
from lms.people.models import Organization

KINDS = [
    (Kind.SUPERVISION.value, _("Supervision: about the work")),
    (Kind.COACHING.value, _("Coaching: whoever learns says what it is about")),
]


def _day(**attrs: Any) -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TalkForm(LooksThrough):
    """Who, when, how long, what about, who does what. `me` and `other` are the two, as they read their own page."""

    texts: ClassVar[tuple[str, ...]] = TEXTS

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    with_whom = forms.TypedChoiceField(label=_("With whom"), coerce=int)
    kind = forms.ChoiceField(
        label=_("What did you meet for?"), choices=KINDS, widget=forms.RadioSelect, initial=Kind.SUPERVISION
    )
    held_on = forms.DateField(label=_("Day"), widget=_day())
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    topics = forms.CharField(
        label=_("What you talked about"),
        help_text=_("A few words, agreed by both. The two of you read it, and whoever runs the server could."),
        max_length=600,
        widget=_lines(3),
    )
    learner_does = forms.CharField(max_length=400, required=False, widget=_lines(2))
    supervisor_does = forms.CharField(max_length=400, required=False, widget=_lines(2))
    next_on = forms.DateField(label=_("Next time"), required=False, widget=_day())

    def __init__(
        self, *args: Any, organization: Organization, others: list[User], i_learn: bool, **kwargs: Any
    ) -> None:
        fresh = {"key": uuid.uuid4(), "held_on": today_in(organization), "minutes": COACHING_MINUTES}
        super().__init__(*args, **{**kwargs, "initial": {**fresh, **kwargs.get("initial", {})}})
        self.others = {other.pk: other for other in others}
        self._name(i_learn)

    def _name(self, i_learn: bool) -> None:
        """Each of the two by name, oneself as "I"."""
        people = [(pk, str(other.profile)) for pk, other in self.others.items()]
        self.fields["with_whom"].choices = people  # type: ignore[attr-defined]
        if len(people) == 1:
            self.fields["with_whom"].widget = forms.HiddenInput()
            self.initial["with_whom"] = people[0][0]
        theirs = _("What %(name)s will do") % {"name": people[0][1]} if len(people) == 1 else _("What they will do")
        labels = (_("What I will do"), theirs)
        self.fields["learner_does"].label, self.fields["supervisor_does"].label = labels if i_learn else labels[::-1]

    @property
    def is_with_one(self) -> bool:
        """Whether there is nobody to choose from."""
        return len(self.others) == 1

    @property
    def other(self) -> User:
        """With whom. Only of a form that is valid."""
        return self.others[self.cleaned_data["with_whom"]]

    @property
    def told(self) -> Told:
        """What was agreed. Only of a form that is valid."""
        return Told(**{name: self.cleaned_data[name] for name in Told.__dataclass_fields__})


def as_typed(talk: Conversation) -> dict[str, Any]:
    """What a form starts from that changes this one."""
    told: dict[str, str | int | date | None] = {name: getattr(talk, name) for name in Told.__dataclass_fields__}
    return {**told, "seen": talk.version, "key": talk.key}
