"""How a course looks to the person on it: what is done, what is open, what waits for what, and what comes next."""

import uuid
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.enrollment.models import APART, Enrollment, Syllabus, published_training
from courses.pages.lines import Line, lines
from courses.pages.models import CoursePage
from courses.pages.queries import find_course
from courses.progress import credit, rules
from courses.progress.models import Completion, Place
from courses.review.queries import reviews_of, source_language
from lms.people.models import Membership


class Left(Protocol):
    """Where somebody left an activity; a `Place` is that, and more."""

    @property
    def page(self) -> int: ...

    @property
    def updated_at(self) -> datetime: ...


@dataclass
class Steps:
    """What is behind somebody on one course and what is before them: the keys that are `done`, and where they left
    the others."""

    enrollment: Enrollment
    done: Container[str] = ()
    places: Mapping[str, Left] = field(default_factory=dict)

    @cached_property
    def locked(self) -> dict[str, list[str]]:
        return rules.waits_for(self.enrollment.syllabus.modules, done=self.done)

    @property
    def required(self) -> list[dict[str, Any]]:
        return [item for item in self.enrollment.syllabus.items if item["required"]]

    @cached_property
    def open(self) -> list[dict[str, Any]]:
        """What one could do now, in the order of the course."""
        modules = [module for module in self.enrollment.syllabus.modules if module["key"] not in self.locked]
        items = [item for module in modules for item in module["items"]]
        return [item for item in items if item["required"] and item["key"] not in self.done]


@dataclass
class Footing(Steps):
    """Everything about one enrollment that a screen needs, gathered in a constant number of queries."""

    done: dict[str, Completion] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


def footings(enrollments: Iterable[Enrollment]) -> list[Footing]:
    """A footing for each enrollment, in two queries for all of them."""
    found = {enrollment.pk: Footing(enrollment) for enrollment in enrollments}
    for completion in Completion.objects.filter(enrollment__in=found):
        found[completion.enrollment_id].done[str(completion.activity_key)] = completion
    for place in Place.objects.filter(enrollment__in=found).defer("answers"):
        found[place.enrollment_id].places[str(place.activity_key)] = place
    return list(found.values())


def enrollments_of(user: User) -> Any:
    """The user's enrollments on courses that are published, in organizations they still belong to."""
    here = Membership.objects.active().filter(user=OuterRef("learner"), organization=OuterRef("organization"))
    mine = Enrollment.objects.of(user).filter(Exists(here), withdrawn_at=None, course__live=True)
    return mine.select_related("syllabus", "organization")


def enrollment_on(user: User, course_key: uuid.UUID) -> Enrollment | None:
    """The user's latest enrollment on this course, or None."""
    return enrollments_of(user).filter(course_key=course_key).order_by("-cycle").first()


def waits_for(enrollment: Enrollment, activity_key: uuid.UUID) -> dict[str, Any] | None:
    """Why this activity is not open yet: `{why: [module titles], title, url_course}`, or None where it is open."""
    done = {str(key) for key in enrollment.completions.values_list("activity_key", flat=True)}
    locked = rules.waits_for(enrollment.syllabus.modules, done=done)
    for module in enrollment.syllabus.modules:
        if any(item["key"] == str(activity_key) for item in module["items"]) and module["key"] in locked:
            url = reverse("lms_courses:course", kwargs={"key": enrollment.course_key})
            return {"why": locked[module["key"]], "title": module["title"], "url_course": url}
    return None


def progress(steps: Steps) -> dict[str, Any]:
    """One course in figures: done, total, percent, minutes left."""
    required = steps.required
    left = [item for item in required if item["key"] not in steps.done]
    done = len(required) - len(left)
    return {
        "enrollment": steps.enrollment,
        "title": steps.enrollment.syllabus.title,
        "url": reverse("lms_courses:course", kwargs={"key": steps.enrollment.course_key}),
        "done": done,
        "total": len(required),
        "percent": round(100 * done / len(required)) if required else 0,
        "minutes_left": published_training(left),
        "finished": steps.enrollment.completed_at is not None,
    }


def called(steps: Steps, pages: Mapping[str, Line]) -> dict[str, str]:
    """What the course is called in the active language, where it has a page in it; else what it was called when this
    person began. `{title, lang}`."""
    page = pages.get(str(steps.enrollment.course_key))
    return {"title": page.title, "lang": page.lang} if page else {"title": steps.enrollment.syllabus.title, "lang": ""}


def figures(footing: Footing) -> dict[str, Any]:
    """The same, and the minutes that count so far and the goal."""
    return {
        **progress(footing),
        "credited": credit.training_minutes(footing.done.values()),
        "goal": published_training(footing.required),
    }


def next_step(steps: Steps, pages: Mapping[str, Line]) -> dict[str, Any] | None:
    """Where "Keep going" leads: what one touched last, else the first thing that is open. None where nothing is."""
    published = [item for item in steps.open if item["key"] in pages]
    mine = [item for item in published if not pages[item["key"]].attested] or published
    if not mine:
        return None
    touched = [item for item in mine if item["key"] in steps.places]
    newest = max(touched, key=lambda item: steps.places[item["key"]].updated_at) if touched else mine[0]
    return {**_step(newest, steps, pages[newest["key"]]), "course": called(steps, pages)["title"]}


def _step(item: dict[str, Any], steps: Steps, page: Line) -> dict[str, Any]:
    place = steps.places.get(item["key"])
    number, count = (place.page if place else 1), page.page_count
    return {
        "title": page.title,
        "lang": page.lang,
        "url": reverse("lms_courses:activity", kwargs={"key": item["key"]}),
        "page": min(number, count),
        "pages": count,
        "minutes_left": rules.minutes_left(minutes=item["minutes"], page=min(number, count), pages=count),
        "waiting": _how_attested(item["kind"], page) if page.attested else "",
        "touched": place.updated_at if place else steps.enrollment.enrolled_at,
    }


def path(enrollment: Enrollment) -> dict[str, Any]:
    """The context of the path screen."""
    footing = footings([enrollment])[0]
    modules = enrollment.syllabus.modules
    pages = lines(line["key"] for module in modules for line in (module, *module["items"]))
    course = find_course(enrollment.course_key)
    shown = {**figures(footing), "next": next_step(footing, pages)}
    words = reviews_of(enrollment.organization).words(
        course.locale.language_code.split("-")[0] if course else source_language()
    )
    said = [_module(module, footing, pages) for module in modules]
    return {
        **shown,
        "title": course.title if course else shown["title"],
        "lang": course.locale.language_code if course and course.fallback else "",
        "introduction": words.resolve_html(course.introduction) if isinstance(course, CoursePage) else "",
        "credits": course.credits if course else {},
        "modules": [{**module, "introduction": words.resolve_html(module["introduction"])} for module in said],
    }


def preview(course: CoursePage) -> dict[str, Any]:
    """The path of a draft, as on the first day."""
    syllabus = Syllabus(course_key=course.key, title=course.title, modules=course.outline() if course.pk else [])
    footing = Footing(Enrollment(syllabus=syllabus, course_key=course.key))
    pages = lines(item["key"] for item in syllabus.items)
    modules = [_module(module, footing, pages) for module in syllabus.modules]
    said = {"introduction": course.introduction, "credits": course.credits}
    return {**figures(footing), **said, "modules": modules, "here": "learning"}


def _module(module: dict[str, Any], footing: Footing, pages: dict[str, Line]) -> dict[str, Any]:
    locked_by = footing.locked.get(module["key"], [])
    page = pages.get(module["key"])
    items = [_item(item, footing, pages.get(item["key"]), locked_by) for item in module["items"]]
    is_done = bool(items) and all(item["state"] == "done" for item in items)
    return {
        "title": page.title if page else module["title"],
        "lang": page.lang if page else "",
        "introduction": page.introduction if page else "",
        "locked_by": locked_by,
        "items": items,
        "minutes": published_training(items),
        "state": "locked" if locked_by else "done" if is_done else "open",
    }


def _item(item: dict[str, Any], footing: Footing, page: Line | None, locked_by: list[str]) -> dict[str, Any]:
    completion, place = footing.done.get(item["key"]), footing.places.get(item["key"])
    count = page.page_count if page else 1
    line = {
        **item,
        "title": page.title if page else item["title"],
        "lang": page.lang if page else "",
        "url": reverse("lms_courses:activity", kwargs={"key": item["key"]}) if page else "",
        "content_note": page.content_note if page else "",
        "done_on": completion.completed_at if completion else None,
        "page": place.page if place else 1,
        "pages": count,
    }
    if completion:
        return {**line, "state": "done", "why": ""}
    if page is None and item.get("excused"):
        return {**line, "state": "locked", "why": _("You are excused from this part.")}
    if page is None:
        return {**line, "state": "locked", "why": _("This part is being worked on. It comes back here.")}
    if locked_by:
        return {**line, "state": "locked", "why": _("Opens after %(titles)s.") % {"titles": ", ".join(locked_by)}}
    if page.attested:
        return {**line, "state": "open", "why": _how_attested(item["kind"], page)}
    return {**line, "state": "started" if place else "open", "why": ""}


def _how_attested(kind: str, page: Line) -> str:
    if kind in APART:
        return _("Your signed shifts count for this one.")
    if page.is_scored:
        return _("An observer says when you are ready.")
    return _("Somebody who was there confirms this one.")


def hours(minutes: int) -> str:
    """Minutes as somebody would say them: "2 h 30 min"."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest}
    return _("%(h)s h %(m)s min") % {"h": whole, "m": rest} if rest else _("%(h)s h") % {"h": whole}
