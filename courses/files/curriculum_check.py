"""Whether a course keeps what it promises: minutes, objectives, items, claims, numbers, words, and how it reads.

The minutes of a lesson that somebody takes alone: words / 110, 1.85 for each question, and the time its activities
are declared to take (facts 1.5); it is worth its minutes within 30 %. Beside it stands NASBA's figure, words / 180.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from courses.files.blueprint import Planned
from courses.files.course import Activity, Block, Check, Course, Lesson, Module, Paged, Session, Shadowing
from courses.files.glossary_check import check_glossary
from courses.files.known_names import LANGUAGES
from courses.files.plain_lines import TOKEN
from courses.files.problems import Notes, Problem
from courses.files.readability import count_words, measure, plain
from courses.files.rubric_check import check_scored
from courses.files.said import block_texts, emergency_steps, for_learners, placed_texts, question_texts
from courses.files.translation_check import Translated, translated
from courses.review.reader import registry
from lms.language.checker import check

WORDS_A_MINUTE, NASBA_WORDS_A_MINUTE, MINUTES_A_QUESTION = 110, 180, 1.85
WITHIN = 0.3
HARDEST, HARDEST_EMERGENCY = 8.0, 5.0
_PHONES = re.compile(r"\b(?:911|988)\b")
_NUMBER = re.compile(r"\d")
_DOSES = r"mg|mcg|ml|milligrams?|milliliters?|seconds?|miligramos?|mililitros?|segundos?"
_TIMES = rf"{_DOSES}|minutes?|hours?|minutos?|horas?"
_ENGLISH = "two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety"
_SPANISH = "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|treinta|sesenta|noventa"
_NUMBERS = rf"(?:\d[\d.,–-]*|{_ENGLISH}|{_SPANISH})"
_DOSE = re.compile(rf"\b{_NUMBERS}[ -]?(?:{_DOSES})\b", re.IGNORECASE)
_DOSE_OR_TIME = re.compile(rf"\b{_NUMBERS}[ -]?(?:{_TIMES})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """One activity in numbers. `worth` and `nasba` are in minutes, and None where somebody leads it."""

    id: str
    minutes: int
    words: int
    questions: int
    worth: float | None
    nasba: float | None
    grade: float
    emergency: float | None


@dataclass(frozen=True)
class Findings:
    """What there is, in the course's own language and translated, and what does not fit."""

    rows: tuple[Row, ...]
    translations: tuple[Translated, ...]
    problems: tuple[Problem, ...]


def check_course(course: Course, plan: Mapping[str, Planned]) -> Findings:
    """The course held against its plan, the registry and the rules for writing; its translations against the course."""
    problems, rows = list(course.doubts), []
    translations: list[Translated] = []
    for module in course.modules:
        notes = Notes(module.path, problems)
        _check_objectives(module, course.language, plan.get(module.id), notes)
        if module.id in plan:
            _check_plan(module, course.language, plan[module.id], notes)
        for activity in module.in_language(course.language):
            row = _row(activity)
            rows.append(row)
            _check_row(row, Notes(activity.path, problems))
        translations += translated(module, course.language, problems)
        for language in sorted(LANGUAGES):
            for activity in module.in_language(language):
                _check_activity(activity, language, Notes(activity.path, problems))
    check_glossary(course, problems)
    check_scored(course, plan, problems)
    return Findings(tuple(rows), tuple(translations), tuple(sorted(problems)))


def _row(activity: Activity) -> Row:
    words = for_learners(activity)
    grade = measure(words).grade
    if isinstance(activity, Check):
        asked = sum(activity.deliver.values())
        return Row(activity.id, activity.minutes, count_words(words), asked, None, None, grade, None)
    steps = emergency_steps(activity)
    emergency = measure([f"- {step}" for step in steps]).grade if steps else None
    front = activity.front
    if isinstance(activity, Session | Shadowing):
        return Row(front.id, front.minutes, count_words(words), 0, None, None, grade, emergency)
    blocks = [block for page in activity.pages for block in page.flat()]
    read = count_words(block_texts(block for block in blocks if block.kind != "check"))
    questions = sum(block.kind == "check" for block in blocks)
    asked_for = MINUTES_A_QUESTION * questions
    worth = read / WORDS_A_MINUTE + asked_for + front.activity_minutes
    return Row(
        front.id, front.minutes, read, questions, worth, read / NASBA_WORDS_A_MINUTE + asked_for, grade, emergency
    )


def _check_row(row: Row, notes: Notes) -> None:
    if row.worth is not None and abs(row.worth - row.minutes) > WITHIN * row.minutes:
        notes.wrong(1, f"{row.id} says {row.minutes} minutes, and by its words and questions it takes {row.worth:.1f}.")
    if row.grade > HARDEST:
        notes.wrong(1, f"{row.id} reads at grade {row.grade:.1f}; ours is at most {HARDEST:.0f}.")
    if row.emergency is not None and row.emergency > HARDEST_EMERGENCY:
        notes.wrong(
            1, f"The emergency steps of {row.id} read at grade {row.emergency:.1f}, above {HARDEST_EMERGENCY:.0f}."
        )


def _check_activity(activity: Activity, language: str, notes: Notes) -> None:
    """What holds in every language: words, claims, numbers."""
    _check_words(activity, language, notes)
    if isinstance(activity, Check):
        for question in activity.questions:
            if question.claim:
                _check_numbers(question_texts(question), question.line, notes)
        return
    _check_claims(activity, notes)
    for block in (block for page in activity.pages for block in page.flat()):
        _check_block(activity, block, notes)


def _check_words(activity: Activity, language: str, notes: Notes) -> None:
    """The language checker has nothing to say but where an author marked it: [[lang-ok:words]]."""
    for line, text in placed_texts(activity):
        for found in check(TOKEN.sub("this", text), language):
            instead = ", ".join(found.alternatives[:2])
            notes.wrong(line, f"“{found.match}”: {found.why}. Say {instead}, or mark it: [[lang-ok:{found.match}]].")


def _check_claims(activity: Paged, notes: Notes) -> None:
    made = {
        claim for page in activity.pages for block in page.blocks if block.kind == "safety" for claim in block.value
    }
    for claim in registry().claims.values():
        if activity.front.id in claim.where and claim.id not in made:
            notes.wrong(
                1, f"{activity.front.id} makes the claim {claim.id} (“{claim.text}”), and no safety part says so."
            )


def _check_block(activity: Paged, block: Block, notes: Notes) -> None:
    """What stands in a safety part has no typed number; elsewhere in a critical lesson nothing looks like a dose."""
    if block.kind == "safety":
        for inner in block.inner:
            _check_numbers(block_texts([inner]), inner.line, notes)
    elif activity.front.safety_critical and isinstance(activity, Lesson):
        for text in block_texts([block]):
            for found in _DOSE.findall(plain(text)):
                notes.doubt(block.line, f"“{found}” looks like a clinical number. Those are tokens: [[param:…]].")


def _check_numbers(said: Iterator[str], line: int, notes: Notes) -> None:
    for text in said:
        words = _PHONES.sub("", plain(text))
        if _NUMBER.search(words) or _DOSE_OR_TIME.search(words):
            notes.wrong(
                line, f"A number is typed here: “{plain(text)[:60]}”. Clinical numbers are tokens: [[param:…]]."
            )


def _check_objectives(module: Module, language: str, plan: Planned | None, notes: Notes) -> None:
    taught: set[str] = set()
    assessed = set(plan.otherwise) if plan else set()
    for activity in module.in_language(language):
        if isinstance(activity, Check):
            assessed |= set(activity.deliver)
        else:
            taught |= set(activity.front.objectives)
    for objective in module.objectives:
        if objective not in taught:
            notes.wrong(1, f"No lesson teaches {objective}.")
        if objective not in assessed:
            notes.wrong(1, f"Nothing assesses {objective}.")


def _check_plan(module: Module, language: str, plan: Planned, notes: Notes) -> None:
    minutes = {}
    for stem, versions in module.activities.items():
        activity = versions[language]
        minutes[stem] = activity.minutes if isinstance(activity, Check) else activity.front.minutes
        if isinstance(activity, Check):
            _check_items(activity, plan, Notes(activity.path, notes.problems))
    for stem in sorted(set(minutes) | set(plan.lessons)):
        if minutes.get(stem) != plan.lessons.get(stem):
            has, should = minutes.get(stem, "no"), plan.lessons.get(stem, "none")
            notes.wrong(1, f"{module.id}-{stem} has {has} minutes, and the plan says {should}.")
    if sum(minutes.values()) != plan.minutes:
        notes.wrong(1, f"{module.id} adds up to {sum(minutes.values())} minutes; the plan says {plan.minutes}.")


def _check_items(check: Check, plan: Planned, notes: Notes) -> None:
    parts = (("items", check.deliver, plan.items), ("must-know items", check.must_know, plan.must_know))
    for what, has, should in parts:
        for objective in sorted(set(has) | set(should)):
            given, planned = has.get(objective, 0), should.get(objective, 0)
            if given != planned:
                notes.wrong(1, f"{objective} delivers {given} {what}, and the plan says {planned}.")
