"""Minutes by domain: `{"ethics": 20, "advocacy": 10}`, whole minutes, only domains that we know."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from courses.boards.queries import labels
from courses.boards.shipped import DOMAINS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def validate_domain_minutes(value: Any) -> None:
    """Refuse what is not `{known domain: whole minutes above zero}`."""
    if not isinstance(value, dict) or set(value) - set(labels(value)):
        raise ValidationError(_("These are not domains that we know."))
    if not all(type(minutes) is int and 0 < minutes <= 480 for minutes in value.values()):
        raise ValidationError(_("Minutes are whole numbers from 1 to 480."))


class DomainMinutesWidget(forms.MultiWidget):
    """One small number box a domain, each with its own label."""

    template_name = "lms_courses/widgets/domain_minutes.html"
    use_fieldset = True

    class Media:
        css = {"all": ["lms/editor.css"]}  # noqa: RUF012  Django reads it as it is

    def __init__(self, attrs: dict | None = None, domains: "Mapping[str, StrOrPromise]" = DOMAINS) -> None:
        self.domains = domains
        box = {"min": 0, "max": 480, "inputmode": "numeric"}
        super().__init__(
            {key: forms.NumberInput({**box, "aria-label": str(label)}) for key, label in domains.items()}, attrs
        )

    def _render(self, template_name: str, context: dict, renderer: Any = None) -> SafeString:
        # Through the site's own templates: a form renderer looks only into apps, and ours stand beside them.
        return render_to_string(template_name, context)

    def decompress(self, value: dict | None) -> list[int | None]:
        return [(value or {}).get(key) for key in self.domains]

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], self.domains.values(), strict=True):
            box["label"] = label
        return context


class DomainMinutesFormField(forms.MultiValueField):
    """Reads the boxes into `{domain: minutes}`, leaving out the empty ones."""

    widget = DomainMinutesWidget

    def __init__(self, domains: "Mapping[str, StrOrPromise]" = DOMAINS, **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        self.domains = domains
        fields = [forms.IntegerField(min_value=0, max_value=480, required=False) for _key in domains]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def offering(self, domains: "Mapping[str, StrOrPromise]") -> "DomainMinutesFormField":
        """The same field with these domains' boxes."""
        said = {"label": self.label, "help_text": self.help_text, "required": self.required}
        return DomainMinutesFormField(domains, widget=DomainMinutesWidget(domains=domains), **said)

    def compress(self, data_list: list[int | None]) -> dict[str, int]:
        return {key: minutes for key, minutes in zip(self.domains, data_list, strict=False) if minutes}


class DomainMinutesField(models.JSONField):
    """`{domain: minutes}` in the database, a row of number boxes in the editor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple:
        # In migrations this is a plain JSON field: no path of ours goes in there.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super(models.JSONField, self).formfield(form_class=DomainMinutesFormField, **kwargs)

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        validate_domain_minutes(value)
