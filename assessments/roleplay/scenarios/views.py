"""Playing a scenario: begin, choose, look back. The page itself stands on the one road, `/learn/<key>/`."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from assessments.roleplay.scenarios import outlook
from assessments.roleplay.scenarios.models import ScenarioPage
from assessments.roleplay.scenarios.runs import Runs
from assessments.roleplay.scenarios.services import begin_run, choose
from courses.pages import beats, late, marks
from courses.pages.outlook import waits_for
from courses.pages.queries import find_activity
from courses.pages.standing import Standing, standing
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest


def _open(request: SignedInRequest, key: uuid.UUID) -> tuple[ScenarioPage, Standing]:
    """The scenario, where this person is on its course and it is open to them."""
    here = standing(request.user, key)
    if here is None or (here.page is None and waits_for(here.enrollment, key)):
        raise Http404
    page = find_activity(key)
    if not isinstance(page, ScenarioPage):
        raise Http404
    return page, here


@late.may_wait
@login_required
@require_POST
def begin(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """The first run, or another one, at any time."""
    page, here = _open(request, key)
    number = request.POST.get("number", "")
    if number.isascii() and number.isdecimal() and len(number) < 5:
        is_news = late.has_waited(request) and int(number) > len(Runs(here.enrollment, page).all)
        work = beats.work_of(request, here, is_news=is_news)
        begin_run(enrollment=here.enrollment, page=page, number=int(number), work=work)
    return redirect("lms_courses:activity", key=key)


@late.may_wait
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def turn(request: SignedInRequest, key: uuid.UUID, run: int, number: int) -> HttpResponse:
    """One turn of a run: to choose, or what was chosen."""
    page, here = _open(request, key)
    if request.method == "POST":
        return _choose(request, page, here, run, number)
    return _page(request, Runs(here.enrollment, page), run, number)


def _page(request: SignedInRequest, runs: Runs, number: int, step: int, trouble: str = "") -> HttpResponse:
    run = runs.numbered(number)
    shown = outlook.turn(runs, run, step, trouble=trouble) if run else None
    if shown is None:
        if trouble:
            messages.info(request, trouble)
        return redirect("lms_courses:activity", key=runs.key)
    return render(request, runs.page.learner_template, {**shown, "roles": roles_of(request.user)})


def _choose(request: SignedInRequest, page: ScenarioPage, here: Standing, run: int, number: int) -> HttpResponse:
    asked = {"turn": "turn", "choice_id": "choice", "edition": "edition"}
    said: dict[str, Any] = {name: request.POST.get(field, "") for name, field in asked.items()}
    mark = marks.read(here, request.POST.get("opened", ""))
    said |= {"shown": mark.shown if mark else None, "late": late.has_waited(request)}
    work = beats.work_of(request, here, is_news=said["late"] and _is_news(Runs(here.enrollment, page), run, number))
    try:
        choose(enrollment=here.enrollment, page=page, run_number=run, number=number, work=work, **said)
    except ValidationError as error:
        late.refuse(request, error.messages[0])
        return _page(request, Runs(here.enrollment, page), run, number, trouble=error.messages[0])
    return redirect("lms_assessments:scenario_turn", key=page.key, run=run, number=number + 1)


def _is_news(runs: Runs, number: int, step: int) -> bool:
    """Whether this choice was not made before."""
    run = runs.numbered(number)
    return run is not None and not run.choices.filter(number=step).exists()
