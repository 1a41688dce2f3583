"""The pictures, drawings and files of what a reviewer is asked: they stand behind those too."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.documents.models import AbstractDocument

from courses.pages.blocks import flat
from courses.pages.models import LessonPage
from courses.pages.sessions import PARTS, SessionPage
from courses.pages.vocabulary.show import drawn
from courses.review.packets import PacketContents, contents
from courses.review.queries import Teachable
from courses.review.services import find_packet
from lms import conf
from lms.people.visitors import public_but_quiet

# A recording is fetched more than once, and each knock at an address counts.
LOOKS = 10
LABELS = {"document": _("File to keep"), "file": _("Recording"), "captions": _("Captions (a .vtt file)")}


@dataclass(frozen=True)
class Media:
    """What one block shows: a picture, a drawing with what it depicts, or files `(label, document)`."""

    picture: Any = None
    drawing: str = ""
    value: Any = None
    files: list[tuple[Any, AbstractDocument]] = field(default_factory=list)

    def links(self, token: str) -> list[dict[str, Any]]:
        """The files as links that this packet's own link opens: `{label, name, url}`."""
        return [
            {
                "label": label,
                "name": document.filename,
                "url": reverse("lms_courses:packet_file", kwargs={"token": token, "pk": document.pk}),
            }
            for label, document in self.files
        ]


def media_of(page: Teachable) -> dict[str, Media]:
    """What the blocks of a lesson or a session show, by the id of the block; nothing for other kinds of activity."""
    bodies: list[Any] = []
    if isinstance(page, LessonPage):
        bodies = [one.value["body"] for one in page.pages]
    if isinstance(page, SessionPage):
        bodies = [getattr(page, name) for name in PARTS]
    found = {block.id: _media(block) for body in bodies for block, _claims in flat(body)}
    return {key: media for key, media in found.items() if media}


def _media(block: Any) -> Media | None:
    if block.block_type == "image":
        return Media(picture=block.value) if block.value else None
    if block.block_type == "drawing":
        return Media(drawing=drawn(block.value["svg"]), value=block.value)
    if block.block_type in ("download", "audio", "video"):
        named = [(label, block.value.get(name)) for name, label in LABELS.items()]
        return Media(files=[(label, document) for label, document in named if document])
    return None


def _asked_files(asked: PacketContents) -> Iterable[AbstractDocument]:
    """The files in the wording that this packet asks about, and no others."""
    for lesson in asked.lessons:
        shown = media_of(lesson.page)
        for item in lesson.items:
            for passage in item.passages:
                for _label, document in shown[passage.id].files if passage.id in shown else ():
                    yield document


def _is_here(document: AbstractDocument) -> bool:
    """Whether its bytes are on this machine; else its storage serves them, at an address that runs out."""
    try:
        return bool(document.file.path)
    except NotImplementedError:
        return False


@require_safe
@public_but_quiet(what="review-file", most=lambda: LOOKS * conf.verify_looks(), later="lms_courses/packet_later.html")
def packet_file(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """A file that stands in what this link asks about. An ended link, or any other file: nothing is here."""
    packet = find_packet(token=token)
    found = packet and next((one for one in _asked_files(contents(packet)) if one.pk == pk), None)
    if not found:
        raise Http404
    if not _is_here(found):
        return redirect(found.file.url)
    response = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.filename, content_type=found.content_type
    )
    # Whatever somebody uploaded does nothing on our origin.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
