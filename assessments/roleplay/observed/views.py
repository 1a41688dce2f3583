"""Observing on a phone: the list, and how a performance begins."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.roleplay.observed import services
from assessments.roleplay.observed.beginning import Beginning
from assessments.roleplay.observed.forms import BeginForm
from assessments.roleplay.observed.queries import looks_of, observable, played_here, require_observer
from assessments.roleplay.observed.queue import queue
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def observe(request: SignedInRequest) -> HttpResponse:
    """What is open, who has practice ahead, what asks for another look."""
    require_observer(request.user)
    name = " ".join(request.GET.get("name", "").replace("\0", "").split())[:80]
    context = queue(request.user, now=timezone.now(), name=name)
    return render(request, "lms_assessments/practice/observe.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def begin(request: SignedInRequest, enrollment: uuid.UUID, key: uuid.UUID) -> HttpResponse:
    """Somebody is about to play; their code and the list lead here."""
    beginning = _beginning(request.user, enrollment, key)
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        scenarios=beginning.scenarios,
        enrollment=beginning.enrollment,
        observer=request.user,
    )
    if request.method == "POST" and form.is_valid():
        try:
            begun = services.open_performance(observer=request.user, **beginning.who, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return redirect("lms_assessments:observe_one", pk=begun.pk)
    context = {"beginning": beginning, "form": form, "here": "observe", "roles": roles_of(request.user)}
    return render(request, "lms_assessments/practice/begin.html", context)


@login_required
@require_POST
def join(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Look too, as the second."""
    performance = get_object_or_404(played_here(request.user), pk=pk)
    try:
        services.join(performance=performance, observer=request.user)
    except (ValidationError, PermissionDenied) as error:
        messages.error(request, sentence(error))
        return redirect("lms_assessments:observe")
    return redirect("lms_assessments:observe_one", pk=pk)


@login_required
@require_POST
def step_back(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Not observing after all."""
    observation = looks_of(request.user, pk)
    try:
        services.step_back(observation=observation, observer=request.user)
    except ValidationError as error:
        messages.error(request, sentence(error))
    else:
        signed = observation.signed_at is not None
        messages.success(
            request, _("This is signed, and stays.") if signed else _("Thrown away. Nothing of it is kept.")
        )
    return redirect("lms_assessments:observe")


def sentence(error: ValidationError | PermissionDenied) -> str:
    """What went wrong, for whoever did it."""
    return error.messages[0] if isinstance(error, ValidationError) else str(error)


def _beginning(user: User, enrollment: uuid.UUID, key: uuid.UUID) -> Beginning:
    """Raises Http404 where this person, or this practice, is not the user's to observe."""
    people = observable(user).select_related("learner__profile", "organization", "syllabus")
    found = Beginning.of(get_object_or_404(people, pk=enrollment), key, user)
    if found is None:
        raise Http404
    return found
