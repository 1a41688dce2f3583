"""Which activities of the log an agency calls its core: a list of their names, as boxes in the editor."""

from typing import Any

from django import forms
from django.db import models

from assessments.shadowing.words import ACTIVITIES


class CoreActivitiesFormField(forms.MultipleChoiceField):
    """A box for each activity of the log."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        for unknown in ("encoder", "decoder"):
            kwargs.pop(unknown, None)
        super().__init__(choices=ACTIVITIES.items(), **kwargs)


class CoreActivitiesField(models.JSONField):
    """Names of `words.ACTIVITIES` in the database, a row of boxes in the editor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        # In migrations this is a plain JSON field: no path of ours goes in there.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super(models.JSONField, self).formfield(form_class=CoreActivitiesFormField, **kwargs)
