"""Rubrics, and performances as they are observed."""

import uuid
from typing import Any

from django.contrib.auth.models import User

from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.services import finish, join, keep_marks, open_performance, rate_self
from assessments.roleplay.observed.taps import Mark
from assessments.roleplay.rubrics.models import Rubric
from courses.enrollment.models import Enrollment
from courses.pages.sessions import SessionPage
from lms.people.models import Organization
from tests import builders


def criterion(key: str, name: str, weight: int = 1) -> dict[str, Any]:
    anchors = {"not_yet": "Interrupts.", "developing": "Asks.", "ready": "Reflects.", "strong": "Adds meaning."}
    return {
        "type": "criterion",
        "id": str(uuid.uuid4()),
        "value": {"key": key, "name": name, "weight": weight, **anchors},
    }


def step(key: str, text: str, *, must_do: bool = False) -> dict[str, Any]:
    return {"type": "step", "id": str(uuid.uuid4()), "value": {"key": key, "text": text, "must_do": must_do}}


def rubric(organization: Organization, scenario: str = "RP08", **fields: Any) -> Rubric:
    """Two criteria, the first of weight 2, and three steps of which the first is a must-do."""
    said = {
        "title": "Down behind the van",
        "criteria": [criterion("G1", "Respect and listening", 2), criterion("G4", "Own composure")],
        "steps": [step("O1", "Calls for help", must_do=True), step("O2", "Looks"), step("O3", "Stays")],
        "moments": "Help called\nAir in",
        "steps_cut": 75,
        **fields,
    }
    made = Rubric(organization=organization, scenario=scenario, **said)
    made.full_clean()
    made.save()
    return made


def practice(module: Any, scenario: str = "RP08", *, performances: int = 1, observers: int = 1, **fields: Any) -> Any:
    """A published practice that observers score."""
    said = {"part": "practice", "scenario": scenario, "performances": performances, "observers": observers}
    return builders.session(module, fields.pop("title", "Down behind the van"), **said, **fields)


def begin(
    observer: User, enrollment: Enrollment, session: SessionPage, scenario: str = "RP08", partner: User | None = None
) -> Observation:
    """Somebody plays, and the observer looks."""
    what = {"enrollment": enrollment, "session": session, "scenario": scenario}
    played = open_performance(key=uuid.uuid4(), observer=observer, partner=partner, **what)
    return played.observations.get()


def mark(observation: Observation, marks: dict[str, Any], stamp: int = 1) -> Observation:
    """Everything in `marks` is tapped, at that stamp."""
    taps = [Mark(key, value, stamp, f"{key}-{stamp}") for key, value in marks.items()]
    return keep_marks(observation=observation, observer=observation.observer, marks=taps)[0]


def everything(performance: Performance, level: int = 4, **other: Any) -> dict[str, Any]:
    """Every criterion at this level and every step seen, but for the others named."""
    said = performance.rubric.said
    whole = {one.key: level for one in said.criteria} | {one.key: "yes" for one in said.steps}
    return whole | other


def score(observation: Observation, *, global_rating: int = 4, level: int = 4, **other: Any) -> Observation:
    """Mark everything, let the learner rate themselves, finish."""
    performance = observation.performance
    mark(observation, everything(performance, level, **other))
    ratings = {one.key: 3 for one in performance.rubric.said.criteria}
    rate_self(performance=performance, by=performance.learner, ratings=ratings)
    return finish(observation=observation, observer=observation.observer, global_rating=global_rating)


def played(observer: User, enrollment: Enrollment, session: SessionPage, **other: Any) -> Observation:
    """A whole performance, observed and signed."""
    return score(begin(observer, enrollment, session, other.pop("scenario", "RP08")), **other)


def seen_twice(first: User, second: User, enrollment: Enrollment, session: SessionPage, **other: Any) -> Performance:
    """One performance that two signed: everything at 4 but for what is named, `both` by both and the others by the
    second."""
    look = begin(first, enrollment, session, other.pop("scenario", "RP08"))
    another = join(performance=look.performance, observer=second)
    both = other.pop("both", {})
    score(look, **both)
    score(another, **both, **other)
    return Performance.objects.get(pk=look.performance_id)
