"""Hours: the shifts that I went along on."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.shadowing import outlook
from assessments.shadowing.forms import ShiftForm
from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.services import delete_shift, take_back_shift, write_shift
from lms.people.models import Organization
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def hours(request: SignedInRequest) -> HttpResponse:
    """Every shift of mine, the newest first, and how long they were together."""
    return render(request, "lms_assessments/hours.html", outlook.hours(request.user))


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def add(request: SignedInRequest) -> HttpResponse:
    """Write a shift down."""
    agencies = outlook.agencies_of(request.user)
    chosen = request.GET.get("at", "")
    organization = next((one for one in agencies if str(one.pk) == chosen), next(iter(agencies), None))
    if organization is None:
        return render(request, "lms_assessments/no_agency.html", outlook.around(request.user))
    form = _form(request, organization, None)
    if request.method == "POST" and form.is_valid() and (written := _write(request, form, organization, None)):
        return written
    return _page(request, form, organization, None, agencies=agencies)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def shift(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One shift: to read once it is sent, until then to correct."""
    found = get_object_or_404(outlook.mine(request.user), pk=pk)
    if found.state != State.DRAFT or not outlook.is_here(request.user, found.organization):
        return render(request, "lms_assessments/shift.html", outlook.shift(request.user, found))
    form = _form(request, found.organization, found)
    if request.method == "POST" and form.is_valid():
        written = _write(request, form, found.organization, found)
        if written:
            return written
    return _page(request, form, found.organization, found)


@login_required
@require_POST
def take_back(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct it after all."""
    take_back_shift(entry=get_object_or_404(ShadowEntry.objects.of(request.user), pk=pk))
    return redirect("lms_assessments:shift", pk=pk)


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
    data = request.POST if request.method == "POST" else None
    return ShiftForm(data, learner=request.user, organization=organization, entry=entry)


def _write(
    request: SignedInRequest, form: ShiftForm, organization: Organization, entry: ShadowEntry | None
) -> HttpResponse | None:
    try:
        written = write_shift(
            learner=request.user,
            organization=organization,
            shift=form.shift,
            told=form.told,
            key=form.cleaned_data["key"],
            send="keep" not in request.POST,
            entry=entry,
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    said = {
        State.DRAFT: _("Kept for later. Only you see it."),
        State.SUBMITTED: _("Saved. Only you see your shifts."),
    }
    messages.success(request, said[State(written.state)])
    return redirect("lms_assessments:hours")


def _page(
    request: SignedInRequest,
    form: ShiftForm,
    organization: Organization,
    entry: ShadowEntry | None,
    *,
    agencies: list[Organization] | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        **outlook.around(request.user),
        "form": form,
        "organization": organization,
        "others": [one for one in agencies or [] if one != organization],
        "entry": outlook.line(entry) if entry else None,
    }
    return render(request, "lms_assessments/shift_form.html", context)
