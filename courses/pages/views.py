"""The one road: `/learn/<activity key>/`."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from courses.pages import beats, late, marks, outlook, reflecting, rendering
from courses.pages.queries import find_activity
from courses.pages.reading import Lesson
from courses.pages.spot import Spot, is_steps_only
from courses.pages.standing import Standing, standing
from courses.progress import rules
from courses.progress.services import answer_check, complete_activity, spend_time, turn_page
from lms.people import preferences
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def activity(request: SignedInRequest, key: uuid.UUID, page: int | None = None) -> HttpResponse:
    """An activity at the exact page where one left it, or at the page asked for as far as one has been."""
    here = standing(request.user, key)
    if here is None:
        raise Http404
    if here.page is None and (waiting := outlook.waits_for(here.enrollment, key)):
        return _show(request, "lms_courses/locked.html", waiting)
    lesson = Lesson.at(here)
    if lesson:
        return _lesson_page(request, lesson, here, page)
    found = find_activity(key)
    if found is None:
        raise Http404
    return _show(request, found.learner_template, found.learner_context(here.enrollment))


def _show(request: SignedInRequest, template: str, context: dict) -> HttpResponse:
    return render(request, template, {**context, "here": "learning", "roles": roles_of(request.user)})


def _lesson_page(request: SignedInRequest, lesson: Lesson, here: Standing, page: int | None) -> HttpResponse:
    furthest = min(here.furthest or 1, lesson.page_count)
    number = min(here.page or 1, lesson.page_count) if page is None else page
    if not 1 <= number <= lesson.page_count:
        raise Http404
    if number > furthest and not here.is_done:
        return redirect(Spot.of(request, lesson.key, furthest).url())
    return HttpResponse(lesson_html(request, lesson, here, number))


def lesson_html(
    request: SignedInRequest, lesson: Lesson, here: Standing, number: int, *, every_reply: bool = False
) -> str:
    """Page `number` as this person sees it now. With `every_reply` it stays on a phone: nothing of theirs is in it."""
    document = lesson.document(number, steps_only=is_steps_only(request))
    html = document.splice(
        answers=here.answers,
        csrf=rendering.csrf_input(get_token(request)) + marks.hidden_field(here, lesson.shape.taught),
        saved=rendering.saved_line(saved=here.page is not None or here.is_done),
        contact=rendering.contact(*here.contact, get_language()),
        messages=rendering.messages_of(request),
        looks=preferences.attributes(request),
        every_reply=every_reply,
        kept=None if every_reply else reflecting.kept_by(request.user, lesson.key, document.reflections),
    )
    if request.headers.get("Save-Data") == "on":
        html = html.replace("<html ", "<html data-saver ", 1)
    return html


def open_to(request: SignedInRequest, key: uuid.UUID) -> Standing:
    """How this person stands with an activity that is open to them. Raises Http404."""
    here = standing(request.user, key)
    if here is None or (here.page is None and outlook.waits_for(here.enrollment, key)):
        raise Http404
    return here


def lesson_of(request: SignedInRequest, key: uuid.UUID) -> tuple[Lesson, Standing]:
    """The lesson that is open to this person, and how they stand with it. Raises Http404."""
    here = open_to(request, key)
    lesson = Lesson.at(here)
    if lesson is None:
        raise Http404
    return lesson, here


@late.may_wait
@login_required
@require_POST
def turn(request: SignedInRequest, key: uuid.UUID, page: int) -> HttpResponse:
    """Done with this page: keep the place and show the next one; after the last page, finish the lesson."""
    lesson, here = lesson_of(request, key)
    if page > max(here.furthest or 1, 1):
        # Nobody is done with a page they have not seen.
        late.refuse(request, _("A page before this one is missing. Open the lesson, and go on from there."))
        return redirect("lms_courses:activity", key=key)
    mark = marks.read(here, request.POST.get("opened", ""))
    place = turn_page(
        enrollment=here.enrollment,
        activity=lesson,
        page=page,
        work=beats.work_of(request, here, is_news=_is_news(lesson, here, page)),
        shown=mark.shown if mark else None,
        late=late.has_waited(request),
        known=here.place,
    )
    if page >= lesson.page_count and place.furthest >= lesson.page_count:
        return _finish_lesson(request, lesson, here, place.answers)
    return redirect(Spot.of(request, key, place.page).url())


def _is_news(lesson: Lesson, here: Standing, page: int) -> bool:
    """Whether turning this page does what was not done before: reads on, or finishes the lesson."""
    if page < lesson.page_count:
        return page == (here.furthest or 1)
    return not here.is_done and not rules.still_to_answer(lesson.answer_key(), here.answers)


@login_required
@require_POST
def beat(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """A heartbeat of an open lesson: time to count, seconds and nothing else."""
    here = open_to(request, key)
    work = beats.work_of(request, here)
    if work:
        spend_time(enrollment=here.enrollment, activity_key=key, work=work)
    return HttpResponse(status=204)


@login_required
@require_POST
def complete(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """The last click. What is still open is said, and nothing is lost."""
    lesson, here = lesson_of(request, key)
    if (here.furthest or 1) < lesson.page_count:
        return redirect("lms_courses:activity", key=key)
    return _finish_lesson(request, lesson, here, here.answers)


def _finish_lesson(request: SignedInRequest, lesson: Lesson, here: Standing, answers: dict) -> HttpResponse:
    waiting = rules.still_to_answer(lesson.answer_key(), answers)
    if waiting and not here.is_done:
        messages.info(request, _("Not yet: one question on this page still wants an answer."))
        address = Spot.of(request, lesson.key, lesson.shape.page_of_block[waiting[0]]).url()
        return redirect(f"{address}#check-{waiting[0]}")
    enrollment = here.enrollment
    done = complete_activity(enrollment=enrollment, activity=lesson)
    if done.enrollment.completed_at:
        return redirect("lms_home:finish", enrollment=enrollment.pk)
    messages.success(request, _("“%(title)s” is done, and saved.") % {"title": lesson.shape.title})
    return redirect("lms_courses:course", key=enrollment.course_key)


@late.may_wait
@login_required
@require_POST
def answer(request: SignedInRequest, key: uuid.UUID, page: int, block: uuid.UUID) -> HttpResponse:
    """Keep the answer to a knowledge check and show what we say to it."""
    lesson, here = lesson_of(request, key)
    option = request.POST.get("option", "")
    try:
        answer_check(
            enrollment=here.enrollment,
            activity=lesson,
            block_id=str(block),
            option_id=option,
            work=beats.work_of(request, here, is_news=str(block) not in here.answers),
            known=here.place,
        )
    except ValidationError as error:
        late.refuse(request, str(error.message))
        messages.error(request, error.message)
    return redirect(f"{Spot.of(request, key, page).url()}#check-{block}")


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def course(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """The path: what is done, what is open, and why something is not."""
    enrollment = outlook.enrollment_on(request.user, key)
    if enrollment is None:
        raise Http404
    return _show(request, "lms_courses/course.html", outlook.path(enrollment))
