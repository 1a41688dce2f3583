"""The files of a course as text: what `reader` reads."""

from collections.abc import Mapping
from typing import Any

import yaml
from django.utils.translation import gettext, override

from courses.files.course import Check, Front, Lesson, Question, Scenario, Session, Shadowing
from courses.files.lessons import SESSION_PAGES
from courses.files.written_blocks import written


class _Dumper(yaml.SafeDumper):
    """Indents lists, and writes what has several lines in several lines."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def as_yaml(said: Mapping[str, Any]) -> str:
    """Names and values, in the order in which they are given."""
    return yaml.dump(_plain(said), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=108)


def _plain(said: Any) -> Any:
    if isinstance(said, Mapping):
        return {str(name): _plain(one) for name, one in said.items()}
    return [_plain(one) for one in said] if isinstance(said, list | tuple) else said


def lesson_file(read: Lesson | Session, language: str) -> str:
    """A lesson or session."""
    headings = [page.heading for page in read.pages]
    if isinstance(read, Session):
        headings = _session_headings(language)
    pages = [f"# {heading}\n\n{written(page.blocks)}" for heading, page in zip(headings, read.pages, strict=False)]
    return "\n\n".join([f"---\n{as_yaml(_front(read.front))}---", *pages]) + "\n"


def shadowing_file(read: Shadowing) -> str:
    """Shadowing: what it asks."""
    front = {name: one for name, one in _front(read.front).items() if name not in ("minutes", "safety_critical")}
    asks = {name: number for name, number in read.asks.items() if number}
    activities = {"activities": read.activities} if read.activities else {}
    return f"---\n{as_yaml({**front, **asks, **activities})}---\n"


def _session_headings(language: str) -> list[str]:
    if language == "en":
        return list(SESSION_PAGES)
    with override(language):
        return [gettext("For the learner"), gettext("Facilitator guide"), gettext("Checklist")]


def _front(front: Front) -> dict[str, Any]:
    said = {"id": front.id, "title": front.title, "kind": front.kind}
    if front.kind == "session":
        said |= {"part": front.part}
    shared: dict[str, Any] = {
        "scenario": front.scenario,
        "performances": front.performances,
        "observers": front.observers,
        "minutes": front.minutes,
        "domains": front.domains,
        "required": front.required,
        "safety_critical": front.safety_critical,
        "objectives": front.objectives,
        "content_note": front.content_note,
        "activity_minutes": front.activity_minutes,
        "status": front.status,
        "sources": front.sources,
    }
    always = {"required", "safety_critical", "objectives"}
    return said | {name: value for name, value in shared.items() if value or name in always}


def scenario_file(read: Scenario) -> str:
    """A scenario: what is empty is not written."""
    told = {"situation": read.situation, "roles": read.roles, "start": read.start}
    placed = {"turns": [_placed(one) for one in read.turns], "endings": [_placed(one) for one in read.endings]}
    return as_yaml({**_front(read.front), **told, **placed, "debrief": read.debrief})


def _placed(one: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: value for name, value in one.items() if value}
    if "choices" in said:
        said["choices"] = [_placed(choice) for choice in said["choices"]]
    return said


def check_file(read: Check) -> str:
    """A module's knowledge check."""
    said: dict[str, Any] = {
        "id": read.id,
        "title": read.title,
        "minutes": read.minutes,
        "domains": read.domains,
        "deliver": read.deliver,
        "must_know": read.must_know,
        "cut": read.cut,
        "cut_method": read.cut_method,
        "cut_date": read.cut_date,
        "questions": [_question(one) for one in read.questions],
    }
    return as_yaml({name: value for name, value in said.items() if value})


def _question(one: Question) -> dict[str, Any]:
    said: dict[str, Any] = {"id": one.id, "objective": one.objective, "kind": one.kind, "must_know": one.must_know}
    if one.claim:
        said["claim"] = one.claim
    return {**said, "stem": one.stem, **{name: _answer(value) for name, value in one.answer.items()}}


def _answer(value: Any) -> Any:
    if isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
        return [{name: said for name, said in one.items() if said or name != "right"} for one in value]
    return value
