"""Home as HTML. Its frame and its cards are made once for all whose facts are the same, never per person (speed.md).

A part is kept by everything that it says, so that none is ever stale: another fact, language or role is another part.
What belongs to one person (their name, the CSRF token) is spliced in at marked places, as in a lesson.
"""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language

from courses.pages import rendering
from courses.pages.rendering import mark
from lms.people import preferences

FRAMES, CARDS = 256, 1024
# What a card says of a course; the certificate is there or not.
_OF_COURSE = ("title", "lang", "url", "done", "total", "percent", "minutes_left", "finished")


def html(request: HttpRequest, shown: dict[str, Any]) -> str:
    """The home screen (its context: `outlook.home`) as this person sees it now."""
    contact = shown["contact"] or {"name": "", "phone": ""}
    page = _frame(
        get_language(),
        frozenset(shown["roles"]),
        (contact["name"], contact["phone"]),
        reader=contact["name"] if contact["name"] == shown["name"] else "",
        has_courses=bool(shown["courses"]),
        waiting=shown["waiting_supervision"],
    )
    parts = {
        "messages": rendering.messages_of(request),
        "first": _first(shown, contact["name"]),
        "courses": "".join(map(_course, shown["courses"])),
        "checked": _checked(shown["checked"]),
        "name": escape(shown["name"]),
        "here": escape(request.get_full_path()),
        "csrf": rendering.csrf_input(get_token(request)),
        "looks": preferences.attributes(request),
    }
    for name, part in parts.items():
        page = page.replace(mark(name), part)
    return page


@lru_cache(maxsize=FRAMES)
def _frame(
    language: str, roles: frozenset[str], contact: tuple[str, str], *, reader: str, has_courses: bool, waiting: int
) -> str:
    marks = {f"{name}_html": mark(name) for name in ("messages", "first", "courses", "checked")}
    own = {"name": mark("name"), "url_here": mark("here"), "csrf_field": mark("csrf"), "looks": mark("looks")}
    facts = {"roles": roles, "has_courses": has_courses, "waiting_supervision": waiting, "here": "home"}
    asked = {"contact": {"name": contact[0], "phone": contact[1]}, "reader": reader}
    return render_to_string("lms_home/home.html", {**marks, **own, **facts, **asked})


def _first(shown: dict[str, Any], contact: str) -> str:
    """What comes before the courses. What waits for few people is made for each of them."""
    step = shown["keep_going"]
    said: list[str] = [
        render_to_string("lms_home/parts/lesson_notice.html", {"notice": notice}) for notice in shown["notices"]
    ]
    if step:
        facts = tuple((name, value) for name, value in step.items() if name != "touched")
        said.append(_keep_going(get_language(), facts, shown["pays"], contact))
    if any(shown[name] for name in _WAITING):
        said.append(render_to_string("lms_home/parts/duties.html", shown))
    return "".join(said)


_WAITING = ("first_week", "waiting_shifts", "waiting_sessions", "waiting_outside", "reviews")


@lru_cache(maxsize=CARDS)
def _keep_going(language: str, step: tuple[tuple[str, Any], ...], pays: bool | None, contact: str) -> str:
    context = {"step": dict(step), "pays": pays, "contact": {"name": contact}}
    return render_to_string("lms_home/parts/keep_going.html", context)


def _course(course: dict[str, Any]) -> str:
    card = _card(get_language(), *(course[name] for name in _OF_COURSE), bool(course["certificate"]))
    return card.replace(mark("finish"), course["url_finish"])


@lru_cache(maxsize=CARDS)
def _card(language: str, *facts: Any) -> str:
    course = dict(zip((*_OF_COURSE, "certificate"), facts, strict=True))
    return render_to_string("lms/parts/course_card.html", {"course": {**course, "url_finish": mark("finish")}})


def _checked(checked: Any) -> str:
    if not checked:
        return ""
    return render_to_string("lms_home/parts/record_check.html", {"checked": checked, "for_coordinator": True})


def forget() -> None:
    """Forget what this process remembers, as when it starts."""
    for part in (_frame, _keep_going, _card):
        part.cache_clear()
