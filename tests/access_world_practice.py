"""What stands for the `<...>` of practice: scenarios to play, role-plays that are observed. See `access_world.py`."""

from typing import Any

from django.contrib.auth.models import User

from assessments.roleplay.observed.one_to_one import ask_one_to_one
from courses.enrollment.services import enroll
from lms.people.models import Organization
from tests import builders
from tests.assessments.roleplay.calibration import anchors
from tests.assessments.roleplay.observed import building
from tests.assessments.roleplay.scenarios import writing


def practice(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """All of it, by the address up to there."""
    parts = (_scenarios, _observed, _apart, _calibrated, _mine)
    return {place: thing for part in parts for place, thing in part(harbor, people).items()}


def _scenarios(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """A scenario that Rosa has begun to play."""
    run = "practice/<uuid:key>/<int:run>"
    return {"practice/<uuid:key>": writing.begun(people["rosa"], harbor).key, run: 1, f"{run}/<int:number>": 1}


def _observed(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """A role-play of Rosa's that Inez looks at."""
    building.rubric(harbor, "RP01")
    session = building.practice(builders.module(builders.course(harbor, "Seen once")), "RP01", title="First hello")
    enrollment = enroll(learner=people["rosa"], organization=harbor, course=session.get_parent().get_parent().specific)
    seen = building.begin(people["inez"], enrollment, session, "RP01")
    begin = "practice/observe/begin/<uuid:enrollment>"
    return {
        begin: enrollment.pk,
        f"{begin}/<uuid:key>": session.key,
        "practice/paper/<uuid:enrollment>": enrollment.pk,
        "practice/paper/<uuid:enrollment>/<uuid:key>": session.key,
        "practice/observe/<uuid:pk>": seen.performance_id,
    }


def _apart(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """A role-play of Rosa's that two people saw apart."""
    rubric = building.rubric(harbor, "RP09")
    course = builders.course(harbor, "Seen twice")
    session = building.practice(builders.module(course), "RP09")
    enrollment = enroll(learner=people["rosa"], organization=harbor, course=course)
    two = [builders.person(f"Sam-who-saw-{number}", "observer", harbor) for number in (1, 2)]
    return {
        "practice/rubrics/<uuid:pk>": rubric.pk,
        "practice/third/<uuid:pk>": building.seen_twice(*two, enrollment, session, scenario="RP09", G1=1).pk,
    }


def _calibrated(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """A written role-play that Inez has marked."""
    building.rubric(harbor, "RP13")
    anchor = anchors.anchor(harbor, "RP13")
    done = anchors.done_by(people["inez"], anchor)
    return {"practice/calibration/<uuid:pk>": anchor.pk, "practice/calibration/mine/<uuid:pk>": done.pk}


def _mine(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """A practice that Rosa would rather do one-to-one; a role-play of hers that Inez has signed, and one that waits."""
    building.rubric(harbor, "RP03")
    session = building.practice(builders.module(builders.course(harbor, "With people")), "RP03", title="A hard no")
    enrollment = enroll(learner=people["rosa"], organization=harbor, course=session.get_parent().get_parent().specific)
    ask_one_to_one(enrollment=enrollment, activity_key=session.key)
    seen = building.played(people["inez"], enrollment, session, scenario="RP03")
    building.begin(people["inez"], enrollment, session, "RP03", partner=people["marcus"])
    alone = writing.scenario(builders.module(builders.course(harbor, "To try out", awards_certificate=False)))
    return {
        "practice/alone/<uuid:key>": alone.key,
        "practice/mine/<uuid:pk>": seen.performance_id,
        "practice/one-to-one/<uuid:key>": session.key,
    }
