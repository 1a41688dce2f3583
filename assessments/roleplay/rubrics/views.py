"""Rubrics on paper: one page to print, for days without a phone. What is written on it is entered later."""

import uuid

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from assessments.roleplay.observed.models import GlobalRating
from assessments.roleplay.rubrics.models import Rubric
from lms.people.held import name_of
from lms.people.models import EDITS_COURSES, Membership, Role
from lms.people.permissions import OBSERVES, roles_of
from lms.people.requests import SignedInRequest

# Who prints a sheet: whoever scores by it, and whoever writes it.
PRINTS: set[str] = {*OBSERVES, *EDITS_COURSES}


def printable(user: User) -> QuerySet[Rubric]:
    """The rubrics of the organizations where this user scores by them or writes them."""
    mine = Membership.objects.active().filter(user=user, role__in=PRINTS)
    return Rubric.objects.filter(organization__in=mine.values("organization"))


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def sheets(request: SignedInRequest) -> HttpResponse:
    """Every rubric here, to be printed."""
    roles = roles_of(request.user)
    if not roles & PRINTS:
        raise Http404
    context = {"rubrics": printable(request.user), "edits": roles & {Role.TRAINER, Role.COORDINATOR}}
    around = {"here": "people", "roles": roles, "name": name_of(request.user)}
    return render(request, "lms_assessments/practice/sheets.html", {**context, **around})


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def sheet(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One rubric on one page."""
    rubric = get_object_or_404(printable(request.user), pk=pk)
    said = rubric.content()
    context = {"rubric": rubric, "said": said, "as_a_whole": GlobalRating.choices, "short": said.hash[:8]}
    around = {"here": "people", "roles": roles_of(request.user), "name": name_of(request.user)}
    return render(request, "lms_assessments/practice/sheet.html", {**context, **around})
