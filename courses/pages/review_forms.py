"""What a coordinator fills in about reviews, and what a reviewer signs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.review.queries import Item, LessonReview
from lms.people.names import visible_name

NONE = _("None")


class PacketForm(forms.Form):
    """Which lessons one reviewer is asked to look at, and for how long."""

    lessons = forms.MultipleChoiceField(
        label=_("Lessons"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one lesson.")},
    )
    days = forms.IntegerField(label=_("Open for how many days"), min_value=1, max_value=90, initial=30)
    label = forms.CharField(
        label=_("A word to find it again"),
        max_length=80,
        required=False,
        help_text=_("For example: the doctor at the county clinic. Leave out names."),
    )

    def __init__(self, *args: Any, lessons: Iterable[LessonReview], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(lesson.key), lesson.title) for lesson in lessons]
        self.fields["lessons"].choices = choices  # type: ignore[attr-defined]
        self.fields["lessons"].initial = [key for key, _title in choices]


class TakeBackForm(forms.Form):
    """Why nobody stands behind a lesson any more."""

    reason = forms.CharField(
        label=_("Why?"),
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence that everybody can read: learners see it."),
    )


class ExcuseForm(forms.Form):
    """Why nobody needs a part any more."""

    reason = forms.CharField(
        label=_("Why?"),
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence. Everybody who is excused reads it."),
    )


class TicksField(forms.MultipleChoiceField):
    """Boxes for what somebody reads. A box that is no longer there is no mistake of theirs: the service looks again."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: Any) -> bool:
        return True


class SignForm(forms.Form):
    """What a reviewer stands behind, who they are, and until when. A box names the wording that stands beside it."""

    items = TicksField(
        label=_("What I stand behind"), error_messages={"required": _("Tick at least one thing that you stand behind.")}
    )
    printed_name = forms.CharField(
        label=_("Your name, as you sign"),
        max_length=120,
        help_text=_("Learners see it beside the lesson, with your credential."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    credential = forms.CharField(
        label=_("Your credential"), max_length=120, help_text=_("For example: MD, emergency medicine.")
    )
    license_state = forms.CharField(label=_("State of your license, if you have one"), max_length=60, required=False)
    reviewer_organization = forms.CharField(
        label=_("Your organization"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    no_conflict = forms.BooleanField(label=_("I have no conflict of interest."), required=False)
    conflict_of_interest = forms.CharField(
        label=_("Or say which one you have"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: money from a maker of naloxone, or a role at this agency."),
    )
    review_due = forms.DateField(
        label=_("Somebody looks at it again by"),
        help_text=_("This is the latest day that it may be. You can choose an earlier one."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    stands = forms.BooleanField()

    def __init__(self, *args: Any, items: Iterable[Item], latest: date, agency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(box_of(item), item.code) for item in items if item.is_signable]  # type: ignore[attr-defined]
        self.fields["review_due"].initial = latest
        self.fields["review_due"].widget.attrs["max"] = latest.isoformat()
        said = _("I read this and stand behind what I ticked, for %(agency)s.") % {"agency": agency}
        self.fields["stands"].label = said
        self.fields["stands"].error_messages["required"] = _("Tick this to sign.")

    def clean_printed_name(self) -> str:
        return visible_name(self.cleaned_data["printed_name"])

    def clean_credential(self) -> str:
        return visible_name(self.cleaned_data["credential"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_none, said = cleaned.get("no_conflict"), cleaned.get("conflict_of_interest", "")
        if bool(has_none) == bool(said) and "conflict_of_interest" not in self.errors:
            both = _("You ticked that you have none, and wrote one down. Which is it?")
            self.add_error("conflict_of_interest", both if said else _("Tick that you have none, or say which."))
        return cleaned

    @property
    def ticked(self) -> list[str]:
        """Codes of what was ticked, among what reads as it did when it was ticked."""
        there = dict(self.fields["items"].choices)  # type: ignore[attr-defined]
        return [there[box] for box in self.cleaned_data["items"] if box in there]

    @property
    def signature(self) -> dict[str, Any]:
        """Who signs, as `sign_packet` takes it."""
        given = self.cleaned_data
        names = ("printed_name", "credential", "license_state", "reviewer_organization", "review_due")
        conflict = str(NONE) if given["no_conflict"] else given["conflict_of_interest"]
        return {**{name: given[name] for name in names}, "conflict_of_interest": conflict}


def box_of(item: Item) -> str:
    """How a box names an item as it is said now: whatever changes takes its own tick off."""
    return f"{item.code}@{item.digest[:16]}"
