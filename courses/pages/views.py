"""The one road: `/learn/<activity key>/`."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from courses.enrollment.models import Enrollment
from courses.pages import outlook, rendering
from courses.pages.models import LessonPage
from courses.pages.queries import find_activity, find_lesson, standing
from courses.progress import rules
from courses.progress.services import answer_check, complete_activity, turn_page
from lms.people.permissions import roles_of


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def activity(request: HttpRequest, key: uuid.UUID, page: int | None = None) -> HttpResponse:
    """An activity at the exact page where one left it, or at the page asked for as far as one has been."""
    found = find_lesson(key) or find_activity(key)
    enrollment = standing(request.user, found) if found else None
    if found is None or enrollment is None:
        raise Http404
    if enrollment.here_page is None and (waiting := outlook.waits_for(enrollment, key)):
        return render(
            request, "lms_courses/locked.html", {**waiting, "here": "learning", "roles": roles_of(request.user)}
        )
    if isinstance(found, LessonPage):
        return _lesson_page(request, found, enrollment, page)
    return render(
        request,
        found.learner_template,
        {**found.learner_context(enrollment), "here": "learning", "roles": roles_of(request.user)},
    )


def _lesson_page(request: HttpRequest, lesson: LessonPage, enrollment: Enrollment, page: int | None) -> HttpResponse:
    furthest = min(enrollment.here_furthest or 1, lesson.page_count)
    number = min(enrollment.here_page or 1, lesson.page_count) if page is None else page
    if not 1 <= number <= lesson.page_count:
        raise Http404
    if number > furthest and not enrollment.is_done:
        return redirect("lms_courses:page", key=lesson.key, page=furthest)
    document = rendering.document(lesson, number=number, fallback=lesson.fallback)
    html = document.splice(
        answers=enrollment.here_answers or {},
        csrf=rendering.csrf_input(get_token(request)),
        saved=rendering.saved_line(saved=enrollment.here_page is not None or enrollment.is_done),
        contact=_contact(enrollment),
        messages=_messages(request),
    )
    return HttpResponse(html)


def _contact(enrollment: Enrollment) -> str:
    organization = enrollment.organization
    if not organization.contact_name:
        return ""
    contact = {"name": organization.contact_name, "phone": organization.contact_phone}
    return render_to_string("lms_courses/contact.html", {"contact": contact})


def _messages(request: HttpRequest) -> str:
    said = messages.get_messages(request)
    return render_to_string("lms/parts/messages.html", {"messages": said}) if said else ""


def _lesson_of(request: HttpRequest, key: uuid.UUID) -> tuple[LessonPage, Enrollment]:
    lesson = find_lesson(key)
    enrollment = standing(request.user, lesson) if lesson else None
    if lesson is None or enrollment is None:
        raise Http404
    if enrollment.here_page is None and outlook.waits_for(enrollment, key):
        raise Http404
    return lesson, enrollment


@login_required
@require_POST
def turn(request: HttpRequest, key: uuid.UUID, page: int) -> HttpResponse:
    """Done with this page: keep the place and show the next one; after the last page, finish the lesson."""
    lesson, enrollment = _lesson_of(request, key)
    place = turn_page(enrollment=enrollment, activity=lesson, page=page)
    if page >= lesson.page_count and place.furthest >= lesson.page_count:
        return _finish_lesson(request, lesson, enrollment, place.answers)
    return redirect("lms_courses:page", key=key, page=place.page)


@login_required
@require_POST
def complete(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The last click. What is still open is said, and nothing is lost."""
    lesson, enrollment = _lesson_of(request, key)
    if (enrollment.here_furthest or 1) < lesson.page_count:
        return redirect("lms_courses:activity", key=key)
    return _finish_lesson(request, lesson, enrollment, enrollment.here_answers or {})


def _finish_lesson(request: HttpRequest, lesson: LessonPage, enrollment: Enrollment, answers: dict) -> HttpResponse:
    waiting = rules.still_to_answer(lesson.answer_key(), answers)
    if waiting and not enrollment.is_done:
        messages.info(request, _("Not yet: one question on this page still wants an answer."))
        number = lesson.page_of_block(waiting[0])
        address = redirect("lms_courses:page", key=lesson.key, page=number).url
        return redirect(f"{address}#check-{waiting[0]}")
    complete_activity(enrollment=enrollment, activity=lesson)
    enrollment.refresh_from_db(fields=["completed_at"])
    if enrollment.completed_at:
        return redirect("lms_home:finish", enrollment=enrollment.pk)
    messages.success(request, _("“%(title)s” is done, and saved.") % {"title": lesson.title})
    return redirect("lms_courses:course", key=enrollment.course_key)


@login_required
@require_POST
def answer(request: HttpRequest, key: uuid.UUID, page: int, block: uuid.UUID) -> HttpResponse:
    """Keep the answer to a knowledge check and show what we say to it."""
    lesson, enrollment = _lesson_of(request, key)
    try:
        answer_check(
            enrollment=enrollment, activity=lesson, block_id=str(block), option_id=request.POST.get("option", "")
        )
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect(f"{redirect('lms_courses:page', key=key, page=page).url}#check-{block}")


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def course(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The path: what is done, what is open, and why something is not."""
    enrollment = outlook.enrollment_on(request.user, key)
    if enrollment is None:
        raise Http404
    return render(
        request,
        "lms_courses/course.html",
        {**outlook.path(enrollment), "here": "learning", "roles": roles_of(request.user)},
    )
