"""A module's knowledge check: its bank of questions."""

from collections.abc import Callable, Container, Mapping
from datetime import date
from typing import Any

from courses.files.course import Check, Question
from courses.files.fields import Fields
from courses.files.lesson_blocks import check_claim
from courses.files.lined_yaml import read_yaml
from courses.files.problems import Notes


def read_check(text: str, notes: Notes, wanted: str, objectives: Container[str]) -> Check:
    """The check in this text, whose id is `wanted`. Its draw must be possible twice over."""
    fields = Fields(read_yaml(text, notes), notes)
    given = fields.text("id")
    if given and given != wanted:
        notes.wrong(fields.line("id"), f"The id of this file is “{wanted}”, and not “{given}”.")
    minutes = fields.whole("minutes", 1, 90)
    names = [str(one) for one in fields.given.get("deliver") or {}]
    for name in names:
        _check_objective(name, objectives, fields.line("deliver"), notes)
    check = Check(
        path=notes.path,
        id=wanted,
        title=fields.title(),
        minutes=minutes,
        domains=fields.domains(minutes),
        deliver=fields.counts("deliver", names),
        must_know=fields.counts("must_know", names, needed=False),
        cut=fields.whole("cut", 1, 100),
        cut_method=fields.text("cut_method"),
        cut_date=_day(fields),
        questions=tuple(_question(one, objectives) for one in fields.each("questions")),
    )
    fields.nothing_else()
    _no_twins(check, notes)
    return _with_must_know(check, fields.line("deliver"), notes)


def _day(fields: Fields) -> str:
    given = fields.text("cut_date", needed=False)
    try:
        return date.fromisoformat(given).isoformat() if given else ""
    except ValueError:
        fields.notes.wrong(fields.line("cut_date"), '“cut_date” is a day, such as "2026-11-26".')
        return ""


def _check_objective(objective: str, objectives: Container[str], line: int, notes: Notes) -> None:
    if objective and objective not in objectives:
        notes.wrong(line, f"This module has no objective “{objective}”.")


def _no_twins(check: Check, notes: Notes) -> None:
    seen: set[str] = set()
    for question in check.questions:
        if question.id in seen:
            notes.wrong(question.line, f"There are two questions “{question.id}”.")
        seen.add(question.id)
        if question.objective not in check.deliver:
            notes.wrong(question.line, f"“{question.id}” is never asked: “deliver” leaves {question.objective} out.")


def _with_must_know(check: Check, line: int, notes: Notes) -> Check:
    """With how many must-know items each objective delivers: all or none where its bank says so by itself."""
    counted = dict(check.must_know)
    for objective, asked in check.deliver.items():
        must, other = (len(check.bank(objective, must_know=known)) for known in (True, False))
        if objective not in counted and must and other:
            says = (
                f"{objective} has must-know items and others. Say how many must-know: “must_know: {{{objective}: 1}}”."
            )
            notes.wrong(line, says)
        share = counted.setdefault(objective, asked if must and not other else 0)
        if must < 2 * share or other < 2 * (asked - share):
            says = f"{objective} delivers {share} must-know and {asked - share} other items. The bank holds {must} and"
            notes.wrong(line, f"{says} {other}; it holds at least twice of each.")
    return Check(**{**check.__dict__, "must_know": {name: number for name, number in counted.items() if number}})


def _question(fields: Fields, objectives: Container[str]) -> Question:
    kind = fields.choice("kind", ANSWERS)
    question = Question(
        id=fields.text("id"),
        objective=fields.text("objective"),
        kind=kind,
        stem=fields.text("stem"),
        must_know=fields.yes_or_no("must_know", default=False),
        claim=fields.text("claim", needed=False),
        answer=ANSWERS[kind](fields) if kind else {},
        line=fields.given.line,
    )
    fields.names("params", needed=False)
    fields.nothing_else()
    _check_objective(question.objective, objectives, fields.line("objective"), fields.notes)
    if question.claim:
        check_claim(question.claim, fields.line("claim"), fields.notes)
    if question.must_know and not question.claim:
        fields.notes.doubt(question.line, f"“{question.id}” is a must-know item that names no claim.")
    return question


def _options(fields: Fields, right: Callable[[int], bool], says: str) -> Mapping[str, Any]:
    options = []
    for one in fields.each("options"):
        option = {"text": one.text("text"), "right": one.yes_or_no("right", False), "feedback": one.text("feedback")}
        one.nothing_else()
        options.append(option)
    if not right(sum(bool(option["right"]) for option in options)):
        fields.notes.wrong(fields.line("options"), says)
    if not 2 <= len(options) <= 6 or len({option["text"] for option in options}) < len(options):
        fields.notes.wrong(fields.line("options"), "There are 2 to 6 different answers.")
    return {"options": options}


def _one_right(fields: Fields) -> Mapping[str, Any]:
    return _options(fields, lambda right: right == 1, "Exactly one answer is “right: true”.")


def _some_right(fields: Fields) -> Mapping[str, Any]:
    return _options(fields, lambda right: right >= 1, "One answer or more is “right: true”.")


def _true_or_false(fields: Fields) -> Mapping[str, Any]:
    reasons = {name: fields.text(name, needed=name == "reason") for name in ("reason", "why_true", "why_false")}
    return {"answer": fields.yes_or_no("answer"), **reasons}


def _in_order(fields: Fields) -> Mapping[str, Any]:
    items = fields.names("items")
    if len(items) < 3 or len(set(items)) < len(items):
        fields.notes.wrong(fields.line("items"), "There are 3 different items or more, in the right order.")
    return {"items": items, "feedback": fields.text("feedback")}


def _matched(fields: Fields) -> Mapping[str, Any]:
    fields.taken.add("pairs")
    pairs = fields.given.get("pairs") or []
    fits = isinstance(pairs, list) and all(_is_pair(pair) for pair in pairs)
    if not fits or len(pairs) < 2 or any(len(set(side)) < len(pairs) for side in zip(*pairs, strict=True)):
        fields.notes.wrong(fields.line("pairs"), 'There are 2 pairs or more: ["left", "right"], each side only once.')
        pairs = []
    return {"pairs": [tuple(pair) for pair in pairs], "feedback": fields.text("feedback")}


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(side, str) and side.strip() for side in pair)


ANSWERS: dict[str, Callable[[Fields], Mapping[str, Any]]] = {
    "single": _one_right,
    "say": _one_right,
    "several": _some_right,
    "true_false": _true_or_false,
    "order": _in_order,
    "match": _matched,
}
