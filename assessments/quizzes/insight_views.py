"""How the questions work: for trainers and coordinators."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from assessments.quizzes import insight
from assessments.quizzes.item_statistics import FEW
from lms.people.held import name_of
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def checks(request: SignedInRequest) -> HttpResponse:
    """The checks that I write, and how many people took each."""
    if not insight.organizations_of(request.user).exists():
        raise Http404
    found = insight.checks_of(request.user)
    people = insight.taken(request.user, [check.key for check in found])
    modules = insight.modules_of(found)
    lines = [
        {"title": check.title, "module": modules[check.key], "key": check.key, "people": people.get(check.key, 0)}
        for check in found
    ]
    return render(request, "lms_assessments/questions_of.html", {"checks": lines, **_around(request)})


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def questions(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """One check: how many knew each question at first, and what they chose."""
    check = insight.check_of(request.user, key)
    if check is None:
        raise Http404
    module = insight.modules_of([check])[key]
    context = {"title": check.title, "module": module, "rows": insight.versions(check, request.user), "few": FEW}
    return render(request, "lms_assessments/questions.html", {**context, **_around(request)})


def _around(request: SignedInRequest) -> dict[str, object]:
    return {"here": "people", "roles": roles_of(request.user), "name": name_of(request.user)}
