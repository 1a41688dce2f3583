"""What the editor refuses, with a sentence."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from courses.progress import rules


class ActivityForm(WagtailAdminPageForm):
    """The form of a lesson or session."""


class ModuleForm(WagtailAdminPageForm):
    """Offers the course's other modules and refuses a circle of locks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("opens_after")
        if field is not None:
            siblings = self.parent_page.get_children().type(type(self.instance))
            field.queryset = (
                type(self.instance).objects.filter(pk__in=siblings.values("pk")).exclude(pk=self.instance.pk)
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        chosen = cleaned.get("opens_after")
        if chosen is not None and self.instance.pk:
            locks = {
                module.pk: {m.pk for m in module.opens_after.all()} for module in self.fields["opens_after"].queryset
            }
            circle = rules.find_circle({**locks, self.instance.pk: {module.pk for module in chosen}})
            if circle:
                names = {m.pk: m.title for m in self.fields["opens_after"].queryset} | {
                    self.instance.pk: self.instance.title
                }
                self.add_error(
                    "opens_after",
                    ValidationError(
                        _("These wait for each other and none could ever open: %(names)s."),
                        params={"names": ", ".join(names[pk] for pk in circle)},
                    ),
                )
        return cleaned
