"""My practice: what is asked, what I have, how I saw it myself, and what somebody else saw."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.roleplay.observed import mine_outlook
from assessments.roleplay.observed.alone import begin_alone
from assessments.roleplay.observed.marks_form import MarksForm
from assessments.roleplay.observed.mine import mine
from assessments.roleplay.observed.models import Performance
from assessments.roleplay.observed.one_to_one import ask_one_to_one, take_back_one_to_one
from assessments.roleplay.observed.services import ask_again, decline_self, rate_self
from assessments.roleplay.scenarios.models import ScenarioPage
from courses.pages.queries import find_activity
from courses.pages.sessions import SessionPage
from courses.pages.standing import standing
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def practice(request: SignedInRequest) -> HttpResponse:
    """Every scored practice of mine."""
    return render(request, "lms_assessments/practice/practice.html", mine_outlook.practice(request.user))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def performance(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One performance of mine: to say how I saw it, to wait for, or, when I want to, to look at."""
    found = get_object_or_404(mine(request.user), pk=pk)
    shown = mine_outlook.performance(request.user, found)
    if shown["state"] == "rate":
        form = _form(found, request)
        if request.method == "POST" and _said(request, found, form):
            return redirect("lms_assessments:mine", pk=pk)
        return render(request, "lms_assessments/practice/rate.html", {**shown, "form": form})
    if request.method == "POST":
        return redirect("lms_assessments:mine", pk=pk)
    if shown["state"] == "signed" and "look" in request.GET:
        return render(request, "lms_assessments/practice/debrief.html", {**shown, **mine_outlook.looked_at(found)})
    return render(request, "lms_assessments/practice/how_are_you.html", shown)


def _form(found: Performance, request: SignedInRequest) -> MarksForm:
    said = found.rubric.said
    given = request.POST if request.method == "POST" and "decline" not in request.POST else None
    return MarksForm(given, rubric=said, keys=[one.key for one in said.criteria])


def _said(request: SignedInRequest, found: Performance, form: MarksForm) -> bool:
    """Whether what they say, or that they would rather not, is kept; else the form says why it is not."""
    try:
        if "decline" in request.POST:
            decline_self(performance=found, by=request.user)
        elif form.is_valid():
            rate_self(performance=found, by=request.user, ratings=form.marks)
        else:
            return False
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return True


@login_required
@require_POST
def again(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody else is to look next time."""
    ask_again(performance=get_object_or_404(mine(request.user), pk=pk), learner=request.user)
    messages.success(request, _("Whoever observes here can see that you asked. Nobody asks why."))
    return redirect("lms_assessments:mine", pk=pk)


@login_required
@require_POST
def alone(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """Try a scenario alone: on its course, and to where it begins."""
    page = find_activity(key)
    if not isinstance(page, ScenarioPage):
        raise Http404
    try:
        begin_alone(learner=request.user, page=page)
    except PermissionDenied:
        raise Http404 from None
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("lms_assessments:practice")
    return redirect("lms_courses:activity", key=key)


@login_required
@require_POST
def one_to_one(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """I would rather do this one-to-one; or with others around is fine after all."""
    here, session = standing(request.user, key), find_activity(key)
    if here is None or not isinstance(session, SessionPage) or not session.is_scored:
        raise Http404
    verb = ask_one_to_one if request.POST.get("wanted") == "yes" else take_back_one_to_one
    verb(enrollment=here.enrollment, activity_key=key)
    messages.success(request, _("Saved. Nobody asks why."))
    return redirect("lms_assessments:practice")
