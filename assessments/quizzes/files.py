"""A check as it stands in a course's files, and back."""

from datetime import date
from typing import Any

from assessments.quizzes.bank import BankQuestion
from assessments.quizzes.models import QuizPage
from courses.files.course import Check, Question
from courses.files.kinds import Setting, minutes_by_subject


class QuizKind:
    """A `Check` of the files becomes a `QuizPage`."""

    model = QuizPage

    def fill(self, page: QuizPage, read: Check, setting: Setting) -> None:
        page.minutes, page.domains, page.objectives = read.minutes, dict(read.domains), list(read.deliver)
        page.cut, page.cut_method = read.cut, read.cut_method
        page.cut_date = date.fromisoformat(read.cut_date) if read.cut_date else None
        page.parts = [
            _block("part", setting.id_of("part", name), _part(name, asked, read.must_know.get(name, 0)))
            for name, asked in read.deliver.items()
        ]
        page.bank = [_block(one.kind, setting.id_of(one.id), _value(one, setting)) for one in read.questions]
        # Somebody stands behind every claim and every value in it.
        said = str(page.bank.raw_data)
        page.safety_critical = any(one.claim for one in read.questions) or "[[param:" in said

    def after_save(self, page: QuizPage, read: Check, setting: Setting) -> None:
        """Nothing hangs on the page: a question is frozen when somebody answers it."""

    def record(self, page: QuizPage, setting: Setting) -> Check:
        """The check as the files have it."""
        parts = page.draw_parts
        return Check(
            path="",
            id=setting.id,
            title=page.title,
            minutes=page.minutes,
            domains=minutes_by_subject(page, setting),
            deliver={part.objective: part.ask for part in parts},
            must_know={part.objective: part.must_know for part in parts if part.must_know},
            cut=page.cut,
            cut_method=page.cut_method,
            cut_date=page.cut_date.isoformat() if page.cut_date else "",
            questions=tuple(map(_read, page.questions())),
        )


def _block(kind: str, pk: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": pk, "value": value}


def _part(name: str, ask: int, must_know: int) -> dict[str, Any]:
    return {"objective": name, "ask": ask, "must_know": must_know}


def _value(one: Question, setting: Setting) -> dict[str, Any]:
    shared = {
        "name": one.id,
        "objective": one.objective,
        "must_know": one.must_know,
        "claim": one.claim,
        "stem": one.stem,
    }
    return {**shared, **{name: _answer(one, name, value, setting) for name, value in one.answer.items()}}


def _answer(one: Question, name: str, value: Any, setting: Setting) -> Any:
    if name == "pairs":
        value = [{"left": left, "right": right} for left, right in value]
    if name in ("options", "items", "pairs"):
        return [_block("item", setting.id_of(one.id, place), part) for place, part in enumerate(value)]
    return value


def _read(one: BankQuestion) -> Question:
    answer = {name: value for name, value in one.content.items() if name != "stem"}
    if one.kind == "order":
        answer["items"] = tuple(answer["items"])
    if one.kind == "match":
        answer["pairs"] = [tuple(pair) for pair in answer["pairs"]]
    return Question(
        id=one.name,
        objective=one.objective,
        kind=one.kind,
        stem=one.content["stem"],
        answer=answer,
        line=0,
        must_know=one.must_know,
        claim=one.claim,
    )
