"""What changed in a lesson since somebody took it: the words before and now, and the must-know questions again."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from courses.enrollment.models import Enrollment
from courses.review import rules
from courses.review.asked import Question, question
from courses.review.models import Wording
from courses.review.queries import LessonReview, Reviews, reviews_of
from courses.review.reader import registry
from courses.review.rules import Passage
from courses.review.waiting import CHANGED, Waiting, waiting_reviews
from courses.review.words import Words


@dataclass(frozen=True)
class Change:
    """One piece of a lesson, in lines, as it was taught and as it reads now; empty where it was not or is no longer."""

    before: list[str]
    now: list[str]


@dataclass(frozen=True)
class Changes:
    """What somebody reads and answers before a certificate; `digest` names the words they have then been taught."""

    key: uuid.UUID
    title: str
    language: str
    digest: str
    changes: list[Change]
    questions: list[Question]
    review: LessonReview


def changes_for(enrollment: Enrollment, activity_key: uuid.UUID) -> Changes | None:
    """What changed in this activity since the enrollment's learner took it; None where there is nothing to read.

    Nothing is to read before somebody stands behind the new words.
    """
    reviews = reviews_of(enrollment.organization)
    waits = waiting_reviews(enrollment, reviews)
    found = next((one for one in waits if one.activity_key == activity_key and one.why == CHANGED), None)
    return _compare(enrollment, found, reviews) if found else None


def _compare(enrollment: Enrollment, waiting: Waiting, reviews: Reviews) -> Changes:
    page, known = reviews.page(waiting.activity_key, waiting.language), registry()
    if page is None or waiting.review is None:
        raise ValueError("something changed only where there is something to read")
    passages = page.passages()
    values = reviews.reviewed(page.language) | reviews.quoted(passages)
    before = _taught(enrollment, waiting)
    changed = rules.changed_items(before.items, rules.items(passages, values, known))
    contents = {passage["content"] for passage in before.passages}
    asked = [one for one in passages if rules.asks_again(one, changed, contents, known)]
    words = reviews.words(page.language)
    return Changes(
        key=waiting.activity_key,
        title=page.title,
        language=page.language,
        digest=waiting.review.taught_digest,
        changes=_changes(before, _before(before, reviews), passages, words),
        questions=[
            question(one, words.resolve, f"{enrollment.pk}:{one.id}")
            for one in asked
            if rules.is_delivered(one, values, known)
        ],
        review=waiting.review,
    )


def _taught(enrollment: Enrollment, waiting: Waiting) -> Wording:
    """What this person was taught last; nothing, where it was before such things were kept."""
    renewal = enrollment.renewals.filter(activity_key=waiting.activity_key).order_by("renewed_at").last()
    done = enrollment.completions.get(activity_key=waiting.activity_key)
    digest = renewal.digest if renewal else done.wording
    kept = Wording.objects.filter(organization=enrollment.organization_id, activity_key=waiting.activity_key)
    return kept.filter(digest=digest).first() or Wording(passages=[], values={}, items={})


def _before(wording: Wording, reviews: Reviews) -> Words:
    return Words(lambda: reviews.organization, wording.language, lambda: wording.values)


def _changes(wording: Wording, then: Words, passages: Collection[Passage], now: Words) -> list[Change]:
    """Pieces that read otherwise than before, in the order of the lesson; then those that are gone."""
    asked, told = {one.id for one in passages if one.is_check}, [one for one in passages if not one.is_check]
    old = {piece["id"]: piece for piece in wording.passages if not piece["is_check"] and piece["id"] not in asked}
    was = {pk: [then.resolve(line) for line in piece["lines"]] for pk, piece in old.items()}
    pairs = [Change(was.pop(one.id, []), [now.resolve(line) for line in one.lines]) for one in told]
    gone = [Change(lines, []) for pk, lines in was.items() if old[pk]["claims"]]
    return [pair for pair in [*pairs, *gone] if pair.before != pair.now]
