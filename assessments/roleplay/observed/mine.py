"""How somebody stands with the practices that are scored, on every course they are on. Reads and writes nothing."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Left, Length
from django.utils.translation import get_language
from wagtail.models import Page

from assessments.roleplay.observed.looks import Pass, Standing, is_complete
from assessments.roleplay.observed.models import OneToOne, Performance
from assessments.roleplay.observed.signing import line_managers, standing_of
from courses.enrollment.models import Enrollment
from courses.pages.outlook import Footing, enrollments_of, footings
from courses.pages.sessions import SessionPage
from lms.people.models import Membership, Organization
from lms.people.permissions import OBSERVES


@dataclass(frozen=True)
class Played:
    """One performance, with what stands of it."""

    performance: Performance
    stands: Standing


@dataclass
class Mine:
    """One scored practice of somebody who is on its course. `waits_for` names the modules that come first."""

    enrollment: Enrollment
    session: SessionPage
    played: list[Played] = field(default_factory=list)
    done_on: datetime | None = None
    waits_for: list[str] = field(default_factory=list)
    is_one_to_one: bool = False

    @property
    def passing(self) -> list[Played]:
        """Those that somebody was ready in, of what is asked for today, the first one first."""
        asked = self.session.scenarios
        passed = [one for one in self.played if one.stands.is_passing and one.performance.scenario in asked]
        return sorted(passed, key=lambda one: one.performance.begun_at)

    @property
    def passes(self) -> list[Pass]:
        """The same, as the rules of what suffices read them."""
        return [Pass(one.performance.scenario, one.stands.observer, one.stands.ready) for one in self.passing]

    @cached_property
    def line_managers(self) -> set[str]:
        """Whose word alone is not enough."""
        return line_managers(self.enrollment)

    @property
    def is_enough(self) -> bool:
        """Whether they were seen ready often enough, by enough people."""
        session = self.session
        asked = {"performances": session.performances, "observers": session.observers}
        return is_complete(self.passes, scenarios=session.scenarios, line_managers=self.line_managers, **asked)


def practices_of(user: User) -> list[Mine]:
    """Each scored practice of the courses that somebody is on, in the order of the courses."""
    latest = {one.course_key: one for one in enrollments_of(user).order_by("cycle")}
    items = {
        uuid.UUID(item["key"]): (footing, module)
        for footing in footings(latest.values())
        for module in footing.enrollment.syllabus.modules
        for item in module["items"]
        if item["kind"] == SessionPage.kind and not item.get("excused")
    }
    sessions, played = _sessions(items), played_by(user)
    wishes = set(OneToOne.objects.filter(enrollment__in=latest.values()).values_list("enrollment", "activity_key"))
    return [
        _mine(footing, module, sessions[key], played, wishes)
        for key, (footing, module) in items.items()
        if key in sessions
    ]


def _mine(footing: Footing, module: dict[str, Any], session: SessionPage, played: list[Played], wishes: set) -> Mine:
    enrollment, done = footing.enrollment, footing.done.get(str(session.key))
    return Mine(
        enrollment=enrollment,
        session=session,
        played=_of(played, enrollment, session),
        done_on=done.completed_at if done else None,
        waits_for=[] if done else footing.locked.get(module["key"], []),
        is_one_to_one=(enrollment.pk, session.key) in wishes,
    )


def practice_of(enrollment: Enrollment, session: SessionPage) -> Mine:
    """One scored practice of one enrollment."""
    done = enrollment.completions.filter(activity_key=session.key).values_list("completed_at", flat=True).first()
    return Mine(enrollment, session, _of(played_by(enrollment.learner), enrollment, session), done_on=done)


def _of(played: Iterable[Played], enrollment: Enrollment, session: SessionPage) -> list[Played]:
    here = (enrollment.pk, session.key)
    return [one for one in played if (one.performance.enrollment_id, one.performance.activity_key) == here]


def played_by(user: User) -> list[Played]:
    """Everything somebody played before observers, the newest first, with what stands of it. Two queries."""
    return [Played(one, standing_of(one)) for one in mine(user)]


def mine(user: User) -> QuerySet[Performance]:
    """The performances in which this person was observed."""
    found = Performance.objects.filter(learner_id=user.pk).select_related("rubric", "partner__profile", "organization")
    return found.prefetch_related("observations__observer__profile")


def observers_here(user: User, organization: Organization) -> list[str]:
    """Who may observe this person, by name."""
    here = Membership.objects.active().filter(organization=organization, role__in=OBSERVES).exclude(user=user)
    return sorted(set(here.values_list("user__profile__chosen_name", flat=True)))


def _sessions(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, SessionPage]:
    """The published practices among these that are scored, in the active language where there is one."""
    module = Page.objects.filter(path=Left(OuterRef("path"), Length(OuterRef("path")) - 4), live=True)
    found = SessionPage.objects.live().filter(Exists(module), translation_key__in=list(keys), performances__gt=0)
    wanted = (get_language() or "").split("-")[0]
    pages = sorted(found.select_related("locale"), key=lambda page: page.language == wanted)
    return {page.key: page for page in pages}
