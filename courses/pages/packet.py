"""The page behind a reviewer's link: what they are asked, and their signature. No account, nothing indexed."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from courses.pages.blocks import TITLE
from courses.pages.packet_media import Media, media_of
from courses.pages.review_forms import SignForm, box_of
from courses.pages.review_outlook import either, item_title, language_name, last_day, signed
from courses.review.models import Packet, Review
from courses.review.packets import PacketContents, contents
from courses.review.queries import Item
from courses.review.services import find_packet, sign_packet
from courses.review.words import Words, evidence_label, spoken
from lms import conf
from lms.people.visitors import public_but_quiet

# What this browser signed, by the token of its link: whoever signed sees it again, everybody else that it has ended.
_SIGNED = "lms_courses.signed_packets"

# facts.md 3.4: what a reviewer goes through.
CHECK_LIST = [
    gettext_lazy("How to recognize it"),
    gettext_lazy("The call"),
    gettext_lazy("Dose, and how long to wait"),
    gettext_lazy("Breaths or CPR"),
    gettext_lazy("Recovery position"),
    gettext_lazy("When to stop giving doses"),
    gettext_lazy("Special cases"),
    gettext_lazy("Aftercare"),
    gettext_lazy("Harmful acts to avoid"),
    gettext_lazy("What a peer's role is, and what it is not"),
    gettext_lazy("The devices carried here, and when they expire"),
    gettext_lazy("Whether a translation says the same"),
]


@dataclass(frozen=True)
class AskedItem:
    """One thing that a reviewer looks at, ready to read. `box` is how its tick is named."""

    item: Item
    number: int
    words: Words
    box: str
    is_ticked: bool
    media: dict[str, Media]
    token: str

    @property
    def title(self) -> str:
        """What it is called."""
        return item_title(self.item)

    @property
    def passages(self) -> list[dict[str, Any]]:
        """The exact wording, as learners read it once it is signed: `{lines, media, links}`. The title stands above."""
        return [
            {
                "lines": [self.words.resolve(line) for line in passage.lines],
                "media": self.media.get(passage.id),
                "links": self.media[passage.id].links(self.token) if passage.id in self.media else [],
            }
            for passage in self.item.passages
            if passage.id != TITLE
        ]

    @property
    def value(self) -> str:
        """What the agency teaches, with its unit; "" where it has not said so yet."""
        return spoken(self.item.id, self.item.value, ask="") if self.item.value else ""

    @property
    def proposed(self) -> str:
        """The value that sources propose, with its unit."""
        return spoken(self.item.id, self.item.proposed, ask="") if self.item.proposed else ""

    @property
    def evidence(self) -> str:
        """How well the source was seen, in words; "" for a whole lesson."""
        return evidence_label(self.item.evidence) if self.item.evidence else ""

    @property
    def signers(self) -> list[str]:
        """Everybody who must sign it, in words."""
        return [either(alternatives) for alternatives in self.item.needs]


@require_http_methods(["GET", "HEAD", "POST"])
@public_but_quiet(what="review", most=conf.verify_looks, later="lms_courses/packet_later.html")
def packet(request: HttpRequest, token: str) -> HttpResponse:
    """Read, tick, sign. A link that is unknown, expired, signed or closed: one answer."""
    found = find_packet(token=token)
    if found is None:
        return _ended(request, token)
    asked = contents(found)
    form = _form(request, found, asked)
    if request.method == "POST" and form.is_bound and form.is_valid():
        try:
            sign_packet(packet=found, seen=request.POST.get("seen", ""), ticked=form.ticked, **form.signature)
        except ValidationError as error:
            form.add_error(None, error)
            asked = contents(found)
        else:
            request.session[_SIGNED] = {**request.session.get(_SIGNED, {}), token: str(found.pk)}
            return redirect("lms_courses:packet", token=token)
    return render(request, "lms_courses/packet.html", _context(found, asked, form, token))


def _form(request: HttpRequest, found: Packet, asked: PacketContents) -> SignForm:
    """What was typed; with "Tick everything" every box ticked and nothing judged yet."""
    shared: dict[str, Any] = {"items": asked.items, "latest": asked.latest_due, "agency": found.organization.name}
    if request.method != "POST":
        return SignForm(**shared)
    if "tick_all" not in request.POST:
        return SignForm(request.POST, **shared)
    typed = {name: value for name, value in request.POST.items() if name != "items"}
    boxes = [box_of(item) for item in asked.items if item.is_signable]
    return SignForm(initial={**typed, "items": boxes}, **shared)


def _context(found: Packet, asked: PacketContents, form: SignForm, token: str) -> dict[str, Any]:
    ticked = set(form["items"].value() or [])
    numbered = {item.code: number for number, item in enumerate(asked.items, 1)}

    def ready(item: Item, media: dict[str, Media]) -> AskedItem:
        box = box_of(item)
        return AskedItem(item, numbered[item.code], asked.words, box, box in ticked, media, token)

    lessons = []
    for lesson in asked.lessons:
        media = media_of(lesson.page)
        lessons.append({"title": lesson.title, "items": [ready(item, media) for item in lesson.items]})
    return {
        "packet": found,
        "lessons": lessons,
        "count": len(asked.items),
        "seen": asked.digest,
        "form": form,
        "lang": found.language,
        "language": language_name(found.language),
        "last_day": last_day(found),
        "check_list": CHECK_LIST,
    }


def _ended(request: HttpRequest, token: str) -> HttpResponse:
    mine = request.session.get(_SIGNED, {}).get(token)
    if mine is None:
        return render(request, "lms_courses/packet_ended.html", status=404)
    reviews = Review.objects.filter(packet=mine).select_related("organization", "wording").order_by("signed_at")
    context = {"signed": [signed(review) for review in reviews], "first": reviews[0]}
    return render(request, "lms_courses/packet_signed.html", context)
