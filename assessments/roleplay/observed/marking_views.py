"""Marking what somebody plays, with the thumb; and handing the phone over."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from assessments.roleplay.observed import marking, taps
from assessments.roleplay.observed.forms import SelfForm
from assessments.roleplay.observed.models import Observation
from assessments.roleplay.observed.queries import looks_of
from assessments.roleplay.observed.services import decline_self, keep_marks, rate_self
from assessments.roleplay.observed.views import sentence
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest

NEXT = {"self": "lms_assessments:observe_self", "finish": "lms_assessments:observe_finish"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def one(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One performance as it is played. A form that was sent without scripts says everything at once."""
    observation, now = looks_of(request.user, pk), timezone.now()
    if observation.signed_at:
        return redirect("lms_assessments:observe_finish", pk=pk)
    if request.method == "POST":
        return _keep(request, observation, pk)
    context = {**marking.page(observation, now), "here": "observe", "roles": roles_of(request.user)}
    return render(request, "lms_assessments/practice/mark.html", context)


@login_required
@require_POST
@cache_control(private=True, no_store=True)
def marks(request: SignedInRequest, pk: uuid.UUID) -> JsonResponse:
    """Marks from a phone, `{"account": whose, "marks": as taps.read says}`.

    Answered with `{"kept": ids, "refused": ids, "signed": whether}`. 403 where somebody else is signed in
    by now; 404 where it was thrown away and 409 where nothing more is kept, with a `sentence`.
    """
    sent = _sent(request)
    if sent.get("account", str(request.user.pk)) != str(request.user.pk):
        return JsonResponse({}, status=403)
    try:
        observation = looks_of(request.user, pk)
    except Http404:
        return JsonResponse({"sentence": _("This performance was thrown away.")}, status=404)
    arrived = taps.read(sent.get("marks"))
    try:
        kept, refused = keep_marks(observation=observation, observer=request.user, marks=arrived)
    except ValidationError as error:
        is_signed = Observation.objects.signed().filter(pk=observation.pk).exists()
        return JsonResponse({"kept": [], "signed": is_signed, "sentence": sentence(error)}, status=409)
    ids = [mark.id for mark in arrived if mark.id not in refused]
    return JsonResponse({"kept": ids, "refused": refused, "signed": kept.signed_at is not None})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def hand_over(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The phone goes to the learner: how did they see it themselves?"""
    observation = looks_of(request.user, pk)
    performance = observation.performance
    if observation.signed_at:
        return redirect("lms_assessments:observe_finish", pk=pk)
    form = SelfForm(request.POST if request.method == "POST" else None, rubric=performance.rubric.said)
    if request.method == "POST" and ("decline" in request.POST or form.is_valid()):
        who: dict[str, Any] = {"performance": performance, "by": request.user}
        try:
            decline_self(**who) if "decline" in request.POST else rate_self(**who, ratings=form.cleaned_data)
        except (ValidationError, PermissionDenied) as error:
            messages.error(request, sentence(error))
        return redirect("lms_assessments:observe_self", pk=pk)
    context = {"performance": performance, "observation": observation, "form": form}
    return render(request, "lms_assessments/practice/hand_over.html", context)


def _keep(request: SignedInRequest, observation: Observation, pk: uuid.UUID) -> HttpResponse:
    arrived = marking.told(request.POST, observation, timezone.now())
    try:
        keep_marks(observation=observation, observer=request.user, marks=arrived)
    except ValidationError as error:
        messages.error(request, sentence(error))
        return redirect("lms_assessments:observe_one", pk=pk)
    if request.POST.get("next") in NEXT:
        return redirect(NEXT[request.POST["next"]], pk=pk)
    if arrived:
        messages.success(request, _("Saved."))
    return redirect("lms_assessments:observe_one", pk=pk)


def _sent(request: SignedInRequest) -> dict[str, Any]:
    """What a phone sent, decoded; empty where it is nothing that we know."""
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
