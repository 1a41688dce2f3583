"""A lesson on the phone: what is kept, the worker that opens it, and who is there to send what waited."""

import hashlib
import json
import uuid
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

import lms
from courses.pages.blocks import flat
from courses.pages.reading import Lesson
from courses.pages.spot import Spot
from courses.pages.views import lesson_html, lesson_of
from lms.people import preferences
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
    return render(request, "lms_courses/offline.html")


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def keep(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """What belongs to a lesson that is kept, and its size in bytes. `version` changes when what it says does."""
    lesson, here = lesson_of(request, key)
    saves = saves_data(request)
    width = 400 if saves else 800
    spots = [Spot(key, number, way) for number in range(1, lesson.page_count + 1) for way in _ways(lesson)]
    pages = [lesson.document(spot.page, steps_only=spot.steps_only).whole() for spot in spots]
    media = _media(lesson)
    return JsonResponse(
        {
            "key": str(key),
            "title": lesson.shape.title,
            "url": reverse("lms_courses:keep", kwargs={"key": key}),
            "road": reverse("lms_courses:activity", kwargs={"key": key}),
            "start": Spot.of(request, key, min(here.page or 1, lesson.page_count)).url(),
            "version": hashlib.sha256("".join([*pages, str(preferences.attributes(request))]).encode()).hexdigest(),
            "width": width,
            "pages": [{"url": spot.url(), "copy": spot.url("copy")} for spot in spots],
            "files": fonts(saves),
            "bytes": sum(len(page.encode()) for page in pages) + looks(saves) + _pictures(lesson, width),
            "media": [file.url for file in media],
            "media_bytes": sum(file.get_file_size() or 0 for file in media),
        }
    )


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def copy(request: SignedInRequest, key: uuid.UUID, page: int) -> HttpResponse:
    """A page of a lesson as it is kept: with what we say to every answer, because nobody is there to ask.

    Pages that one has not come to yet are kept too; nobody is done with one before it is turned.
    """
    lesson, here = lesson_of(request, key)
    if not 1 <= page <= lesson.page_count:
        raise Http404
    return HttpResponse(lesson_html(request, lesson, here, page, every_reply=True))


def saves_data(request: HttpRequest) -> bool:
    """Whether somebody, or their browser, asks for less."""
    return " data-saver" in preferences.attributes(request)


def _ways(lesson: Lesson) -> list[bool]:
    """Read in full and, where there are stories, without them: who left them out is not shown one on the way."""
    return [False, True] if lesson.page.has_stories else [False]


def fonts(saves: bool) -> list[str]:
    """Addresses of the fonts that are kept beside a page: none where somebody saves data."""
    return [] if saves else [static(f"lms/vendor/{name}") for name in FONTS if path_of(name)]


def looks(saves: bool) -> int:
    """Bytes of styles, scripts and, unless somebody saves data, fonts."""
    ours = [SCRIPTS / name for name in LOOKS]
    letters = [] if saves else [path for name in FONTS if (path := path_of(name))]
    return sum(path.stat().st_size for path in [*ours, *letters])


def _blocks(lesson: Lesson) -> list[Any]:
    return [block for page in lesson.page.pages for block, _claims in flat(page.value["body"])]


def _pictures(lesson: Lesson, width: int) -> int:
    """Bytes of the pictures that are kept. Asked of the storage once a day, because it may be far away."""
    here = lesson.standing
    name = f"offline-pictures:{here.activity_id}:{here.revision}:{here.agency}:{width}"
    size = cache.get(name)
    if size is None:
        pictures = [block.value for block in _blocks(lesson) if block.block_type == "image" and block.value]
        spec = f"format-webp|width-{width}|preserve-svg"  # one of those that the block's template asks for
        size = sum(picture.get_rendition(spec).file.size for picture in pictures)
        cache.set(name, size, 24 * 60 * 60)
    return int(size)


def _media(lesson: Lesson) -> list[Any]:
    """Files to watch and to listen to, each with its captions."""
    values = [block.value for block in _blocks(lesson) if block.block_type in {"audio", "video"}]
    files = [value[name] for value in values for name in ("file", "captions")]
    return [file for file in files if file]
