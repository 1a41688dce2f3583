"""A rubric as a form: each criterion from 1 to 4 in the words of its levels, each step yes, partly or no."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.roleplay.rubrics.content import Content, CriterionText
from assessments.roleplay.rubrics.words import level_name
from assessments.roleplay.scoring import Seen

SEEN_NAMES = {Seen.YES.value: _("Yes"), Seen.PARTLY.value: _("Partly"), Seen.NO.value: _("No")}
PREFIX = "mark-"


def in_words(value: Any) -> str:
    """A mark as somebody reads it: "3: Ready", "Partly". Of a level or of what was seen, nothing else."""
    return f"{value}: {level_name(value)}" if isinstance(value, int) else str(SEEN_NAMES[value])


class MarksForm(forms.Form):
    """Everything that `rubric` asks for, or of that only `keys`."""

    def __init__(self, *args: Any, rubric: Content, keys: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rubric, self.keys = rubric, [key for key in rubric.keys if key in (keys or rubric.keys)]
        criteria = {one.key: one for one in rubric.criteria}
        steps = {one.key: step_label(one.text, one.must_do) for one in rubric.steps}
        asked = {key: _levels(criteria[key]) if key in criteria else _seen(steps[key]) for key in self.keys}
        self.fields = {PREFIX + key: field for key, field in asked.items()} | self.fields
        self.order_fields(self.field_order)

    @property
    def mark_fields(self) -> list[forms.BoundField]:
        """What is to be marked, in the rubric's order."""
        return [self[PREFIX + key] for key in self.keys]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """What else the form asks for, and shows."""
        return [field for field in self.visible_fields() if not field.name.startswith(PREFIX)]

    @property
    def marks(self) -> dict[str, Any]:
        """`{key: 1-4, or "yes", "partly", "no"}`. Only of a form that is valid."""
        return {key: self.cleaned_data[PREFIX + key] for key in self.keys}


def step_label(text: str, must_do: bool) -> str:
    """A step, and whether nothing makes up for it."""
    return gettext("%(step)s (a must-do step)") % {"step": text} if must_do else text


def _levels(criterion: CriterionText) -> forms.TypedChoiceField:
    choices = [(level, f"{in_words(level)}. {anchor}") for level, anchor in criterion.levels]
    return forms.TypedChoiceField(
        label=criterion.name, choices=choices, coerce=int, widget=forms.RadioSelect, error_messages=MISSING
    )


def _seen(label: str) -> forms.ChoiceField:
    choices = list(SEEN_NAMES.items())
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=MISSING)


MISSING = {"required": _("Mark this one too.")}
