"""The verbs of taking a check. Each is safe to repeat, from any number of tabs and devices."""

import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.quizzes import grading
from assessments.quizzes.bank import BankQuestion
from assessments.quizzes.models import Answer, Question, QuizAttempt, QuizPage
from assessments.quizzes.taking import Taking
from courses.enrollment.models import Enrollment
from courses.progress.services import complete_activity, spend_time, turn_page
from courses.progress.time import Work


@transaction.atomic
def begin_check(*, enrollment: Enrollment, check: QuizPage, number: int, work: Work | None = None) -> None:
    """Begin go `number`: the first asks what is drawn now, a later one what was missed so far. Nothing happens where
    that go was begun before, another one is still open, or there is nothing to ask."""
    if work:
        spend_time(enrollment=enrollment, activity_key=check.key, work=work)
    taking = Taking(enrollment, check)
    if taking.outcome.is_done:
        _finish(enrollment, check)
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
    check: QuizPage,
    number: int,
    key: uuid.UUID,
    digest: str,
    given: Sequence[int],
    work: Work | None = None,
) -> Answer:
    """Keep what somebody answers to a question in go `number`, and finish the check where that makes it done.

    `digest` names the words they read. The first answer of a go stands. Raises ValidationError, with a sentence for
    the person, where nothing could be kept.
    """
    goes = QuizAttempt.objects.select_for_update().filter(enrollment=enrollment, activity_key=check.key)
    go = goes.filter(number=number).first()
    if go is None:
        raise ValidationError(_("This is not open yet. Here is where you are."))
    if work:
        spend_time(enrollment=enrollment, activity_key=check.key, work=work)
    if kept := go.answers.filter(question_key=key).first():
        return kept
    taking = Taking(enrollment, check)
    question = _asked(taking, go, key, digest)
    if not grading.is_complete(question.kind, question.content, given):
        raise ValidationError(_what_is_missing(question.kind))
    answer = Answer.objects.create(
        attempt=go,
        question=_freeze(question),
        question_key=key,
        given=list(given),
        right=grading.is_right(question.kind, question.content, given),
    )
    _go_on(taking.after())
    return answer


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


def _freeze(question: BankQuestion) -> Question:
    """The version of the question that says exactly this, made once."""
    version, _created = Question.objects.get_or_create(
        key=question.key,
        language=question.language,
        digest=question.digest,
        defaults={
            "kind": question.kind,
            "objective": question.objective,
            "must_know": question.must_know,
            "claim": question.claim,
            "content": question.content,
        },
    )
    return version


def _go_on(taking: Taking) -> None:
    """Keep the place for "Keep going", and finish where everything was asked and enough is right."""
    enrollment, check = taking.enrollment, taking.check
    answered = sum(len(go.answers.all()) for go in taking.attempts)
    turn_page(enrollment=enrollment, activity=check, page=min(answered, check.page_count))
    if taking.is_over and taking.outcome.is_done:
        _finish(enrollment, check)


def _finish(enrollment: Enrollment, check: QuizPage) -> None:
    # The same words for everybody who is done: how many tries it took is nobody's business.
    complete_activity(enrollment=enrollment, activity=check, result=_("%(cut)s percent reached") % {"cut": check.cut})
