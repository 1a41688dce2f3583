"""What a finished course still waits for: a review, or a second look at what has changed since it was taught."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from courses.enrollment.models import Enrollment
from courses.progress.models import Completion
from courses.review.queries import LessonReview, Reviews, reviews_of, source_language
from lms import prepared

_DONE_CRITICAL = "WHERE mine.enrollment_id = %(enrollment)s AND mine.safety_critical ORDER BY mine.completed_at"

REVIEW = "review"
CHANGED = "changed"


@dataclass(frozen=True)
class Waiting:
    """One part that holds a certificate up. `why` is "review" (somebody here has to look at it) or "changed" (the
    learner reads what is new). `review` is None where the part is not published."""

    activity_key: uuid.UUID
    title: str
    language: str
    why: str
    review: LessonReview | None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken out of the course: it is published again, or somebody there excuses from it."""
        return self.review is None


def waiting_reviews(enrollment: Enrollment, reviews: Reviews | None = None) -> list[Waiting]:
    """What no award may be given without, in the order it was done; empty where nothing is in the way.

    Every required part that a life may depend on must be reviewed in the language it was taught in, and the person
    must have been taught what the reviewers stand behind. `reviews` spares a list of enrollments the same questions.
    """
    critical = _critical(enrollment, _done_critical(enrollment) if reviews is None else enrollment.completions.all())
    if not critical:
        return []
    reviews = reviews or reviews_of(enrollment.organization)
    reviews.load(done.activity_key for done in critical)
    renewed = {(one.activity_key, one.digest) for one in enrollment.renewals.all()}
    judged = [_judge(done, reviews, renewed) for done in critical]
    return [one for one in judged if one]


def rests_on_a_demo(enrollment: Enrollment) -> bool:
    """Whether a required part that a life may depend on was reviewed in a demo only."""
    critical = _critical(enrollment, _done_critical(enrollment))
    if not critical:
        return False
    reviews = reviews_of(enrollment.organization)
    pages = [reviews.page(done.activity_key, done.language or source_language()) for done in critical]
    return any(reviews.of(page).is_demo for page in pages if page)


def _done_critical(enrollment: Enrollment) -> list[Completion]:
    return prepared.rows(Completion, _DONE_CRITICAL, enrollment=prepared.key_of(enrollment.pk))


def _critical(enrollment: Enrollment, completions: Iterable[Completion]) -> list[Completion]:
    required = enrollment.syllabus.required_keys
    return [done for done in completions if done.safety_critical and done.activity_key in required]


def _judge(done: Completion, reviews: Reviews, renewed: set[tuple[uuid.UUID, str]]) -> Waiting | None:
    language = done.language or source_language()
    page = reviews.page(done.activity_key, language)
    review = reviews.of(page) if page else None
    if review is None or not review.counts:
        return Waiting(done.activity_key, done.title, language, REVIEW, review)
    taught = review.taught_digest
    if done.wording == taught or (done.activity_key, taught) in renewed:
        return None
    return Waiting(done.activity_key, done.title, language, CHANGED, review)
