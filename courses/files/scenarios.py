"""A scenario that branches, in YAML. Pure: no database, no clock, no settings.

A turn is `{id, speaker, line, choices, claims, only_if, otherwise}`, an ending `{id, title, text, tone, claims,
only_if, otherwise}`, a choice `{text, consequence, rationale, to, must_do, criteria, moves, only_if}`, a condition
`{what, way: least or most, level}`. Whether it can be played is asked where it is published.
"""

from collections.abc import Container
from typing import Any

from courses.files.course import Scenario
from courses.files.fields import Fields
from courses.files.lesson_blocks import check_claim
from courses.files.lessons import read_front
from courses.files.lined_yaml import read_yaml
from courses.files.problems import Notes

MEASURES = ("trust", "safety", "tension")


def read_scenario(text: str, notes: Notes, wanted: str, objectives: Container[str]) -> Scenario:
    """The scenario in this text, whose id is `wanted`."""
    fields = Fields(read_yaml(text, notes), notes)
    scenario = Scenario(
        path=notes.path,
        front=read_front(fields, wanted, objectives, ("scenario",)),
        situation=fields.text("situation"),
        roles=fields.names("roles", needed=False),
        start={name: level for name, level in fields.changes("start").items() if _is_measure(name, fields, "start")},
        turns=tuple(_turn(one) for one in fields.each("turns")),
        endings=tuple(_ending(one) for one in fields.each("endings")),
        debrief=fields.names("debrief", needed=False),
    )
    fields.nothing_else()
    return scenario


def _is_measure(name: str, fields: Fields, key: str) -> bool:
    if name not in MEASURES:
        fields.notes.wrong(fields.line(key), f"“{key}” knows trust, safety and tension, and not “{name}”.")
    return name in MEASURES


def _place(fields: Fields) -> dict[str, Any]:
    claims = fields.names("claims", needed=False)
    for claim in claims:
        check_claim(claim, fields.line("claims"), fields.notes)
    return {
        "claims": claims,
        "only_if": tuple(_need(one) for one in fields.some("only_if")),
        "otherwise": fields.text("otherwise", needed=False),
    }


def _turn(fields: Fields) -> dict[str, Any]:
    turn = {
        "id": fields.text("id"),
        "speaker": fields.text("speaker", needed=False),
        "line": fields.text("line"),
        "choices": tuple(_choice(one) for one in fields.each("choices")),
        **_place(fields),
    }
    fields.nothing_else()
    return turn


def _ending(fields: Fields) -> dict[str, Any]:
    ending = {
        "id": fields.text("id"),
        "title": fields.title(),
        "text": fields.text("text"),
        "tone": fields.choice("tone", ("good", "mixed", "hard")),
        **_place(fields),
    }
    fields.nothing_else()
    return ending


def _choice(fields: Fields) -> dict[str, Any]:
    choice = {
        "text": fields.text("text"),
        "consequence": fields.text("consequence"),
        "rationale": fields.text("rationale"),
        "to": fields.text("to"),
        "must_do": fields.yes_or_no("must_do", default=False),
        "criteria": fields.changes("criteria"),
        "moves": {name: n for name, n in fields.changes("moves").items() if _is_measure(name, fields, "moves")},
        "only_if": tuple(_need(one) for one in fields.some("only_if")),
    }
    fields.nothing_else()
    return choice


def _need(fields: Fields) -> dict[str, Any]:
    need = {
        "what": fields.choice("what", MEASURES),
        "way": fields.choice("way", ("least", "most")),
        "level": fields.whole("level", 0, 4),
    }
    fields.nothing_else()
    return need
