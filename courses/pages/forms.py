"""What the editor refuses to publish, with a sentence. A draft may be unfinished: it is always kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from courses.boards.queries import domains_of, labels
from courses.pages.locks import circle_of_locks
from lms.people.models import Organization


def organizations_above(page: Page) -> QuerySet[Organization]:
    """Whose courses the page belongs to: one organization."""
    return Organization.objects.filter(course_indexes__pk__in=page.get_ancestors(inclusive=True).values("pk"))


class ActivityForm(WagtailAdminPageForm):
    """The form of a lesson or session, with a box of minutes for each domain that counts here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "domains" in self.fields:
            # A domain that is not offered any more keeps its box where it has minutes.
            offered = domains_of(organizations_above(self.parent_page)) | labels(self.instance.domains)
            self.fields["domains"] = self.fields["domains"].offering(offered)
        if "objectives" in self.fields:
            module = self.parent_page.specific
            objectives = [(block.value["id"], block.value["text"]) for block in module.objectives]
            self.fields["objectives"].offer(objectives, self.instance.objectives)

    def clean_minutes(self) -> int:
        """A draft without minutes keeps those that it had: the database wants a number."""
        minutes = self.cleaned_data["minutes"]
        return self.initial["minutes"] if minutes is None else minutes

    def clean_activity_minutes(self) -> int:
        """Left empty it is none."""
        return self.cleaned_data["activity_minutes"] or 0

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
