"""The scored practice of the demo's people, through the same services as everybody's."""

import uuid
from collections.abc import Sequence
from itertools import cycle, islice
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from assessments.roleplay.observed.models import GlobalRating
from assessments.roleplay.observed.services import finish, keep_marks, open_performance, rate_self
from assessments.roleplay.observed.taps import MOMENT, Mark
from assessments.roleplay.rubrics.content import Content
from assessments.roleplay.scoring import Seen
from courses.enrollment.models import Enrollment
from courses.pages.sessions import SessionPage

READY, STRONG = 3, 4
BETWEEN = 20  # seconds from one moment to the next


def show(enrollment: Enrollment, session: SessionPage, observers: Sequence[User]) -> None:
    """Somebody plays as often as this practice asks, each of its scenarios, and each time before another observer."""
    count = max(session.performances, session.observers, len(session.scenarios))
    for scenario, observer in islice(zip(cycle(session.scenarios), cycle(observers), strict=False), count):
        _play(enrollment, session, scenario, observer)


def _play(enrollment: Enrollment, session: SessionPage, scenario: str, observer: User) -> None:
    performance = open_performance(
        key=uuid.uuid4(), observer=observer, enrollment=enrollment, session=session, scenario=scenario
    )
    observation, rubric = performance.observations.get(), performance.rubric.said
    keep_marks(observation=observation, observer=observer, marks=_marks(rubric))
    ratings = {one.key: READY for one in rubric.criteria}
    rate_self(performance=performance, by=enrollment.learner, ratings=ratings)
    finish(
        observation=observation,
        observer=observer,
        global_rating=GlobalRating.READY,
        worked=_("You took your time, and asked before you acted."),
        to_try=_("Say out loud what you see."),
    )


def _marks(rubric: Content) -> list[Mark]:
    """Everything there is to mark: every other criterion strong, the rest ready, and every step seen."""
    levels: dict[str, Any] = {
        one.key: level for one, level in zip(rubric.criteria, cycle((READY, STRONG)), strict=False)
    }
    seen = {one.key: Seen.YES.value for one in rubric.steps}
    moments = {
        f"{MOMENT}{place}": {"at": BETWEEN * place, "about": about} for place, about in enumerate(rubric.moments, 1)
    }
    tapped: dict[str, Any] = {**moments, **seen, **levels}
    return [Mark(key, value, stamp, f"{key}-{stamp}") for stamp, (key, value) in enumerate(tapped.items(), 1)]
