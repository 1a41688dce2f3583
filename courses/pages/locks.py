"""Modules that wait for each other, seen before they are published."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from courses.progress import rules

if TYPE_CHECKING:
    from courses.pages.models import ModulePage


def circle_of_locks(
    module: "ModulePage", opens_after: Iterable["ModulePage"], drafts: Iterable["ModulePage"] = ()
) -> list[str]:
    """The titles of modules that none could ever open if `module` opened after these; empty where there is no circle.

    The course's other modules count as they are in the database, or as in `drafts` where they stand there.
    """
    others = {other.pk: other for other in type(module).objects.sibling_of(module, inclusive=False)}
    others |= {draft.pk: draft for draft in drafts if draft.pk in others}
    locks = {module.pk: {before.pk for before in opens_after}}
    locks |= {pk: {before.pk for before in other.opens_after.all()} for pk, other in others.items()}
    titles = {pk: other.title for pk, other in {module.pk: module, **others}.items()}
    return [titles[pk] for pk in rules.find_circle(locks)]
