"""A scenario as it stands in a course's files, and back."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assessments.roleplay.scenarios.graph import MEASURES, MIDDLE
from assessments.roleplay.scenarios.models import ScenarioPage
from courses.files import plain_text
from courses.files.activity_kinds import fill_front, front_of
from courses.files.course import Scenario
from courses.files.kinds import Setting

_CODE = re.compile(r"[A-Z]{2}[0-9]{2,}")


class ScenarioKind:
    """A `Scenario` of the files becomes a `ScenarioPage`."""

    model = ScenarioPage

    def fill(self, page: ScenarioPage, read: Scenario, setting: Setting) -> None:
        fill_front(page, read.front)
        page.code = code_in(read.front.id)
        page.situation = plain_text.read(read.situation)
        page.roles, page.debrief = ("\n".join(map(plain_text.read, lines)) for lines in (read.roles, read.debrief))
        for name in MEASURES:
            setattr(page, f"start_{name}", read.start.get(name, MIDDLE))
        steps = [*(("turn", one) for one in read.turns), *(("ending", one) for one in read.endings)]
        page.steps = [
            {"type": kind, "id": setting.id_of(kind, one["id"]), "value": _Written(setting, one["id"]).place(one)}
            for kind, one in steps
        ]

    def after_save(self, page: ScenarioPage, read: Scenario, setting: Setting) -> None:
        """A scenario is all on its page."""

    def record(self, page: ScenarioPage, setting: Setting) -> Scenario:
        found = [(one["type"], one["value"]) for one in page.steps.get_prep_value()]
        return Scenario(
            path="",
            front=front_of(page, setting, "scenario"),
            situation=plain_text.spelled(page.situation),
            roles=tuple(map(plain_text.spelled, page.role_lines)),
            start={name: getattr(page, f"start_{name}") for name in MEASURES},
            turns=tuple(_turn(value) for kind, value in found if kind == "turn"),
            endings=tuple(_ending(value) for kind, value in found if kind == "ending"),
            debrief=tuple(map(plain_text.spelled, page.debrief_lines)),
        )


def code_in(name: str) -> str:
    """The scenario that an id of the files names, such as "RP08" in "scenarios-RP08"; empty where it names none."""
    last = name.rpartition("-")[2]
    return last if _CODE.fullmatch(last) else ""


class _Written:
    """A turn or ending as the editor keeps it. Ids stay the same however often it is loaded, in every language."""

    def __init__(self, setting: Setting, name: str) -> None:
        self.setting, self.name = setting, name

    def place(self, one: Mapping[str, Any]) -> dict[str, Any]:
        said = {name: plain_text.read(one[name]) for name in ("speaker", "line", "title", "text") if name in one}
        value = {**said, "name": one["id"], "otherwise": one["otherwise"], "claims": list(one["claims"])}
        value["needs"] = self._list(one["only_if"], _need, "needs")
        if "tone" in one:
            return {**value, "tone": one["tone"]}
        return {**value, "choices": self._list(one["choices"], self._choice, "choices")}

    def _choice(self, one: Mapping[str, Any]) -> dict[str, Any]:
        words = {name: plain_text.read(one[name]) for name in ("text", "consequence", "rationale")}
        moves = {name: one["moves"].get(name, 0) for name in MEASURES}
        effects = [{"criterion": name, "change": str(change)} for name, change in one["criteria"].items()]
        more = {
            "effects": self._list(effects, dict, "effects", words["text"]),
            "needs": self._list(one["only_if"], _need, "needs", words["text"]),
        }
        return {**words, **moves, **more, "to": one["to"], "must_do": one["must_do"]}

    def _list(self, found: Sequence[Any], make: Callable[[Any], Any], *where: str) -> list[dict[str, Any]]:
        return [
            {"type": "item", "id": self.setting.id_of(self.name, *where, place), "value": make(one)}
            for place, one in enumerate(found)
        ]


def _need(one: Mapping[str, Any]) -> dict[str, str]:
    return {"measure": one["what"], "way": one["way"], "level": str(one["level"])}


def _items(found: Sequence[Mapping[str, Any]]) -> list[Any]:
    return [one["value"] for one in found]


def _place(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "claims": tuple(value["claims"] or ()),
        "only_if": tuple(map(_only_if, _items(value["needs"]))),
        "otherwise": value["otherwise"] or "",
    }


def _only_if(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"what": value["measure"], "way": value["way"], "level": int(value["level"])}


def _spelled(value: Mapping[str, Any], *names: str) -> dict[str, str]:
    return {name: plain_text.spelled(value[name] or "") for name in names}


def _turn(value: Mapping[str, Any]) -> dict[str, Any]:
    said, choices = _spelled(value, "speaker", "line"), tuple(map(_choice, _items(value["choices"])))
    return {"id": value["name"], **said, "choices": choices, **_place(value)}


def _ending(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": value["name"], **_spelled(value, "title", "text"), "tone": value["tone"], **_place(value)}


def _choice(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **_spelled(value, "text", "consequence", "rationale"),
        "to": value["to"],
        "must_do": bool(value["must_do"]),
        "criteria": {one["criterion"]: int(one["change"]) for one in _items(value["effects"])},
        "moves": {name: value[name] for name in MEASURES if value[name]},
        "only_if": tuple(map(_only_if, _items(value["needs"]))),
    }
