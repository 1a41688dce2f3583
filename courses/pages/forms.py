"""What the editor refuses to publish, with a sentence. A draft may be unfinished: it is always kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from courses.pages.locks import circle_of_locks


class ActivityForm(WagtailAdminPageForm):
    """The form of a lesson or session."""

    def clean_minutes(self) -> int:
        """A draft without minutes keeps those that it had: the database wants a number."""
        minutes = self.cleaned_data["minutes"]
        return self.initial["minutes"] if minutes is None else minutes

    def clean(self) -> dict[str, Any]:
        self.instance.is_draft = self.is_deferred_validation
        return super().clean()


class ModuleForm(WagtailAdminPageForm):
    """Offers the course's other modules and refuses a circle of locks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "opens_after" in self.fields:
            modules = type(self.instance).objects.child_of(self.parent_page)
            self.fields["opens_after"].queryset = modules.exclude(pk=self.instance.pk)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = cleaned.get("opens_after")
        # Nothing waits yet for a module that is being made.
        if chosen and self.instance.pk and not self.is_deferred_validation:
            circle = circle_of_locks(self.instance, chosen)
            if circle:
                self.add_error("opens_after", ValidationError(CIRCLE, params={"names": ", ".join(circle)}))
        return cleaned


CIRCLE = _("These wait for each other and none could ever open: %(names)s.")
