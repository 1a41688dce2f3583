"""Which anchor performances somebody may mark, and when who did."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max, QuerySet

from assessments.roleplay.calibration.models import AnchorPerformance, Calibration
from assessments.roleplay.observed.marks_form import in_words, step_label
from assessments.roleplay.rubrics.models import Rubric
from assessments.roleplay.rubrics.services import rubric_for
from lms.people.models import EDITS_COURSES, Membership, Organization
from lms.people.permissions import OBSERVES


def organizations_of(user: User, roles: Collection[str]) -> QuerySet[Organization]:
    """Where the user holds one of these roles today."""
    mine = Membership.objects.active().filter(user=user, role__in=roles)
    return Organization.objects.filter(pk__in=mine.values("organization")).order_by("name")


def anchors_of(user: User) -> QuerySet[AnchorPerformance]:
    """Those of the agencies in which the user observes."""
    here = organizations_of(user, OBSERVES).order_by()
    return AnchorPerformance.objects.filter(organization__in=here).select_related("organization")


def rubric_of(anchor: AnchorPerformance) -> Rubric | None:
    """By what it is marked now."""
    return rubric_for(anchor.organization, anchor.scenario, language=anchor.language)


def asked_of(anchor: AnchorPerformance) -> list[str]:
    """What is marked: all that the rubric asks for and something was agreed about, in the rubric's order."""
    rubric, agreed = rubric_of(anchor), anchor.agreed_marks
    asked = rubric.content().keys if rubric else ()
    return [key for key in asked if key in agreed]


def last_calibrated(user: User) -> datetime | None:
    """When the user last did, wherever they observe."""
    return Calibration.objects.filter(observer=user).aggregate(last=Max("done_at"))["last"]


def observers_of(user: User) -> list[dict[str, Any]]:
    """Everybody who observes where the user is a trainer or coordinator: `{name, last}`, the day or None. Two queries,
    however many they are."""
    here = organizations_of(user, EDITS_COURSES).order_by()
    observing = Membership.objects.active().filter(organization__in=here, role__in=OBSERVES)
    people = {one.user_id: one.user.profile for one in observing.select_related("user__profile")}
    done = Calibration.objects.filter(observer__in=list(people), anchor__organization__in=here)
    last = dict(done.order_by().values_list("observer").annotate(last=Max("done_at")))
    rows = [{"name": str(profile), "last": last.get(pk)} for pk, profile in people.items()]
    return sorted(rows, key=lambda row: row["name"].casefold())


def side_by_side(done: Calibration) -> list[dict[str, Any]]:
    """What somebody marked beside what was agreed, and why: `{name, mine, agreed, why, apart}`, `apart` being how many
    levels lie between."""
    said, agreed = done.rubric.said, done.anchor.agreed_marks
    must_do = {step.key for step in said.steps if step.must_do}
    return [
        {
            "name": step_label(said.names[key], key in must_do),
            "mine": in_words(done.marks[key]),
            "agreed": in_words(agreed[key].mark),
            "why": agreed[key].why,
            "apart": _distance(done.marks[key], agreed[key].mark),
        }
        for key in said.keys
        if key in done.marks and key in agreed
    ]


def _distance(one: Any, other: Any) -> int:
    if isinstance(one, int) and isinstance(other, int):
        return abs(one - other)
    return int(one != other)
