"""What is held about a person, in words that the person reads: on the screen and in what they take along."""

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils import formats, timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from lms.people.column_names import COLUMN_NAMES
from lms.people.models import Profile

Held = dict[str, list[dict[str, Any]]]
# What a column is called here, and what a row says in it.
Told = tuple[str, Callable[[Any], Any]]

# Columns that mean something to a machine alone. They come along as they are, at the end of a row.
MACHINES = ("key", "batch", "digest", "salt", "mac", "seq", "hash", "lease_until", "version", "wording")


def as_rows(queryset: models.QuerySet, **told: Told) -> list[dict[str, Any]]:
    """Every column of every row under its label, in words: people by the name they chose, choices by their labels,
    yes or no, days and hours of the reader's clock. `told` says columns otherwise, `{column: (label, words of a row)}`.
    """
    people = [f"{field.name}__profile" for field in _columns(queryset) if field.related_model is User]
    related = [field.name for field in _columns(queryset) if field.is_relation]
    return [_as_row(row, told) for row in queryset.select_related(*related, *people)]


def _as_row(row: models.Model, told: dict[str, Told]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        label, words = told.get(field.name, (label_of(field), None))
        if words or not _is_for_machines(field):
            said[label] = in_words(words(row) if words else _value(row, field))
    # Nothing is left out: what the words above leave unsaid stands here.
    left = {field.name: _as_kept(row, field) for field in row._meta.concrete_fields if _is_for_machines(field)}
    said[_("for checking")] = "; ".join(f"{name} {kept}" for name, kept in left.items() if kept)
    return said


def label_of(field: Any) -> str:
    """What a column is called, in the reader's language."""
    return str(COLUMN_NAMES.get(str(field.verbose_name), field.verbose_name))


def in_words(value: Any) -> str:
    """One value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    if isinstance(value, time):
        return formats.time_format(value, "TIME_FORMAT")
    if isinstance(value, User):
        return name_of(value)
    if isinstance(value, dict):
        return "; ".join(f"{label}: {in_words(one)}" for label, one in value.items())
    return ", ".join(map(in_words, value)) if isinstance(value, list | tuple) else str(value)


def name_of(user: User) -> str:
    """The name somebody chose; the username where there is no profile."""
    profile = Profile.objects.filter(user=user).first() if "profile" not in user._state.fields_cache else user.profile
    return profile.chosen_name if profile else user.get_username()


def language_name(code: str) -> str:
    """A language by its own name."""
    return get_language_info(code)["name_local"] if code else ""


def _columns(queryset: models.QuerySet) -> Iterable[Any]:
    return queryset.model._meta.concrete_fields


def _value(row: models.Model, field: Any) -> Any:
    if field.choices:
        return getattr(row, f"get_{field.name}_display")()
    return getattr(row, field.name) if field.is_relation else field.value_from_object(row)


def _as_kept(row: models.Model, field: Any) -> str:
    value = field.value_from_object(row)
    if value in (None, "", [], {}):
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(field, models.JSONField) else str(value)


def _is_for_machines(field: Any) -> bool:
    return field.primary_key or isinstance(field, models.JSONField | models.UUIDField) or field.name.endswith(MACHINES)
