"""Reviews, as trainers and coordinators look after them: what is left, asking a reviewer, taking a review back."""

import uuid
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.pages import review_outlook as outlook
from courses.pages.review_forms import PacketForm, TakeBackForm
from courses.pages.reviews import languages_of
from courses.pages.withdrawn import withdrawn
from courses.review.models import Packet, Review
from courses.review.queries import reviews_of, source_language
from courses.review.reader import Kind
from courses.review.services import close_packet, open_packet, sign_as_demo, take_back_review
from courses.review.words import kind_label
from lms import conf
from lms.people import stepup
from lms.people.models import EDITS_COURSES, Membership, Organization, Role
from lms.people.permissions import can_manage_reviews, roles_of
from lms.people.requests import SignedInRequest

# The token of a new packet, until another is made: it is kept nowhere else.
_KEPT = "lms_courses.packet_tokens"
EARLIER = 20


def coordinated(user: User) -> Organization:
    """The organization this user coordinates. Raises Http404 where there is none."""
    return _first(user, [Role.COORDINATOR])


def looked_at(user: User) -> Organization:
    """Whose reviews this user looks at: as coordinator, else as trainer. Raises Http404 where nowhere."""
    try:
        return coordinated(user)
    except Http404:
        return _first(user, EDITS_COURSES)


def _first(user: User, roles: Any) -> Organization:
    mine = Membership.objects.active().filter(user=user, role__in=roles).select_related("organization")
    membership = mine.order_by("started_at").first()
    if membership is None:
        raise Http404
    return membership.organization


def _show(request: SignedInRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"lms_courses/{template}", {"here": "people", "roles": roles_of(request.user), **context})


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def reviews(request: SignedInRequest) -> HttpResponse:
    """What is left in each language and module, and the packets that are out."""
    organization = looked_at(request.user)
    manages = can_manage_reviews(request.user, organization)
    mine = Packet.objects.visible_to(request.user).filter(organization=organization).select_related("organization")
    lines = [outlook.packet_line(packet) for packet in mine]
    context = {
        "organization": organization,
        "languages": outlook.languages_left(organization),
        "withdrawn": withdrawn(organization),
        "manages": manages,
        "is_demo": manages and conf.is_demo(),
        "open_packets": [line for line in lines if line["is_open"]],
        "earlier_packets": [line for line in lines if not line["is_open"]][:EARLIER],
    }
    return _show(request, "reviews.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def ask(request: SignedInRequest, language: str, kind: str) -> HttpResponse:
    """Choose what one kind of reviewer is asked to look at; the answer is a link."""
    organization = coordinated(request.user)
    if kind not in set(Kind) or language not in {source_language(), *languages_of(organization)}:
        raise Http404
    lessons = outlook.asked_of(kind, outlook.language_left(organization, language).lessons)
    form = PacketForm(request.POST if request.method == "POST" else None, lessons=lessons)
    if request.method == "POST" and form.is_valid():
        keys = [uuid.UUID(key) for key in form.cleaned_data.pop("lessons")]
        asked = {"kind": kind, "language": language, "activity_keys": keys, **form.cleaned_data}
        try:
            made, token = open_packet(organization=organization, by=request.user, **asked)
        except ValidationError as error:
            form.add_error("lessons", error)
        else:
            request.session[_KEPT] = {str(made.pk): token}
            return redirect("lms_courses:review_packet", pk=made.pk)
    context = {"form": form, "lessons": lessons, "kind": kind_label(kind), "language": outlook.language_name(language)}
    return _show(request, "review_ask.html", context)


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def packet(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One packet. Its link shows right after it was made, and never again."""
    found = _packet(request, pk)
    token = request.session.get(_KEPT, {}).get(str(found.pk)) if found.is_open else None
    context: dict[str, Any] = {
        "packet": found,
        "line": outlook.packet_line(found),
        "reviews": found.reviews.all(),
    }
    if token:
        text = message(found, token)
        subject = _("A review for %(organization)s") % {"organization": " ".join(found.organization.name.split())}
        context |= {"text": text, "sms": f"sms:?&body={quote(text)}"}
        context["mailto"] = f"mailto:?subject={quote(subject)}&body={quote(text)}"
    return _show(request, "review_packet.html", context)


def _packet(request: SignedInRequest, pk: uuid.UUID) -> Packet:
    mine = Packet.objects.visible_to(request.user).select_related("organization")
    return get_object_or_404(mine, pk=pk)


def message(packet: Packet, token: str) -> str:
    """What a reviewer reads on their phone. Nothing in it hints at drug use."""
    words = {
        "organization": packet.organization.name,
        "link": conf.site_url() + reverse("lms_courses:packet", kwargs={"token": token}),
        "day": date_format(outlook.last_day(packet), pgettext("day and month", "j F")),
    }
    said = _(
        "%(organization)s asks you to look at what its training says, and to sign what you stand behind. No account"
        " is needed: %(link)s (open until %(day)s)"
    )
    return said % words


@login_required
@require_POST
def close(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Close the link now."""
    close_packet(packet=_packet(request, pk), by=request.user)
    messages.success(request, _("The link is closed. What was signed by it stays."))
    return redirect("lms_courses:reviews")


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def lesson(request: SignedInRequest, language: str, key: uuid.UUID) -> HttpResponse:
    """One lesson: everything that somebody must stand behind, and who does."""
    return _lesson(request, looked_at(request.user), language, key, TakeBackForm())


def _lesson(
    request: SignedInRequest, organization: Organization, language: str, key: uuid.UUID, form: TakeBackForm
) -> HttpResponse:
    page = outlook.lesson_page(organization, language, key)
    if page is None:
        raise Http404
    review = reviews_of(organization).of(page)
    signed = Review.objects.visible_to(request.user).filter(activity_key=key, language=language)
    context = {
        "line": outlook.LessonLine(review),
        "items": [outlook.item_line(item) for item in review.items],
        "language": outlook.language_name(language),
        "signed": signed.filter(organization=organization),
        "form": form if review.reviews and can_manage_reviews(request.user, organization) else None,
        "told": outlook.people_to_tell(organization, language, key),
    }
    return _show(request, "review_lesson.html", context)


@login_required
@require_POST
@stepup.required
def take_back(request: SignedInRequest, language: str, key: uuid.UUID) -> HttpResponse:
    """Nobody stands behind this lesson any more, and everybody who took it reads why."""
    organization, form = coordinated(request.user), TakeBackForm(request.POST)
    if outlook.lesson_page(organization, language, key) is None:
        raise Http404
    if not form.is_valid():
        return _lesson(request, organization, language, key, form)
    reason = form.cleaned_data["reason"]
    take_back_review(organization=organization, activity_key=key, language=language, by=request.user, reason=reason)
    messages.success(request, _("Taken back. Whoever took this lesson reads why; learners see it in the lesson."))
    return redirect("lms_courses:lesson_review", language=language, key=key)


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def review(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What one reviewer signed for one lesson."""
    mine = Review.objects.visible_to(request.user).select_related("organization", "wording", "taken_back_by__profile")
    found = get_object_or_404(mine, pk=pk)
    return _show(request, "review.html", {"signed": outlook.signed(found), "is_staff": True})


@login_required
@require_POST
def sign_demo(request: SignedInRequest, language: str) -> HttpResponse:
    """In a demo, its coordinator signs everything that waits, as nobody real."""
    organization = coordinated(request.user)
    if not conf.is_demo():
        raise Http404
    keys = [lesson.key for lesson in outlook.language_left(organization, language).lessons]
    try:
        signed = sign_as_demo(organization=organization, by=request.user, language=language, activity_keys=keys)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = ngettext("Signed: %(n)s review. It says DEMO.", "Signed: %(n)s reviews. They say DEMO.", len(signed))
        messages.success(request, said % {"n": len(signed)})
    return redirect("lms_courses:reviews")
