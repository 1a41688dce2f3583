"""Whether a translation says the same as its source, block by block, and how it reads.

Somebody who changes the language in the middle of a lesson stands on the same page. Numbers, claims and right answers
are where they were; only the words are others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from courses.files.course import Activity, Block, Check, Module, Page, Question, Scenario
from courses.files.plain_lines import TOKEN
from courses.files.problems import Notes, Problem
from courses.files.readability import count_words, measure
from courses.files.said import emergency_steps, for_learners, placed_texts

EASIEST_ENOUGH, EASIEST_ENOUGH_EMERGENCY = 65.0, 80.0  # INFLESZ: "fairly easy" and "very easy"
_VALUES = ("param:", "local:")


@dataclass(frozen=True)
class Translated:
    """One translation in numbers: `ease` and `emergency` on the INFLESZ scale."""

    id: str
    language: str
    words: int
    ease: float
    emergency: float | None


def translated(module: Module, source: str, problems: list[Problem]) -> Iterator[Translated]:
    """Each activity of the module in each other language; what does not fit is added to `problems`."""
    for versions in module.activities.values():
        for language, activity in versions.items():
            if language != source:
                notes = Notes(activity.path, problems)
                _check_same(activity, versions[source], notes)
                yield _read(activity, language, notes)


def _read(activity: Activity, language: str, notes: Notes) -> Translated:
    words = for_learners(activity)
    ease, emergency = measure(words, language).ease, None
    if ease < EASIEST_ENOUGH:
        notes.wrong(1, f"{_id(activity)} reads at {ease:.1f} on the INFLESZ scale; ours is at least 65.")
    if not isinstance(activity, Check | Scenario) and (steps := emergency_steps(activity)):
        emergency = measure([f"- {step}" for step in steps], language).ease
        if emergency < EASIEST_ENOUGH_EMERGENCY:
            notes.wrong(1, f"The emergency steps read at {emergency:.1f} on the INFLESZ scale; ours at least at 80.")
    return Translated(_id(activity), language, count_words(words), ease, emergency)


def _id(activity: Activity) -> str:
    return activity.id if isinstance(activity, Check) else activity.front.id


def _check_same(read: Activity, source: Activity, notes: Notes) -> None:
    if _values(read) != _values(source):
        odd = ", ".join(sorted(_values(read) ^ _values(source)))
        notes.wrong(1, f"These tokens are not in both languages: {odd}.")
    if isinstance(read, Check) and isinstance(source, Check):
        given = {question.id: _question_shape(question) for question in source.questions}
        for question in read.questions:
            if _question_shape(question) != given.get(question.id):
                notes.wrong(
                    question.line, f"“{question.id}” is another question in {source.path}: kind, claim, answers."
                )
    elif not isinstance(read, Check) and not isinstance(source, Check):
        _check_pages(read.pages, source.pages, source.path, notes)


def _check_pages(pages: tuple[Page, ...], source: tuple[Page, ...], path: str, notes: Notes) -> None:
    if len(pages) != len(source):
        notes.wrong(1, f"This has {len(pages)} pages, and {path} has {len(source)}.")
    for page, its_source in zip(pages, source, strict=False):
        if [_shape(block) for block in page.flat()] != [_shape(block) for block in its_source.flat()]:
            notes.wrong(page.line, f"“{page.heading}” has other blocks than “{its_source.heading}” in {path}.")


def _values(activity: Activity) -> set[str]:
    found = (token for _line, text in placed_texts(activity) for token in TOKEN.findall(text))
    return {token for token in found if token.startswith(_VALUES)}


def _question_shape(question: Question) -> tuple[Any, ...]:
    answer = question.answer
    sizes = {name: len(value) for name, value in answer.items() if isinstance(value, list)}
    right = [option["right"] for option in answer.get("options", [])]
    return (question.objective, question.kind, question.must_know, question.claim, sizes, right, answer.get("answer"))


def _shape(block: Block) -> tuple[Any, ...]:
    """What stays as it is in every language: the kind, how many cards or steps, which answer is right, the claims."""
    if block.kind == "safety":
        return (block.kind, tuple(block.value))
    if not isinstance(block.value, dict):
        return (block.kind,)
    right = [option.get("right", option.get("best")) for option in block.value.get("options", [])]
    sizes = {name: len(value) for name, value in block.value.items() if isinstance(value, list)}
    kept = [block.value.get(name) for name in ("objective", "claim", "emergency", "src", "kind", "key", "decorative")]
    return (block.kind, sizes, right, kept)
