"""Whether a draw can be made from a bank: what keeps a check from being published."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from assessments.quizzes.bank import BankQuestion
from assessments.quizzes.drawing import Part


def why_not(parts: Sequence[Part], questions: Sequence[BankQuestion]) -> str:
    """The sentence that says what cannot work; empty where everything can."""
    return _twice(parts, questions) or _never_asked(parts, questions) or _too_few(parts, questions)


def _twice(parts: Sequence[Part], questions: Sequence[BankQuestion]) -> str:
    if names := _repeated(question.name for question in questions):
        return _("Two questions have the same short name: %(names)s.") % {"names": names}
    if names := _repeated(part.objective for part in parts):
        return _("Two lines ask about the same objective: %(names)s.") % {"names": names}
    return ""


def _repeated(names: Iterable[str]) -> str:
    return ", ".join(name for name, count in Counter(names).items() if count > 1)


def _never_asked(parts: Sequence[Part], questions: Sequence[BankQuestion]) -> str:
    asked = {part.objective for part in parts}
    names = ", ".join(question.name for question in questions if question.objective not in asked)
    said = _("These are never asked, because no line names their objective: %(names)s.")
    return said % {"names": names} if names else ""


def _too_few(parts: Sequence[Part], questions: Sequence[BankQuestion]) -> str:
    for part in parts:
        here = [question for question in questions if question.objective == part.objective]
        musts = sum(question.must_know for question in here)
        if part.must_know > part.ask:
            said = _("%(objective)s asks %(ask)s questions, and %(must)s of them cannot be must-know.")
            return said % {"objective": part.objective, "ask": part.ask, "must": part.must_know}
        if part.must_know > musts or part.ask - part.must_know > len(here) - musts:
            said = _(
                "%(objective)s asks %(must)s must-know and %(other)s other questions, and the bank has %(musts)s and "
                "%(others)s."
            )
            numbers = {"must": part.must_know, "other": part.ask - part.must_know}
            return said % {**numbers, "objective": part.objective, "musts": musts, "others": len(here) - musts}
    return ""
