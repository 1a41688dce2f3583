"""Hours: the shifts that I went along on."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.shadowing import outlook
from assessments.shadowing.forms import DID, WORDS, ShiftForm
from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.services import delete_shift, write_shift
from assessments.shadowing.signing.settling import settle_due
from assessments.shadowing.told import history, state_told
from courses.pages import late
from lms.people.models import Organization
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def hours(request: SignedInRequest) -> HttpResponse:
    """Every shift of mine, the newest first, and how long they were together."""
    now = timezone.now()
    settle_due(now=now, learner=request.user)
    return render(request, "lms_assessments/hours.html", outlook.hours(request.user, now=now))


@late.may_wait
@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def add(request: SignedInRequest) -> HttpResponse:
    """Write a shift down; one that waited on a phone is saved once, or refused with a sentence and stays there."""
    agencies = outlook.agencies_of(request.user)
    organization = _agency(request, agencies)
    if organization is None:
        late.refuse(request, _("You are not in this agency, so nobody there can sign it."))
        return render(request, "lms_assessments/no_agency.html", outlook.around(request.user))
    form = _form(request, organization, None)
    if request.method == "POST" and form.is_valid() and (written := _write(request, form, organization, None)):
        return written
    if form.errors and late.has_waited(request):
        late.refuse(request, str(next(iter(form.errors.values()))[0]))
    return _page(request, form, organization, None, agencies=agencies)


def _agency(request: SignedInRequest, agencies: list[Organization]) -> Organization | None:
    """The one that is named; the first where a page names none. A shift goes to no other than the one it names."""
    chosen = request.GET.get("at", "")
    first = next(iter(agencies), None) if not chosen or request.method == "GET" else None
    return next((one for one in agencies if str(one.pk) == chosen), first)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def shift(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One shift: to read once it is sent, until then to correct."""
    now = timezone.now()
    settle_due(now=now, learner=request.user)
    found = get_object_or_404(outlook.mine(request.user), pk=pk)
    if found.state != State.DRAFT or not outlook.is_here(request.user, found.organization):
        return render(request, "lms_assessments/shift.html", outlook.shift(request.user, found, now=now))
    form = _form(request, found.organization, found)
    if request.method == "POST" and form.is_valid():
        written = _write(request, form, found.organization, found)
        if written:
            return written
    return _page(request, form, found.organization, found)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def amend(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write a later version of one that is locked. Both stay."""
    found = get_object_or_404(outlook.mine(request.user), pk=pk)
    if request.method == "GET" and not outlook.can_amend(request.user, found):
        return redirect("lms_assessments:shift", pk=pk)
    form = _form(request, found.organization, found)
    form.initial["key"] = uuid.uuid4()  # a shift of its own
    if request.method == "POST" and form.is_valid():
        written = _write(request, form, found.organization, None, amends=found)
        if written:
            return written
    return _page(request, form, found.organization, None, amends=found)


@login_required
@require_POST
def delete(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """It goes for good."""
    found = get_object_or_404(ShadowEntry.objects.of(request.user), pk=pk)
    try:
        delete_shift(entry=found)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("lms_assessments:shift", pk=pk)
    messages.success(request, _("Deleted."))
    return redirect("lms_assessments:hours")


def _form(request: SignedInRequest, organization: Organization, entry: ShadowEntry | None) -> ShiftForm:
    if request.method == "POST":
        return ShiftForm(request.POST, learner=request.user, organization=organization, entry=entry)
    last = None if entry else outlook.last_of(request.user, organization)
    return ShiftForm(
        learner=request.user, organization=organization, entry=entry, last=last, same="same" in request.GET
    )


def _write(
    request: SignedInRequest,
    form: ShiftForm,
    organization: Organization,
    entry: ShadowEntry | None,
    *,
    amends: ShadowEntry | None = None,
) -> HttpResponse | None:
    try:
        written = write_shift(
            learner=request.user,
            organization=organization,
            shift=form.shift,
            told=form.told,
            key=(None if entry else late.key_of(request)) or form.cleaned_data["key"],
            send="keep" not in request.POST,
            entry=entry,
            amends=amends,
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    said = {
        State.DRAFT: _("Kept for later. Only you see it."),
        State.SUBMITTED: _("Saved. It waits to be signed."),
    }
    if not late.has_waited(request):
        messages.success(request, said.get(state_told(written, now=timezone.now()), _("Saved.")))
    return redirect("lms_assessments:hours")


def _page(
    request: SignedInRequest,
    form: ShiftForm,
    organization: Organization,
    entry: ShadowEntry | None,
    *,
    agencies: list[Organization] | None = None,
    amends: ShadowEntry | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        **outlook.around(request.user),
        "form": form,
        "organization": organization,
        "others": [one for one in agencies or [] if one != organization],
        "entry": outlook.line(entry) if entry else None,
        "is_new": entry is None and amends is None,
        "readers": outlook.readers(request.user, organization),
        "again": form.is_again,
        "shows_did": form.shows(DID),
        "shows_words": form.shows(WORDS),
        "history": history(entry, now=timezone.now()) if entry else [],
        "amends": outlook.line(amends) if amends else None,
        **(outlook.versions(entry) if entry else {}),
    }
    return render(request, "lms_assessments/shift_form.html", context)
