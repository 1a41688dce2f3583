"""The verbs of taking a check. Each is safe to repeat, from any number of tabs and devices."""

import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.quizzes import goes, grading
from assessments.quizzes.bank import BankQuestion
from assessments.quizzes.goes import Given
from assessments.quizzes.models import QuizAttempt, QuizPage
from assessments.quizzes.published import Check
from assessments.quizzes.taking import Taking
from courses.enrollment.models import Enrollment
from courses.progress import places
from courses.progress.models import Place
from courses.progress.services import complete_activity, spend
from courses.progress.time import Work


@transaction.atomic
def begin_check(*, enrollment: Enrollment, check: QuizPage | Check, number: int, work: Work | None = None) -> None:
    """Begin go `number`: the first asks what is drawn now, a later one what was missed so far. Nothing happens where
    that go was begun before, another one is still open, or there is nothing to ask."""
    if work:
        spend(enrollment, check.key, work)
    taking = Taking(enrollment, check)
    if taking.is_over and taking.outcome.is_done:
        _finish(taking)
        return
    asks = taking.outcome.missed if taking.is_over else [] if taking.attempts else taking.asked
    if asks and number == len(taking.attempts) + 1:
        QuizAttempt.objects.get_or_create(
            enrollment=enrollment,
            activity_key=check.key,
            number=number,
            defaults={"drawn": [str(key) for key in asks]},
        )


@transaction.atomic
def answer_question(
    *,
    enrollment: Enrollment,
    check: QuizPage | Check,
    number: int,
    key: uuid.UUID,
    digest: str,
    given: Sequence[int],
    work: Work | None = None,
    known: Place | None = None,
) -> Given:
    """Keep what somebody answers to a question in go `number`, and finish the check where that makes it done.

    `digest` names the words they read. The first answer of a go stands. `known` is their place where the caller read
    it. Raises ValidationError, with a sentence for the person, where nothing could be kept.
    """
    taking = Taking(enrollment, check)
    go = next((go for go in taking.attempts if go.number == number), None)
    if go is None:
        raise ValidationError(_("This is not open yet. Here is where you are."))
    if work:
        spend(enrollment, check.key, work)
    if kept := taking.answer(go, key):
        return kept
    question = _asked(taking, go, key, digest)
    if not grading.is_complete(question.kind, question.content, given):
        raise ValidationError(_what_is_missing(question.kind))
    answer = _keep(taking, go, question, given)
    _go_on(taking.after(go, answer), known)
    return answer


def _keep(taking: Taking, go: QuizAttempt, question: BankQuestion, given: Sequence[int]) -> Given:
    right = grading.is_right(question.kind, question.content, given)
    if kept := goes.keep(go, question, given=given, right=right):
        return kept
    # Nobody answered these words before. Who answers the others of this check finds them frozen.
    goes.freeze(one for said in taking.questions.delivered.values() for one in said)
    if kept := goes.keep(go, question, given=given, right=right):
        return kept
    return next(again for again in taking.anew().attempts if again == go).given[question.key]


def _asked(taking: Taking, go: QuizAttempt, key: uuid.UUID, digest: str) -> BankQuestion:
    if taking.current != go or key not in taking.todo:
        raise ValidationError(_("This is not asked any more. Here is where you are."))
    question = taking.version(key, digest)
    if question is None:
        raise ValidationError(_("This question changed while you were reading. Here is how it reads now."))
    return question


def _what_is_missing(kind: str) -> str:
    if kind == "order":
        return _("Give each one its own place.")
    if kind == "match":
        return _("Give each one its own match.")
    return _("Choose at least one of the answers.") if kind == "several" else _("Choose one of the answers.")


def _go_on(taking: Taking, known: Place | None) -> None:
    """Keep the place for "Keep going", and finish where everything was asked and enough is right.

    Two who answer at once meet at the place: the second finds it changed, and then reads what the first answered.
    """
    enrollment, check = taking.enrollment, taking.check

    def turned(place: Place) -> bool:
        nonlocal taking
        if known is None or place.updated_at != known.updated_at:
            taking = taking.anew()
        return places.turn(place, enrollment=enrollment, activity=check, page=min(taking.answered, check.page_count))

    places.change(enrollment, check.key, turned, known=known)
    if taking.is_over and taking.outcome.is_done:
        _finish(taking)


def _finish(taking: Taking) -> None:
    # The same words for everybody who is done: how many tries it took is nobody's business.
    result = _("%(cut)s percent reached") % {"cut": taking.check.cut}
    complete_activity(enrollment=taking.enrollment, activity=taking.page, result=result)
