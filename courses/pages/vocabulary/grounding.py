"""Three short pauses in our own words (facts.md 6). Nobody has to, nothing is counted, nothing is kept.

Watching the breath feels bad to some people: beside the breath stand the senses.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Grounding(StrEnum):
    """What one turns to."""

    EXHALE = "exhale"
    SENSES = "senses"
    FEET = "feet"


@dataclass(frozen=True)
class Guide:
    """A pause: what it is called and what to do. `is_breath` says that some people had better leave it."""

    title: "StrOrPromise"
    steps: "tuple[StrOrPromise, ...]"
    is_breath: bool = False


GROUNDINGS: dict[str, Guide] = {
    Grounding.EXHALE.value: Guide(
        _("A slow breath out"),
        (
            _("Let your shoulders drop."),
            _("Breathe in, as much as is easy."),
            _("Breathe out slowly, a little longer than you breathed in."),
            _("Do it a few times. Stop when you like."),
        ),
        is_breath=True,
    ),
    Grounding.SENSES.value: Guide(
        _("Five senses"),
        (
            _("Look around. Name a few things you see."),
            _("Name something you can touch. Touch it."),
            _("Listen. Name a sound close by, and one far away."),
            _("Name something you smell."),
            _("Name a taste, or take a sip of water."),
        ),
    ),
    Grounding.FEET.value: Guide(
        _("Feet on the floor"),
        (
            _("Put your feet flat on the floor. Or press your palms together, if that is easier."),
            _("Press down, and feel what holds you."),
            _("Let go a little. Notice the difference."),
            _("Look up, and say to yourself where you are."),
        ),
    ),
}


def labels() -> "list[tuple[str, StrOrPromise]]":
    """The pauses as choices."""
    return [(str(kind), guide.title) for kind, guide in GROUNDINGS.items()]
