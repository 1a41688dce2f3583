"""How the questions of a check work, for whoever writes them: figures of many people, never somebody's answers.

Counted are first answers, before anybody was told. Each version of a question, in each language, by itself.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, QuerySet
from wagtail.models import Page
from wagtail.query import PageQuerySet

from assessments.quizzes import grading
from assessments.quizzes.item_statistics import FEW, Answered, ItemStatistics, item_statistics
from assessments.quizzes.models import Answer, Question, QuizPage
from lms.people.models import EDITS_COURSES, Membership, Organization


def organizations_of(user: User) -> QuerySet[Organization]:
    """Whose courses this person writes."""
    mine = Membership.objects.active().filter(user=user, role__in=EDITS_COURSES)
    return Organization.objects.filter(pk__in=mine.values("organization"))


def checks_of(user: User) -> list[QuizPage]:
    """The published checks that they write, each once, by course."""
    found: list[QuizPage] = []
    for organization in organizations_of(user):
        found += _published(organization).order_by("path")
    return found


def check_of(user: User, key: uuid.UUID) -> QuizPage | None:
    """One of these, by its key."""
    found = (_published(organization).filter(translation_key=key).first() for organization in organizations_of(user))
    return next(filter(None, found), None)


def _published(organization: Organization) -> PageQuerySet:
    return QuizPage.objects.descendant_of(organization.course_index).live()


def modules_of(checks: Iterable[QuizPage]) -> dict[uuid.UUID, str]:
    """In which module each of these checks stands, as several may be called the same."""
    above = {check.key: check.path[: -check.steplen] for check in checks}
    titles = dict(Page.objects.filter(path__in=above.values()).values_list("path", "title"))
    return {key: titles[path] for key, path in above.items()}


def taken(user: User, keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many people of their agencies have begun each of these checks."""
    mine = Answer.objects.filter(
        attempt__number=1,
        attempt__activity_key__in=list(keys),
        attempt__enrollment__organization__in=organizations_of(user),
    )
    counted = mine.values("attempt__activity_key").annotate(people=Count("attempt__enrollment", distinct=True))
    return {row["attempt__activity_key"]: row["people"] for row in counted}


def versions(check: QuizPage, user: User) -> list[dict[str, Any]]:
    """`{question, statistics, options}` of every version that was asked in this person's agencies, the newest first
    within each question; options as `{text, right, share}` where there were some to choose from."""
    rows = _first_answers(check, user)
    by_version: dict[uuid.UUID, list[Answered]] = defaultdict(list)
    rest = _rest(rows)
    for attempt, question, given, right in rows:
        by_version[question].append(Answered(right, rest[attempt, question], _chosen(given)))
    asked = Question.objects.filter(pk__in=by_version).order_by("objective", "key", "language", "-frozen_at")
    return [_line(question, by_version[question.pk]) for question in asked]


def _first_answers(check: QuizPage, user: User) -> list[tuple[uuid.UUID, uuid.UUID, Any, bool]]:
    mine = Answer.objects.filter(
        attempt__number=1,
        attempt__activity_key=check.key,
        attempt__enrollment__organization__in=organizations_of(user),
    )
    return list(mine.values_list("attempt", "question", "given", "right"))


def _rest(rows: list[tuple[uuid.UUID, uuid.UUID, Any, bool]]) -> dict[tuple[uuid.UUID, uuid.UUID], float]:
    """The share right of everything else that the person was asked: draws differ in what they hold."""
    right: dict[uuid.UUID, int] = defaultdict(int)
    asked: dict[uuid.UUID, int] = defaultdict(int)
    for attempt, _question, _given, is_right in rows:
        right[attempt] += is_right
        asked[attempt] += 1
    return {
        (attempt, question): (right[attempt] - is_right) / max(asked[attempt] - 1, 1)
        for attempt, question, _given, is_right in rows
    }


def _chosen(given: Any) -> tuple[int, ...]:
    return tuple(place for place in given if isinstance(place, int)) if isinstance(given, list) else ()


def _line(question: Question, answers: list[Answered]) -> dict[str, Any]:
    choices = question.content.get("options", []) if question.kind in grading.CHOICES else []
    found = item_statistics(answers, options=len(choices))
    shares = found.shares or ()
    options = [
        {"text": choice["text"], "right": choice["right"], "percent": round(100 * share)}
        for choice, share in zip(choices, shares, strict=False)
    ]
    return {"question": question, **_figures(found), "options": options}


def _figures(found: ItemStatistics) -> dict[str, Any]:
    """In whole percent and two decimals, as they are read."""
    return {
        "n": found.n,
        "is_few": found.n < FEW,
        "percent": None if found.facility is None else round(100 * found.facility),
        "discrimination": None if found.discrimination is None else f"{found.discrimination:.2f}",
        "is_against": found.discrimination is not None and found.discrimination < 0,
    }
