"""A rubric in words: what its levels and its marks are called wherever somebody reads them."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.roleplay.scoring import Seen

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LEVELS: "dict[int, StrOrPromise]" = {
    1: _("Not yet"),
    2: _("Developing"),
    3: pgettext_lazy("of a person", "Ready"),
    4: _("Strong"),
}
SEEN: "dict[Seen, StrOrPromise]" = {Seen.YES: _("Seen"), Seen.PARTLY: _("Partly seen"), Seen.NO: _("Not seen yet")}


def level_name(level: int) -> str:
    """A level of a criterion, from 1 to 4."""
    return str(LEVELS[level])
