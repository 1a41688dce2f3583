"""How somebody stands with a check: what they are asked, what they answered, what is left. Reads and writes nothing."""

import uuid
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from assessments.quizzes import drawing, grading
from assessments.quizzes.bank import BankQuestion
from courses.enrollment.models import Enrollment
from courses.review.queries import Reviews, reviews_of, source_language
from courses.review.reader import registry
from courses.review.rules import is_delivered
from courses.review.words import Words

if TYPE_CHECKING:
    from assessments.quizzes.models import Answer, QuizAttempt, QuizPage


class Taking:
    """One enrollment and one check, in the language of `check`. Everything else is fetched as it is asked for.

    A question that depends on a value nobody has reviewed is not asked. One that is there in another language only is
    asked in that.
    """

    def __init__(self, enrollment: Enrollment, check: "QuizPage") -> None:
        self.enrollment, self.check = enrollment, check

    @property
    def key(self) -> uuid.UUID:
        """The check's own key."""
        return self.check.key

    def after(self) -> "Taking":
        """The same after something was answered: the bank is as it was, the answers are read anew."""
        fresh = type(self)(self.enrollment, self.check)
        fresh.reviews, fresh.versions, fresh.bank = self.reviews, self.versions, self.bank
        return fresh

    @cached_property
    def reviews(self) -> Reviews:
        """What the organization teaches."""
        return reviews_of(self.enrollment.organization)

    def words(self, language: str) -> Words:
        """What tokens stand for here."""
        return self.reviews.words(language)

    @cached_property
    def versions(self) -> dict[uuid.UUID, list[BankQuestion]]:
        """Every question of the bank in all its published languages, the reader's first, then the source's."""
        found: dict[uuid.UUID, list[BankQuestion]] = {}
        for page in self._pages():
            for question in page.questions():
                found.setdefault(question.key, []).append(question)
        return found

    def _pages(self) -> list["QuizPage"]:
        others = type(self.check).objects.filter(translation_key=self.check.key, live=True).exclude(pk=self.check.pk)
        source = source_language()
        return [self.check, *sorted(others.select_related("locale"), key=lambda page: page.language != source)]

    @cached_property
    def bank(self) -> dict[uuid.UUID, BankQuestion]:
        """What can be asked now, each question as this reader gets it."""
        asked = ((key, next(self._delivered(all_of_it), None)) for key, all_of_it in self.versions.items())
        return {key: question for key, question in asked if question}

    def _delivered(self, versions: Iterable[BankQuestion]) -> Iterator[BankQuestion]:
        for one in versions:
            if is_delivered(one.passage, self.reviews.reviewed(one.language), registry()):
                yield one

    def version(self, key: uuid.UUID, digest: str) -> BankQuestion | None:
        """This question in exactly these words, in whichever language; None where it reads otherwise by now."""
        return next((one for one in self._delivered(self.versions.get(key, [])) if one.digest == digest), None)

    @cached_property
    def attempts(self) -> list["QuizAttempt"]:
        """Every go so far, with its answers, the first one first."""
        from assessments.quizzes.models import QuizAttempt

        mine = QuizAttempt.objects.filter(enrollment=self.enrollment, activity_key=self.check.key)
        return list(mine.prefetch_related("answers__question"))

    @property
    def current(self) -> "QuizAttempt | None":
        """The go that is going on, or the last one; None before the first."""
        return self.attempts[-1] if self.attempts else None

    @cached_property
    def right(self) -> set[uuid.UUID]:
        """Keys of what was answered right, in whichever go."""
        return {answer.question_key for go in self.attempts for answer in go.answers.all() if answer.right}

    @cached_property
    def asked(self) -> list[uuid.UUID]:
        """Everything this person is asked, in order. What is gone from the bank makes room for another question;
        what was answered right before it went stays right."""
        known = [versions[0].item for key, versions in self.versions.items() if key in self.bank or key in self.right]
        drawn = [uuid.UUID(key) for key in self.attempts[0].drawn] if self.attempts else []
        answered = [one.question_key for go in self.attempts for one in go.answers.all()]
        keep = list(dict.fromkeys([*drawn, *answered]))
        return drawing.draw(known, self.check.draw_parts, self.seed(1), keep=keep)

    def seed(self, number: int) -> str:
        """What mixes go `number`: the same on every device and in every language."""
        return f"{self.enrollment.pk}:{self.check.key}:{number}"

    def asked_in(self, attempt: "QuizAttempt") -> list[uuid.UUID]:
        """What this go asks, in order: what it drew, and what came to the check since and was never asked before."""
        earlier = {one.question_key for go in self.attempts if go.number < attempt.number for one in go.answers.all()}
        return [key for key in self.asked if str(key) in attempt.drawn or key not in earlier]

    def answer(self, attempt: "QuizAttempt", key: uuid.UUID) -> "Answer | None":
        """What was answered to this in that go."""
        return next((one for one in attempt.answers.all() if one.question_key == key), None)

    @cached_property
    def todo(self) -> list[uuid.UUID]:
        """What the current go still asks."""
        if self.current is None:
            return []
        given = {one.question_key for one in self.current.answers.all()} | self.right
        return [key for key in self.asked_in(self.current) if key not in given]

    @cached_property
    def outcome(self) -> grading.Outcome[uuid.UUID]:
        """How it stands by now."""
        must_know = {key for key in self.asked if self.versions[key][0].must_know}
        return grading.outcome(self.asked, must_know=must_know, right=self.right, cut=self.check.cut)

    @property
    def is_over(self) -> bool:
        """Whether the current go has asked everything."""
        return self.current is not None and not self.todo
