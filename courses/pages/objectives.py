"""What a module wants people to be able to do, and which of it an activity teaches: `["M05-O1", "M05-O4"]`."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ObjectiveBlock(blocks.StructBlock):
    """One thing that somebody can do after the module."""

    id = blocks.CharBlock(max_length=20, label=_("Short name"), help_text=_("Such as M05-O1."))
    text = blocks.CharBlock(max_length=300, label=_("What one can do afterward"))

    class Meta:
        icon = "clipboard-list"
        label = _("Objective")


class ObjectivesBlock(blocks.StreamBlock):
    """The objectives of a module; no two have the same short name."""

    objective = ObjectiveBlock()

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        names = [block.value["id"] for block in cleaned]
        if len(set(names)) < len(names) and not self.is_deferred_validation:
            raise blocks.StreamBlockValidationError(
                non_block_errors=[ValidationError(_("Two objectives have the same short name."))]
            )
        return cleaned


Choice = tuple[str, str]


class ObjectiveIdsFormField(forms.MultipleChoiceField):
    """A box for each objective of the module."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, choices: Sequence[Choice] = (), **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        super().__init__(choices=choices, **kwargs)

    def offer(self, objectives: Sequence[Choice], chosen: Sequence[str]) -> None:
        """Offer these; what is chosen and not among them any more keeps its box, so that it can be taken off."""
        gone = [(name, gettext("%(name)s (not in this module any more)") % {"name": name}) for name in chosen]
        offered = [(name, f"{name}: {text}") for name, text in objectives]
        self.choices = [*offered, *(one for one in gone if one[0] not in dict(objectives))]


class ObjectiveIdsField(models.JSONField):
    """Short names of objectives in the database, a row of boxes in the editor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        # In migrations this is a plain JSON field: no path of ours goes in there.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super(models.JSONField, self).formfield(form_class=ObjectiveIdsFormField, **kwargs)
