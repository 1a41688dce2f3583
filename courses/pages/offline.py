"""An activity on the phone: what is kept, the worker that opens it, and who is there to send what waited."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

import lms
from courses.pages.copies import Copy
from courses.pages.lesson_copies import LessonCopy
from courses.pages.queries import find_activity
from courses.pages.reading import Lesson
from courses.pages.views import open_to
from lms.people import preferences
from lms.people.models import Membership
from lms.people.requests import SignedInRequest
from lms.vendor_files import path_of

SCRIPTS = Path(lms.__file__).parent / "static" / "lms"
FONTS = [
    "atkinson-hyperlegible-next-latin-400-normal.woff2",
    "atkinson-hyperlegible-next-latin-400-italic.woff2",
    "atkinson-hyperlegible-next-latin-700-normal.woff2",
    "bricolage-grotesque-latin-700-normal.woff2",
]
LOOKS = ["tokens.css", "components.css", "porchlight.js", "waiting.js", "offline.js", "icon.svg"]


@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The worker that opens kept pages. It stands where our addresses begin, wherever a site mounted them, because a
    browser lets a worker see what is below its own address and nothing else."""
    site = {
        "hello": reverse("lms_courses:hello"),
        "plain": reverse("lms_courses:offline"),
        "out": _address("sign_out"),
        "admin": reverse("wagtailadmin_home"),
    }
    scripts = [(SCRIPTS / name).read_text() for name in ("waiting.js", "worker.js")]
    body = "\n".join([f"const site = {json.dumps(site)};", *scripts])
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def hello(request: SignedInRequest) -> HttpResponse:
    """Who is signed in on this phone, and a token to send with: what waited goes out for this person alone."""
    return JsonResponse({"account": str(request.user.pk), "token": get_token(request)})


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def offline(request: SignedInRequest) -> HttpResponse:
    """What is shown instead of a page that is not kept: which ones are."""
    first = Membership.objects.active().filter(user=request.user).select_related("organization").order_by("started_at")
    at = next((membership.organization for membership in first), None)
    contact = {"name": at.contact_name, "phone": at.contact_phone} if at else None
    return render(request, "lms_courses/offline.html", {"contact": contact})


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def keep(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """What belongs to an activity that is kept, and its size in bytes. `version` changes when what it says does;
    `played` is how far somebody has come, where the copy goes on from there."""
    kept = _copy_of(request, key)
    saves = saves_data(request)
    width = 400 if saves else 800
    words, media = kept.words(), kept.media()
    size = sum(len(text.encode()) for text in words) + looks(saves, kept.scripts) + kept.pictures(width)
    return JsonResponse(
        {
            "key": str(key),
            "title": kept.title,
            "url": reverse("lms_courses:keep", kwargs={"key": key}),
            "road": reverse("lms_courses:activity", kwargs={"key": key}),
            "start": kept.start(request),
            "version": hashlib.sha256("".join([*words, str(preferences.attributes(request))]).encode()).hexdigest(),
            "width": width,
            "pages": kept.pages(),
            "files": fonts(saves),
            "bytes": size,
            "media": [file.url for file in media],
            "media_bytes": sum(file.get_file_size() or 0 for file in media),
            "played": kept.played(),
        }
    )


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def copy(request: SignedInRequest, key: uuid.UUID, page: int) -> HttpResponse:
    """A page of an activity as it is kept: with all that we say, because nobody is there to ask."""
    html = _copy_of(request, key).html(request, page)
    if html is None:
        raise Http404
    return HttpResponse(html)


def _copy_of(request: SignedInRequest, key: uuid.UUID) -> Copy:
    """An activity that is open to this person, of a kind that can be kept. Raises Http404."""
    here = open_to(request, key)
    if lesson := Lesson.at(here):
        return LessonCopy(lesson, here)
    found = find_activity(key)
    kept: Copy | None = found.phone_copy(here.enrollment) if found else None
    if kept is None:
        raise Http404
    return kept


def saves_data(request: HttpRequest) -> bool:
    """Whether somebody, or their browser, asks for less."""
    return " data-saver" in preferences.attributes(request)


def fonts(saves: bool) -> list[str]:
    """Addresses of the fonts that are kept beside a page: none where somebody saves data."""
    return [] if saves else [static(f"lms/vendor/{name}") for name in FONTS if path_of(name)]


def looks(saves: bool, more: Sequence[str] = ()) -> int:
    """Bytes of styles, scripts, `more` of them and, unless somebody saves data, fonts."""
    ours = [SCRIPTS / name for name in [*LOOKS, *more]]
    letters = [] if saves else [path for name in FONTS if (path := path_of(name))]
    return sum(path.stat().st_size for path in [*ours, *letters])
