"""The editor's form of shadowing."""

from typing import Any

from assessments.shadowing.words import ACTIVITIES
from courses.pages.forms import ActivityForm

NUMBERS = ("watched", "together", "led", "hours", "level", "times", "settings_asked", "colleagues_asked")


class ShadowingForm(ActivityForm):
    """A new page calls every activity of the log a core one. A draft without a number keeps the one that it had: the
    database wants one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["core_activities"] = list(ACTIVITIES)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        empty = [name for name in NUMBERS if name in cleaned and cleaned[name] is None]
        return {**cleaned, **{name: self.initial[name] for name in empty}}
