"""How somebody stands with a check: what they are asked, what they answered, what is left. Reads and writes nothing."""

import uuid
from functools import cached_property
from typing import TYPE_CHECKING

from assessments.quizzes import drawing, grading
from assessments.quizzes.bank import BankQuestion
from assessments.quizzes.goes import Given, goes_of
from assessments.quizzes.published import Check, Questions
from courses.enrollment.models import Enrollment
from courses.review.queries import Reviews, reviews_of
from courses.review.words import Words

if TYPE_CHECKING:
    from assessments.quizzes.models import QuizAttempt, QuizPage


class Taking:
    """One enrollment and one check, in the language of `check`. Everything else is fetched as it is asked for.

    A question that depends on a value nobody has reviewed is not asked. One that is there in another language only is
    asked in that.
    """

    def __init__(self, enrollment: Enrollment, check: "QuizPage | Check") -> None:
        self.enrollment, self.check = enrollment, check

    @property
    def key(self) -> uuid.UUID:
        """The check's own key."""
        return self.check.key

    @property
    def page(self) -> "QuizPage":
        """The check in the tree."""
        return self.check.page if isinstance(self.check, Check) else self.check

    def after(self, go: "QuizAttempt", answer: Given) -> "Taking":
        """The same with one more answer to that go, which changes nothing about what is asked."""
        go.given[answer.question_key] = answer
        fresh = self.anew()
        fresh.attempts, fresh.asked = self.attempts, self.asked
        return fresh

    def anew(self) -> "Taking":
        """The same with the answers as they are by now; the bank is as it was."""
        fresh = type(self)(self.enrollment, self.check)
        fresh.questions = self.questions
        return fresh

    @cached_property
    def reviews(self) -> Reviews:
        """What the organization teaches."""
        return reviews_of(self.enrollment.organization)

    def words(self, language: str) -> Words:
        """What tokens stand for here."""
        return self.reviews.words(language)

    @cached_property
    def questions(self) -> Questions:
        """The bank as the organization's people are asked it."""
        return self.check.questions_as_kept or Questions.of(self.page, self.reviews)

    @property
    def versions(self) -> dict[uuid.UUID, list[BankQuestion]]:
        """Every question of the bank in all its published languages, the reader's first, then the source's."""
        return self.questions.versions

    @cached_property
    def bank(self) -> dict[uuid.UUID, BankQuestion]:
        """What can be asked now, each question as this reader gets it."""
        return {key: delivered[0] for key, delivered in self.questions.delivered.items()}

    def version(self, key: uuid.UUID, digest: str) -> BankQuestion | None:
        """This question in exactly these words, in whichever language; None where it reads otherwise by now."""
        return next((one for one in self.questions.delivered.get(key, []) if one.digest == digest), None)

    @cached_property
    def attempts(self) -> list["QuizAttempt"]:
        """Every go so far, with its answers, the first one first."""
        return goes_of(self.enrollment, self.check.key)

    @property
    def current(self) -> "QuizAttempt | None":
        """The go that is going on, or the last one; None before the first."""
        return self.attempts[-1] if self.attempts else None

    @cached_property
    def right(self) -> set[uuid.UUID]:
        """Keys of what was answered right, in whichever go."""
        return {answer.question_key for go in self.attempts for answer in go.given.values() if answer.right}

    @cached_property
    def asked(self) -> list[uuid.UUID]:
        """Everything this person is asked, in order. What is gone from the bank makes room for another question;
        what was answered right before it went stays right."""
        known = [versions[0].item for key, versions in self.versions.items() if key in self.bank or key in self.right]
        drawn = [uuid.UUID(key) for key in self.attempts[0].drawn] if self.attempts else []
        answered = [key for go in self.attempts for key in go.given]
        keep = list(dict.fromkeys([*drawn, *answered]))
        return drawing.draw(known, self.check.draw_parts, self.seed(1), keep=keep)

    def seed(self, number: int) -> str:
        """What mixes go `number`: the same on every device and in every language."""
        return f"{self.enrollment.pk}:{self.check.key}:{number}"

    def asked_in(self, attempt: "QuizAttempt") -> list[uuid.UUID]:
        """What this go asks, in order: what it drew, and what came to the check since and was never asked before."""
        earlier = {key for go in self.attempts if go.number < attempt.number for key in go.given}
        return [key for key in self.asked if str(key) in attempt.drawn or key not in earlier]

    def answer(self, attempt: "QuizAttempt", key: uuid.UUID) -> Given | None:
        """What was answered to this in that go."""
        return attempt.given.get(key)

    @cached_property
    def todo(self) -> list[uuid.UUID]:
        """What the current go still asks."""
        if self.current is None:
            return []
        given = self.current.given.keys() | self.right
        return [key for key in self.asked_in(self.current) if key not in given]

    @cached_property
    def outcome(self) -> grading.Outcome[uuid.UUID]:
        """How it stands by now."""
        must_know = {key for key in self.asked if self.versions[key][0].must_know}
        return grading.outcome(self.asked, must_know=must_know, right=self.right, cut=self.check.cut)

    @property
    def answered(self) -> int:
        """How many questions were answered, in all goes."""
        return sum(len(go.given) for go in self.attempts)

    @property
    def is_over(self) -> bool:
        """Whether the current go has asked everything."""
        return self.current is not None and not self.todo
