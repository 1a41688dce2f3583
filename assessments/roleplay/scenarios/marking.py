"""Where in the editor stands what cannot work."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import ListBlockValidationError, StreamBlockValidationError, StructBlockValidationError

from assessments.roleplay.scenarios.faults import Fault
from assessments.roleplay.scenarios.words import sentence

_FIELDS = {"no_otherwise": "otherwise"}


def marked(steps: Any, found: Sequence[Fault]) -> StreamBlockValidationError | None:
    """Each fault at its turn or ending: where the choice leads, or at the short name. None where none has a place."""
    errors = {n: StructBlockValidationError(said) for n, step in enumerate(steps) if (said := _said(step, found))}
    if not errors:
        return None
    error = StreamBlockValidationError(errors)
    # Wagtail puts this at the head of the page, after the sentences.
    error.message = _("what to change is marked below.")
    return error


def _said(step: Any, found: Sequence[Fault]) -> dict[str, ValidationError]:
    """The errors of one turn or ending, by field."""
    name = step.value["name"].strip()
    here = [fault for fault in found if name and fault.where == name]
    sentences: dict[str, list[str]] = {}
    for fault in here:
        if fault.kind != "dead_end":
            sentences.setdefault(_FIELDS.get(fault.kind, "name"), []).append(sentence(fault))
    said = {field: ValidationError(texts) for field, texts in sentences.items()}
    choices = dict(_choices(step, [fault for fault in here if fault.kind == "dead_end"]))
    return {**said, "choices": ListBlockValidationError(choices)} if choices else said


def _choices(step: Any, here: Sequence[Fault]) -> Iterator[tuple[int, ValidationError]]:
    """The choices that lead nowhere, by their place."""
    for place, choice in enumerate(step.value.get("choices", [])):
        for fault in here:
            if choice["text"] == fault.what:
                yield place, StructBlockValidationError({"to": ValidationError(sentence(fault))})
