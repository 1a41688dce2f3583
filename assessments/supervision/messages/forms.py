"""A few words to whoever supervises, and an answer."""

import uuid
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from assessments.supervision.looking import LooksThrough
from assessments.supervision.messages.models import Matter, Shared


def _text() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 5})


class MessageForm(LooksThrough):
    """What to say, and to whom. Where somebody does not feel safe, nothing they write is refused: they are only asked
    once whether it tells who a participant is."""

    texts: ClassVar[tuple[str, ...]] = ("text",)

    key = forms.UUIDField(widget=forms.HiddenInput)
    first = forms.TypedChoiceField(label=_("To"), coerce=int, empty_value=None, required=False)
    second = forms.TypedChoiceField(
        label=_("And to a second person"),
        help_text=_("Somebody who does not supervise you. You choose."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    only_second = forms.BooleanField(label=_("Not to my supervisor: only to the second person"), required=False)
    text = forms.CharField(label=_("What you want to say"), max_length=1200, widget=_text())

    def __init__(
        self, *args: Any, matter: Matter, firsts: list[User], seconds: list[User], spares: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"key": uuid.uuid4(), **kwargs.get("initial", {})}})
        self.people = {one.pk: one for one in (*firsts, *seconds)}
        self.refuses = matter != Matter.UNSAFE
        self._offer("first", firsts)
        self._offer("second", [one for one in seconds if one not in firsts] or seconds)
        for name, is_asked in (("second", matter == Matter.UNSAFE), ("only_second", spares)):
            if not is_asked:
                del self.fields[name]

    def _offer(self, name: str, people: list[User]) -> None:
        self.fields[name].choices = [(one.pk, str(one.profile)) for one in people]  # type: ignore[attr-defined]
        if people:
            self.initial.setdefault(name, people[0].pk)

    @property
    def first_reader(self) -> User | None:
        """Whoever supervises them; None where they do not want that. Only of a form that is valid."""
        return None if self.cleaned_data.get("only_second") else self.people.get(self.cleaned_data["first"] or 0)

    @property
    def second_reader(self) -> User | None:
        """Only of a form that is valid."""
        return self.people.get(self.cleaned_data.get("second") or 0)


class AnswerForm(LooksThrough):
    """What somebody is answered."""

    texts: ClassVar[tuple[str, ...]] = ("text",)

    text = forms.CharField(label=_("Your answer"), max_length=1200, widget=_text())


class ShareForm(forms.Form):
    """Whether the team reads it."""

    shared = forms.ChoiceField(label=_("Who may read it?"), choices=Shared.choices, widget=forms.RadioSelect)
