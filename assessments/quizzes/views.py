"""Taking a check: begin, answer, go on. The page itself stands on the one road, `/learn/<key>/`."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from assessments.quizzes import outlook
from assessments.quizzes.published import Check
from assessments.quizzes.reading import given_in
from assessments.quizzes.services import answer_question, begin_check
from assessments.quizzes.taking import Taking
from courses.pages import beats, late
from courses.pages.outlook import waits_for
from courses.pages.standing import Standing, standing
from courses.progress.services import spend_time
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest


def _open(request: SignedInRequest, key: uuid.UUID) -> tuple[Check, Standing]:
    """The check, where this person is on its course and it is open to them."""
    here = standing(request.user, key)
    if here is None or (here.page is None and waits_for(here.enrollment, key)):
        raise Http404
    check = Check.at(here)
    if check is None:
        raise Http404
    return check, here


@login_required
@require_POST
def begin(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """The first go, or what was missed once more."""
    check, here = _open(request, key)
    number = request.POST.get("number", "")
    if number.isascii() and number.isdecimal() and len(number) < 5:
        work = beats.work_of(request, here)
        begin_check(enrollment=here.enrollment, check=check, number=int(number), work=work)
    return redirect("lms_courses:activity", key=key)


@login_required
@require_POST
def go_on(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """Done with reading what we say to an answer."""
    _check, here = _open(request, key)
    if work := beats.work_of(request, here):
        spend_time(enrollment=here.enrollment, activity_key=key, work=work)
    return redirect("lms_courses:activity", key=key)


@late.may_wait
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def question(request: SignedInRequest, key: uuid.UUID, number: int, question: uuid.UUID) -> HttpResponse:
    """A question of one go: to answer, or with what we say to the answer."""
    check, here = _open(request, key)
    if request.method == "POST":
        return _answer(request, check, here, number, question)
    return _page(request, check, here, number, question)


def _page(
    request: SignedInRequest, check: Check, here: Standing, number: int, key: uuid.UUID, trouble: str = ""
) -> HttpResponse:
    taking = Taking(here.enrollment, check)
    go = next((go for go in taking.attempts if go.number == number), None)
    if go is None or not (taking.answer(go, key) or (go == taking.current and key in taking.todo)):
        if trouble:
            messages.info(request, trouble)
        return redirect("lms_courses:activity", key=check.key)
    shown = outlook.question(taking, go, key, trouble=trouble, posted=request.POST)
    return render(request, check.page.learner_template, {**shown, "roles": roles_of(request.user)})


def _answer(request: SignedInRequest, check: Check, here: Standing, number: int, key: uuid.UUID) -> HttpResponse:
    digest = request.POST.get("digest", "")
    read = Taking(here.enrollment, check).version(key, digest)
    try:
        answer_question(
            enrollment=here.enrollment,
            check=check,
            number=number,
            key=key,
            digest=digest,
            given=given_in(request.POST, read) if read else [],
            work=beats.work_of(request, here),
            known=here.place,
        )
    except ValidationError as error:
        late.refuse(request, error.messages[0])
        return _page(request, check, here, number, key, trouble=error.messages[0])
    return redirect("lms_assessments:question", key=check.key, number=number, question=key)
