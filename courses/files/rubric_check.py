"""Whether what is scored can be scored: a rubric for each scenario, as it was planned, in words that we use."""

from collections.abc import Iterator, Mapping
from typing import Any

from courses.files.blueprint import Planned
from courses.files.course import Course, Module, Rubric, Session
from courses.files.plain_lines import TOKEN
from courses.files.problems import Notes, Problem
from courses.files.rubrics import as_said
from courses.files.said import texts
from lms.language.checker import check


def check_scored(course: Course, plan: Mapping[str, Planned], problems: list[Problem]) -> None:
    """Add to `problems` what keeps somebody from being scored, or is not as planned."""
    own = {one.scenario: one for one in course.rubrics if one.language == course.language}
    for module in course.modules:
        planned = plan.get(module.id)
        if planned:
            _check_plan(module, course.language, planned, Notes(module.path, problems))
        for session in _scored(module, course.language):
            for scenario in session.front.scenarios:
                _check_rubric(scenario, own, planned, Notes(session.path, problems))
    for rubric in course.rubrics:
        _check_words(rubric, Notes(rubric.path, problems))


def _scored(module: Module, language: str) -> Iterator[Session]:
    for read in module.in_language(language):
        if isinstance(read, Session) and read.front.performances:
            yield read


def _check_plan(module: Module, language: str, planned: Planned, notes: Notes) -> None:
    sessions = {one.front.id: one.front for one in _scored(module, language)}
    wanted = {f"{module.id}-{stem}": one for stem, one in planned.scored.items()}
    for name in sorted(set(sessions) | set(wanted)):
        front, should = sessions.get(name), wanted.get(name, {})
        has = (
            {"performances": front.performances, "observers": front.observers, "scenarios": front.scenarios}
            if front
            else {}
        )
        if has != should:
            notes.wrong(1, f"{name} has {_said(has)}, and the plan says {_said(should)}.")


def _said(scored: Mapping[str, Any]) -> str:
    if not scored:
        return "no score"
    played = ", ".join(scored["scenarios"])
    return f"performances {scored['performances']}, observers {scored['observers']} ({played})"


def _check_rubric(scenario: str, own: Mapping[str, Rubric], planned: Planned | None, notes: Notes) -> None:
    rubric = own.get(scenario)
    if rubric is None:
        notes.wrong(1, f"{scenario} is scored here, and there is no rubric for it in the language of the course.")
    elif planned:
        here, should = Notes(rubric.path, notes.problems), planned.rubrics.get(scenario, {})
        has = {
            "criteria": {one.key: one.weight for one in rubric.criteria},
            "steps": [one.key for one in rubric.steps],
            "must_do": [one.key for one in rubric.steps if one.must_do],
        }
        for part, given in has.items():
            if (given or None) != (expected := should.get(part)):
                says = f"of {scenario} are {given or 'none'}, and the plan says {expected or 'none'}."
                here.wrong(1, f"The {part.replace('_', '-')} {says}")


def _check_words(rubric: Rubric, notes: Notes) -> None:
    for text in texts(as_said(rubric)):
        for found in check(TOKEN.sub("this", text), rubric.language):
            notes.wrong(1, f"“{found.match}”: {found.why}. Say {', '.join(found.alternatives[:2])}.")
