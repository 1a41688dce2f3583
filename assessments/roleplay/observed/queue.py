"""What an observer finds on the list: what is open, who has practice ahead, what asks for another look."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse

from assessments.roleplay.calibration.queries import last_calibrated
from assessments.roleplay.observed.apart import asks
from assessments.roleplay.observed.models import Observation, OneToOne, Performance
from assessments.roleplay.observed.queries import may_join, observable, observes_in, played_here
from assessments.roleplay.observed.signing import passes_in
from assessments.roleplay.observed.so_far import so_far
from courses.enrollment.models import Enrollment, Syllabus
from courses.pages.lines import lines
from courses.pages.models import CoursePage
from courses.pages.sessions import SessionPage
from courses.progress.models import Completion
from lms.people.models import Organization
from lms.people.permissions import roles_of

# How long what is over stays in sight.
IN_SIGHT = timedelta(days=60)
LATELY = 10
MOST_PEOPLE = 100


def queue(user: User, *, now: datetime, name: str = "") -> dict[str, Any]:
    """The context of the list, in a number of queries that does not grow with the people on it. `name` is a part of the
    name of whom somebody looks for."""
    recent = Q(enrollment__completed_at=None) | Q(begun_at__gte=now - IN_SIGHT)
    found = played_here(user).filter(recent)
    played = list(found.prefetch_related("rubric", "observations__observer__profile"))
    lately = Observation.objects.signed().filter(observer_id=user.pk, performance__in=[one.pk for one in played])
    lately = lately.select_related("performance__learner__profile", "performance__rubric").order_by("-signed_at")
    return {
        "mine": [_line(one) for one in played if _looks(one, user) and _is_open(one, user)],
        "others": [_line(one) for one in played if may_join(one, user)],
        "third": [_line(one) for one in played if asks(one, user)],
        "practices": practices_ahead(user, played, name),
        "looked_for": name,
        "lately": [
            _line(
                one.performance,
                title=one.performance.rubric.title,
                decision=one.get_decision_display(),
                at=one.signed_at,
            )
            for one in lately[:LATELY]
        ],
        "calibrated": last_calibrated(user),
        "here": "observe",
        "roles": roles_of(user),
        "name": user.profile.chosen_name,  # made with the role
    }


def practices_ahead(user: User, played: Iterable[Performance], name: str = "") -> list[dict[str, Any]]:
    """Each scored practice with the people who still have it ahead; who asked for another observer comes first."""
    sessions = scored_sessions(user)
    courses = CoursePage.objects.filter(path__in=[one.path[:-8] for one in sessions])
    people = observable(user).filter(course_key__in=courses.values("translation_key"))
    people = people.filter(learner__profile__chosen_name__icontains=name) if name else people
    enrollments = list(people.select_related("learner__profile").order_by("enrolled_at"))
    syllabi = Syllabus.objects.in_bulk({one.syllabus_id for one in enrollments})
    keys = [one.key for one in sessions]
    wishes = OneToOne.objects.filter(activity_key__in=keys, enrollment__in=[one.pk for one in enrollments])
    alone = set(wishes.values_list("enrollment", "activity_key"))
    done = Completion.objects.filter(activity_key__in=keys, enrollment__in=[one.pk for one in enrollments])
    is_done = set(done.values_list("enrollment", "activity_key"))
    by_practice: dict[tuple, list[Performance]] = defaultdict(list)
    for one in played:
        by_practice[one.enrollment_id, one.activity_key].append(one)
    titles = lines(str(session.key) for session in sessions)
    found = []
    for session in sessions:
        owing = [
            _person(one, session, by_practice[one.pk, session.key]) | {"one_to_one": (one.pk, session.key) in alone}
            for one in enrollments
            if (one.pk, session.key) not in is_done and _owes(syllabi[one.syllabus_id], session)
        ]
        owing.sort(key=lambda person: (not person["asked_again"], person["name"].casefold()))
        line = titles.get(str(session.key))
        practice = {"title": line.title if line else session.title, "key": session.key, "scenario": session.scenario}
        found.append({**practice, "people": owing[:MOST_PEOPLE], "is_full": len(owing) > MOST_PEOPLE})
    return [one for one in found if one["people"]]


def scored_sessions(user: User) -> list[SessionPage]:
    """The published practices that are scored where this user observes, in the source language."""
    found = SessionPage.objects.none()
    for organization in Organization.objects.filter(pk__in=observes_in(user).values("organization")):
        found |= SessionPage.objects.descendant_of(organization.course_index).live().filter(performances__gt=0)
    return list(found.order_by("path"))


def _owes(syllabus: Syllabus, session: SessionPage) -> bool:
    item = syllabus.item(session.key)
    return item is not None and not item.get("excused")


def _person(enrollment: Enrollment, session: SessionPage, played: list[Performance]) -> dict[str, Any]:
    looks = [look for one in played for look in one.observations.all()]
    names = {str(look.observer_id): look.observer.profile.chosen_name for look in looks}
    where = {"enrollment": enrollment.pk, "key": session.key}
    return {
        "name": enrollment.learner.profile.chosen_name,
        "so_far": so_far(passes_in(played, session), session, names, has_played=any(look.signed_at for look in looks)),
        "asked_again": _asked_again(played),
        "url": reverse("lms_assessments:observe_begin", kwargs=where),
    }


def _asked_again(played: list[Performance]) -> bool:
    """Whether they asked for another observer, and have not played before another since."""
    asked = [one for one in played if one.asked_again_at]
    last = max((one.asked_again_at for one in asked if one.asked_again_at), default=None)
    return last is not None and not any(one.begun_at > last for one in played)


def _line(performance: Performance, **more: Any) -> dict[str, Any]:
    looks = performance.observations.all() if not more else ()
    return {
        "pk": performance.pk,
        "name": performance.learner.profile.chosen_name,
        "scenario": performance.scenario,
        "begun_at": performance.begun_at,
        "observers": ", ".join(look.observer.profile.chosen_name for look in looks),
        **more,
    }


def _looks(performance: Performance, user: User) -> bool:
    return any(look.observer_id == user.pk for look in performance.observations.all())


def _is_open(performance: Performance, user: User) -> bool:
    return any(look.observer_id == user.pk and not look.signed_at for look in performance.observations.all())
