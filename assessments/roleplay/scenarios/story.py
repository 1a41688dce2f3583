"""A scenario as the editor has it, as a graph that can be played, and as a reviewer reads it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.roleplay.scenarios.graph import MEASURES, MIXED, Choice, Ending, Need, Scenario, State, Turn
from courses.review.rules import Passage

_LEVELS = ("least", "most")


def scenario_in(steps: Iterable[Any], start: State) -> Scenario:
    """The scenario in the editor, read as far as it is written."""
    found = list(steps)
    turns = tuple(_turn(one.value) for one in found if one.block_type == "turn")
    return Scenario(turns, tuple(_ending(one.value) for one in found if one.block_type == "ending"), start)


def _turn(value: Any) -> Turn:
    return Turn(
        **_place(value),
        speaker=value["speaker"] or "",
        line=value["line"] or "",
        choices=tuple(_choice(one.value, one.id or str(place)) for place, one in enumerate(_items(value["choices"]))),
    )


def _items(found: Any) -> Iterable[Any]:
    return found.bound_blocks


def _place(value: Any) -> dict[str, Any]:
    return {
        "name": (value["name"] or "").strip(),
        "needs": tuple(map(_need, value["needs"])),
        "otherwise": (value["otherwise"] or "").strip(),
    }


def _choice(value: Any, pk: str) -> Choice:
    return Choice(
        id=pk,
        text=value["text"] or "",
        to=(value["to"] or "").strip(),
        consequence=value["consequence"] or "",
        rationale=value["rationale"] or "",
        criteria={one["criterion"]: int(one["change"] or 0) for one in value["effects"] if one["criterion"]},
        moves={name: value[name] for name in MEASURES if value[name]},
        must_do=bool(value["must_do"]),
        needs=tuple(map(_need, value["needs"])),
    )


def _need(value: Any) -> Need:
    level = int(value["level"] or 0)
    way = value["way"] if value["way"] in _LEVELS else "least"
    return Need(value["measure"] or "", **{way: level})


def _ending(value: Any) -> Ending:
    return Ending(**_place(value), title=value["title"] or "", text=value["text"] or "", tone=value["tone"] or MIXED)


def passages(steps: Iterable[Any], language: str) -> list[Passage]:
    """Each turn and ending as a reviewer reads it, with the claims that it makes."""
    with override(language):
        return [_passage(one) for one in steps]


def _passage(block: Any) -> Passage:
    kept = json.dumps(block.block.get_prep_value(block.value), cls=DjangoJSONEncoder)
    lines = tuple(line for line in _lines(block) if line)
    return Passage(block.id or "", [block.block_type, json.loads(kept)], lines, tuple(block.value["claims"] or ()))


def _lines(block: Any) -> Iterator[str]:
    value = block.value
    if block.block_type == "ending":
        yield from (value["title"], value["text"])
        return
    yield f"{value['speaker']}: {value['line']}" if value["speaker"] else value["line"]
    for one in value["choices"]:
        said = _("Must do: %(text)s") if one["must_do"] else _("Choice: %(text)s")
        yield said % {"text": one["text"]}
        yield from (one["consequence"], one["rationale"])
