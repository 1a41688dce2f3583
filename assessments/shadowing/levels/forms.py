"""After a break: one activity, one level below today's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.shadowing.levels.rules import may_be_set_to
from assessments.shadowing.words import ACTIVITIES, Level


class LevelForm(forms.Form):
    """Which level, of one activity. What is below today's is offered; whether it may be is for the service to say."""

    activity = forms.ChoiceField(choices=list(ACTIVITIES.items()), widget=forms.HiddenInput)
    level = forms.TypedChoiceField(label=_("After a break, count from"), coerce=int, choices=Level.choices)

    def __init__(self, *args: Any, now: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if now:
            offered = [(level, Level(level).label) for level in reversed(may_be_set_to(now))]
            self.fields["level"] = forms.TypedChoiceField(label=self.fields["level"].label, coerce=int, choices=offered)
