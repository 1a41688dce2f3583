"""What checks hold about a person: what they were asked and what they answered."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef, Q
from django.utils.translation import gettext as _

from assessments.quizzes.grading import CHOICES
from assessments.quizzes.models import Answer, QuizAttempt
from courses.enrollment.models import Enrollment
from courses.review.queries import reviews_of
from lms.people.held import Held, as_rows
from lms.people.privacy import left_before


def held_about(user: User) -> Held:
    """`{what: rows}`: each go at a check, and each answer in it."""
    mine = QuizAttempt.objects.filter(enrollment__in=Enrollment.objects.of(user))
    answers = Answer.objects.filter(attempt__enrollment__in=Enrollment.objects.of(user))
    part = {"enrollment": (_("course"), _course), "activity_key": (_("part"), _part)}
    asked = (_("questions"), lambda go: len(go.drawn))
    return {
        _("Checks you took"): as_rows(mine.select_related("enrollment__syllabus"), **part, drawn=asked),
        _("Your answers to checks"): as_rows(
            answers.select_related("attempt__enrollment__organization"),
            attempt=(_("go"), lambda one: one.attempt.number),
            question=(_("question"), lambda one: _words(one, [one.question.content["stem"]])),
            given=(_("answer"), lambda one: _words(one, _given(one))),
        ),
    }


def _course(go: QuizAttempt) -> str:
    return str(go.enrollment.syllabus.title)


def _part(go: QuizAttempt) -> str:
    item = go.enrollment.syllabus.item(go.activity_key)
    return item["title"] if item else ""


def _words(answer: Answer, said: list[str]) -> list[str]:
    words = reviews_of(answer.attempt.enrollment.organization).words(answer.question.language)
    return [words.resolve(one) for one in said]


def _given(answer: Answer) -> list[str]:
    kind, content, given = answer.question.kind, answer.question.content, answer.given
    if kind in CHOICES:
        return [content["options"][place]["text"] for place in given]
    if kind == "true_false":
        return [_("True") if given[0] else _("False")]
    if kind == "order":
        return [content["items"][place] for place in given]
    lefts, rights = zip(*content["pairs"], strict=True)
    return [f"{left}: {rights[place]}" for left, place in zip(lefts, given, strict=True)]


@transaction.atomic
def erase(user: User) -> None:
    """Every go and every answer goes; that a check is done stays where a certificate rests on it."""
    QuizAttempt.objects.filter(enrollment__in=Enrollment.objects.of(user)).delete()


@transaction.atomic
def expire(*, before: datetime, most: int) -> int:
    """Of people who left an agency that long ago: what they answered in courses they did not finish. Returns how many
    rows went, `most` goes at a time."""
    open_courses = Enrollment.objects.filter(Q(completed_at=None) | Q(withdrawn_at__isnull=False))
    left = open_courses.filter(left_before(before, user=OuterRef("learner"), organization=OuterRef("organization")))
    goes: Any = QuizAttempt.objects.filter(enrollment__in=left).values_list("pk", flat=True)[:most]
    return QuizAttempt.objects.filter(pk__in=list(goes)).delete()[0]
