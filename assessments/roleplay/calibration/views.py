"""Calibration: read a written role-play, mark it blind, then see what was agreed."""

import uuid

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from assessments.roleplay.calibration import queries
from assessments.roleplay.calibration.models import Calibration
from assessments.roleplay.calibration.services import calibrate
from assessments.roleplay.observed.marks_form import MarksForm
from lms.people.held import name_of
from lms.people.models import EDITS_COURSES
from lms.people.permissions import OBSERVES, roles_of
from lms.people.requests import SignedInRequest


class BlindForm(MarksForm):
    """Every mark, before anybody says what was agreed. `key` makes a double tap one."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def calibration(request: SignedInRequest) -> HttpResponse:
    """What an observer can mark and when they last did; for trainers and coordinators, when who did."""
    roles = roles_of(request.user)
    if not roles & {*OBSERVES, *EDITS_COURSES}:
        raise Http404
    context = {
        "observes": bool(roles & set(OBSERVES)),
        "anchors": queries.anchors_of(request.user),
        "last": queries.last_calibrated(request.user),
        "observers": queries.observers_of(request.user) if roles & set(EDITS_COURSES) else [],
        **_around(request, roles),
    }
    return render(request, "lms_assessments/practice/calibration.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def anchor(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One written role-play, to be marked."""
    found = get_object_or_404(queries.anchors_of(request.user), pk=pk)
    rubric, asked = queries.rubric_of(found), queries.asked_of(found)
    form = None
    if rubric and asked:
        form = BlindForm(request.POST if request.method == "POST" else None, rubric=rubric.content(), keys=asked)
    if request.method == "POST" and form and form.is_valid():
        said = {"key": form.cleaned_data["key"], "marks": form.marks}
        try:
            done = calibrate(anchor=found, observer=request.user, **said)
        except (ValidationError, PermissionDenied) as error:
            form.add_error(None, error.messages if isinstance(error, ValidationError) else str(error))
        else:
            return redirect("lms_assessments:calibrated", pk=done.pk)
    known = Calibration.objects.filter(anchor=found, observer=request.user).exists()
    context = {"anchor": found, "form": form, "is_known": known}
    return render(request, "lms_assessments/practice/anchor.html", {**context, **_around(request)})


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def calibrated(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One's own marks beside what was agreed. For nobody else."""
    mine = Calibration.objects.filter(observer=request.user, anchor__in=queries.anchors_of(request.user))
    done = get_object_or_404(mine.select_related("anchor", "rubric"), pk=pk)
    rows = queries.side_by_side(done)
    same = sum(not row["apart"] for row in rows)
    context = {"done": done, "anchor": done.anchor, "rows": rows, "same": same, "count": len(rows)}
    return render(request, "lms_assessments/practice/calibrated.html", {**context, **_around(request)})


def _around(request: SignedInRequest, roles: set[str] | None = None) -> dict[str, object]:
    return {
        "here": "people",
        "roles": roles_of(request.user) if roles is None else roles,
        "name": name_of(request.user),
    }
