"""Checks for the tests, and people who take them."""

import uuid
from typing import Any

from django.urls import reverse

from assessments.quizzes.models import QuizPage
from assessments.quizzes.services import answer_question, begin_check
from assessments.quizzes.taking import Taking
from courses.enrollment.models import Enrollment
from courses.pages.models import ModulePage
from tests import builders

FIRST, SECOND = "M1-O1", "M1-O2"


def question(name: str, kind: str = "single", **fields: Any) -> dict[str, Any]:
    """A question of a bank as the editor keeps it."""
    given = {"name": name, "objective": FIRST, "must_know": False, "claim": "", "stem": f"{name}?"}
    return {"type": kind, "id": str(uuid.uuid4()), "value": {**given, **ANSWERS[kind](name), **fields}}


def options(*texts: tuple[str, bool]) -> list[dict[str, Any]]:
    """Answers, each right or not, each with a reply."""
    return many(*({"text": text, "right": right, "feedback": f"To “{text}”."} for text, right in texts))


def many(*values: Any) -> list[dict[str, Any]]:
    return [{"type": "item", "id": str(uuid.uuid4()), "value": value} for value in values]


def _choices(name: str) -> dict[str, Any]:
    return {"options": options((f"{name} right", True), (f"{name} wrong", False), (f"{name} other", False))}


def _several(name: str) -> dict[str, Any]:
    return {"options": options((f"{name} one", True), (f"{name} two", True), (f"{name} no", False))}


def _true_false(name: str) -> dict[str, Any]:
    return {"answer": False, "reason": f"Why {name}.", "why_true": "", "why_false": ""}


def _order(name: str) -> dict[str, Any]:
    return {"items": many("Look", "Call", "Stay"), "feedback": f"Why {name}."}


def _match(name: str) -> dict[str, Any]:
    pairs = many({"left": "Steady breath", "right": "Sleep"}, {"left": "Hot skin", "right": "Overamping"})
    return {"pairs": pairs, "feedback": f"Why {name}."}


ANSWERS = {
    "single": _choices,
    "say": _choices,
    "several": _several,
    "true_false": _true_false,
    "order": _order,
    "match": _match,
}
EVERY_KIND = [
    question("Q1", must_know=True),
    question("Q2", "several"),
    question("Q3", "true_false"),
    question("Q4", "order"),
    question("Q5", "match"),
    question("Q6", "say", objective=SECOND),
]


def check(
    module: ModulePage,
    bank: list[dict[str, Any]] | None = None,
    parts: dict[str, tuple[int, int]] | None = None,
    title: str = "What you know",
    **fields: Any,
) -> Any:
    """A published check; `parts` is `{objective: (how many are asked, how many of them must-know)}`."""
    lines = (parts or {FIRST: (5, 1), SECOND: (1, 0)}).items()
    drawn = [{"objective": objective, "ask": ask, "must_know": must} for objective, (ask, must) in lines]
    made = [{"type": "part", "id": str(uuid.uuid4()), "value": one} for one in drawn]
    fields = {"minutes": 5, "domains": {"ethics": 5}, "cut_method": "interim cut", **fields}
    return builders.publish(module, QuizPage(title=title, parts=made, bank=bank or EVERY_KIND, **fields))


def right_answer(kind: str, content: dict[str, Any]) -> list[int]:
    if kind in {"single", "say", "several"}:
        return [place for place, option in enumerate(content["options"]) if option["right"]]
    if kind == "true_false":
        return [int(content["answer"])]
    return list(range(len(content["items" if kind == "order" else "pairs"])))


def wrong_answer(kind: str, content: dict[str, Any]) -> list[int]:
    if kind in {"single", "say", "several"}:
        return [place for place, option in enumerate(content["options"]) if not option["right"]][:1]
    if kind == "true_false":
        return [int(not content["answer"])]
    return right_answer(kind, content)[::-1]


def begin(enrollment: Enrollment, check: QuizPage) -> None:
    begin_check(enrollment=enrollment, check=check, number=len(Taking(enrollment, check).attempts) + 1)


def answer_next(enrollment: Enrollment, check: QuizPage, *, right: bool = True) -> Any:
    """Answer what comes next."""
    taking = Taking(enrollment, check)
    one = taking.bank[taking.todo[0]]
    given = (right_answer if right else wrong_answer)(one.kind, one.content)
    where = {"enrollment": enrollment, "check": check, "number": taking.current.number}
    return answer_question(**where, key=one.key, digest=one.digest, given=given)


def answer_all(enrollment: Enrollment, check: QuizPage, *, wrong: tuple[str, ...] = ()) -> None:
    """Begin a go and answer all of it; the questions named are answered wrong."""
    begin(enrollment, check)
    while (taking := Taking(enrollment, check)).todo:
        answer_next(enrollment, check, right=taking.bank[taking.todo[0]].name not in wrong)


def question_address(enrollment: Enrollment, check: QuizPage, kind: str, *, right: bool | None) -> str:
    """Where the first question of this kind stands in a go that has begun, answered right, wrong or (None) not yet."""
    begin(enrollment, check)
    taking = Taking(enrollment, check)
    one = next(taking.bank[key] for key in taking.todo if taking.bank[key].kind == kind)
    if right is not None:
        given = (right_answer if right else wrong_answer)(one.kind, one.content)
        answer_question(enrollment=enrollment, check=check, number=1, key=one.key, digest=one.digest, given=given)
    return reverse("lms_assessments:question", kwargs={"key": check.key, "number": 1, "question": one.key})
