"""Supervision: what is agreed, what waits, whom to write to."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from assessments.supervision import outlook
from assessments.supervision.people import person_with
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def supervision(request: SignedInRequest) -> HttpResponse:
    """Mine: what waits for me, and every talk of mine."""
    return render(request, "lms_assessments/supervision.html", outlook.mine(request.user))


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def supervision_of(request: SignedInRequest, membership: uuid.UUID) -> HttpResponse:
    """What I and somebody I work with have agreed."""
    found = person_with(request.user, membership)
    return render(request, "lms_assessments/supervision_of.html", outlook.of_person(request.user, found))
