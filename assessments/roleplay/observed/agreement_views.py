"""How far observers agree: for trainers and coordinators."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from assessments.roleplay.agreement import FEW, MANY
from assessments.roleplay.observed import agreeing
from lms.people.held import name_of
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def agreement(request: SignedInRequest) -> HttpResponse:
    """Every scenario of my agency that two people looked at together."""
    organizations = list(agreeing.organizations_of(request.user))
    if not organizations:
        raise Http404
    context = {
        "scenarios": agreeing.scenarios(organizations),
        "is_one": len(organizations) == 1,
        "few": FEW,
        "many": MANY,
        **{"here": "people", "roles": roles_of(request.user), "name": name_of(request.user)},
    }
    return render(request, "lms_assessments/practice/agreement.html", context)
