"""What the learner's own screens of practice show."""

from typing import Any

import segno
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.roleplay.observed import debrief, mine_words, taps
from assessments.roleplay.observed.alone import Alone, scenarios_alone
from assessments.roleplay.observed.apart import clock
from assessments.roleplay.observed.mine import Mine, Played, observers_here, played_by, practice_of, practices_of
from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.signing import in_order, standing_of
from assessments.roleplay.rubrics.models import Rubric
from assessments.roleplay.rubrics.words import level_name
from assessments.roleplay.scoring import Decision
from courses.enrollment.models import Enrollment
from courses.pages.lines import Line, lines
from courses.pages.queries import find_activity
from courses.pages.sessions import SessionPage
from lms import conf
from lms.people.models import Membership, Organization


def around(user: User, organization: Organization | None = None) -> dict[str, Any]:
    """What stands on every one of these pages."""
    held = list(Membership.objects.active().filter(user=user).select_related("organization").order_by("started_at"))
    first = organization or (held[0].organization if held else None)
    contact = {"name": first.contact_name, "phone": first.contact_phone} if first else None
    return {"here": "learning", "roles": {one.role for one in held}, "contact": contact}


def practice(user: User) -> dict[str, Any]:
    """Every scored practice of mine, and what I played in others before."""
    mine = practices_of(user)
    agencies = {one.enrollment.organization_id: one.enrollment.organization for one in mine}
    codes = {pk: {code for one in mine for code in _codes(one, pk)} for pk in agencies}
    known = {pk: _Agency(user, organization, codes[pk]) for pk, organization in agencies.items()}
    here = {one.enrollment.course_key for one in mine}
    courses = lines(str(key) for key in here)
    listed = {played.performance.pk for one in mine for played in one.played}
    return {
        **around(user),
        "practices": [
            {**_practice(one, known[one.enrollment.organization_id], here), "course": _course(one, courses)}
            for one in mine
        ],
        "earlier": [_row(one) for one in played_by(user) if one.performance.pk not in listed],
    }


def _course(mine: Mine, courses: dict[str, Line]) -> str:
    page = courses.get(str(mine.enrollment.course_key))
    return page.title if page else str(mine.enrollment.syllabus.title)


def _codes(one: Mine, organization: Any) -> list[str]:
    return one.session.scenarios if one.enrollment.organization_id == organization else []


class _Agency:
    """What an agency knows of these scenarios: their titles, where to try them alone, and who observes."""

    def __init__(self, user: User, organization: Organization, codes: set[str]) -> None:
        self.titles = titles_of(organization, codes)
        self.alone = scenarios_alone(organization, codes)
        self.observers = observers_here(user, organization)
        courses = {one.course_key for one in self.alone.values()}
        self.mine = set(Enrollment.objects.of(user).filter(course_key__in=courses).values_list("course_key", flat=True))


def titles_of(organization: Organization, codes: set[str]) -> dict[str, str]:
    """What rubrics call these scenarios, in the active language where there is one."""
    wanted = (get_language() or "").split("-")[0]
    found = Rubric.objects.filter(organization=organization, scenario__in=codes).values_list(
        "language", "scenario", "title"
    )
    return {scenario: title for language, scenario, title in sorted(found, key=lambda row: row[0] == wanted)}


def _practice(mine: Mine, agency: _Agency, here: set[Any]) -> dict[str, Any]:
    session = mine.session
    return {
        "key": session.key,
        "title": session.title,
        "lang": _lang(session.language),
        "asked": mine_words.asked(session, agency.titles),
        "have": mine_words.have(mine),
        "next": mine_words.what_next(mine, agency.titles),
        "done_on": mine.done_on,
        "waits_for": mine.waits_for,
        "is_one_to_one": mine.is_one_to_one,
        "observers": agency.observers,
        "played": [_row(one) for one in mine.played],
        "alone": [_alone(agency.alone[code], agency) for code in session.scenarios if code in agency.alone],
        "code": "" if mine.done_on or mine.waits_for else code_of(mine),
        "url": reverse("lms_courses:activity", kwargs={"key": session.key}),
        "url_one_to_one": reverse("lms_assessments:one_to_one", kwargs={"key": session.key}),
    }


def _alone(alone: Alone, agency: _Agency) -> dict[str, Any]:
    is_mine = alone.course_key in agency.mine
    url = reverse("lms_courses:activity", kwargs={"key": alone.key}) if is_mine else ""
    return {"title": alone.title, "course": alone.course, "url": url, "key": alone.key, "is_open": alone.is_open}


def code_of(mine: Mine) -> str:
    """A square code for an observer's phone, as a data address. It opens nothing for anybody else."""
    where = {"enrollment": mine.enrollment.pk, "key": mine.session.key}
    address = reverse("lms_assessments:observe_begin", kwargs=where)
    return str(segno.make(conf.site_url() + address, micro=False, error="l").svg_data_uri(scale=5, border=2))


def _row(played: Played) -> dict[str, Any]:
    performance = played.performance
    return {
        "title": performance.rubric.title,
        "on": performance.begun_at,
        "told": mine_words.told(played),
        "asks": performance.self_rated_at is None,
        "url": reverse("lms_assessments:mine", kwargs={"pk": performance.pk}),
    }


def on_session(session: SessionPage, enrollment: Enrollment) -> dict[str, Any]:
    """How somebody stands in a scored practice, for its page in the course."""
    mine = practice_of(enrollment, session)
    titles = titles_of(enrollment.organization, set(session.scenarios))
    return {
        "template": "lms_assessments/practice/on_session.html",
        "asked": mine_words.asked(session, titles),
        "have": mine_words.have(mine) if mine.played or not mine.done_on else "",
        "next": mine_words.what_next(mine, titles),
        "observers": observers_here(enrollment.learner, enrollment.organization),
        "done_on": mine.done_on,
        "url": f"{reverse('lms_assessments:practice')}#practice-{session.key}",
    }


def performance(user: User, found: Performance) -> dict[str, Any]:
    """One performance of mine: to rate, to wait for, or to look at."""
    stands, looks = standing_of(found), in_order(found)
    return {
        **around(user, found.organization),
        "performance": found,
        "title": found.rubric.title,
        "lang": _lang(found.rubric.language),
        "observers": [mine_words.name_of(one) for one in looks if not one.is_third],
        "waits": [mine_words.name_of(one) for one in looks if not one.signed_at],
        "apart": [found.rubric.said.names[key] for key in stands.apart],
        "state": _state(found, looks),
        "url": reverse("lms_assessments:mine", kwargs={"pk": found.pk}),
        "url_again": reverse("lms_assessments:mine_again", kwargs={"pk": found.pk}),
    }


def _state(found: Performance, looks: list[Observation]) -> str:
    stands = standing_of(found)
    if found.self_rated_at is None and not any(one.signed_at for one in looks):
        return "rate"
    if stands.decision:
        return "signed"
    return "third" if stands.asks_for_third else "waits"


def looked_at(found: Performance) -> dict[str, Any]:
    """The debrief: what happened, what worked, what to practice, and how each of us saw it."""
    looks, said, stands = in_order(found), found.rubric.said, standing_of(found)
    decides = next((one for one in looks if one.is_third), looks[0]) if stands.apart else looks[0]
    ratings, seen = taps.ratings_of(decides.marks, said), taps.seen_of(decides.marks, said)
    views = [(mine_words.name_of(one), taps.ratings_of(one.marks, said)) for one in looks if one.signed_at]
    own = [(_("You"), found.self_ratings)] if found.self_ratings else []
    is_not_yet = stands.decision == Decision.NOT_YET
    return {
        "decision": str(stands.decision or ""),
        "label": mine_words.decision_name(stands),
        "moments": [{**one, "clock": clock(one["at"])} for look in looks for one in taps.moments_of(look.marks)],
        "worked": [(mine_words.name_of(one), one.worked) for one in looks if one.worked],
        "to_try": [(mine_words.name_of(one), one.to_try) for one in looks if one.to_try],
        "notes": [(mine_words.name_of(one), one.note) for one in looks if one.note],
        "must_do": debrief.must_do_left(said, seen),
        "steps": debrief.steps_left(said, seen) if is_not_yet else [],
        "criteria": [
            {"name": one.name, "level": level_name(one.next_level), "next": one.next}
            for one in debrief.to_practice(said, ratings, decides.outcome.get("why", ()))
        ],
        "sides": [
            {"name": one.name, "seen": [(_together(at.names), level_name(at.level), at.anchor) for at in one.seen]}
            for one in debrief.side_by_side(said, [*own, *views])
        ],
        **_after(found),
    }


def _together(names: tuple[str, ...]) -> str:
    *first, last = names
    return _("%(names)s and %(last)s") % {"names": ", ".join(first), "last": last} if first else last


def _after(found: Performance) -> dict[str, Any]:
    """What comes next in the practice that it was played for, and where to try it alone."""
    session = find_activity(found.activity_key)
    alone = scenarios_alone(found.organization, [found.scenario]).get(found.scenario)
    shared = {"questions": alone.questions if alone else (), "next": "", "is_done": False}
    if not isinstance(session, SessionPage) or not session.is_scored or found.enrollment.withdrawn_at:
        return shared
    mine = practice_of(found.enrollment, session)
    titles = titles_of(found.organization, set(session.scenarios))
    said = f"{mine_words.have(mine)} {mine_words.what_next(mine, titles)}".strip()
    return {**shared, "next": said, "is_done": bool(mine.done_on)}


def _lang(language: str) -> str:
    """For the attribute of that name, where the screen around it is in another language."""
    return "" if language == (get_language() or "").split("-")[0] else language
