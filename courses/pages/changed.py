"""What changed in a lesson since somebody took it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from courses.enrollment.models import Enrollment
from courses.pages.standing import standing
from courses.review.changes import Changes, changes_for
from courses.review.services import read_changes
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def changed(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """The words before and now, and the must-know questions again. Whoever moved on to another agency may still."""
    mine = Enrollment.objects.of(request.user).filter(completions__activity_key=key, withdrawn_at=None)
    enrollment = mine.select_related("organization", "syllabus").order_by("cycle").last()
    if enrollment is None and standing(request.user, key) is None:
        raise Http404
    changes = changes_for(enrollment, key) if enrollment else None
    if enrollment is None or changes is None:
        return redirect("lms_courses:activity", key=key)
    if request.method == "GET":
        return _page(request, enrollment, changes)
    if request.POST.get("seen") != changes.digest:
        newer = _("Something changed while you were reading. Here is how it reads now.")
        return _page(request, enrollment, changes, trouble=newer)
    answers = {question.id: request.POST.get(question.id, "") for question in changes.questions}
    try:
        read_changes(enrollment=enrollment, changes=changes, answers=answers)
    except ValidationError as error:
        return _page(request, enrollment, changes, answers, error.messages[0])
    messages.success(request, _("Saved: you know “%(title)s” as it is taught now.") % {"title": changes.title})
    if enrollment.completed_at:
        return redirect("lms_home:finish", enrollment=enrollment.pk)
    return redirect("lms_courses:course", key=enrollment.course_key)


def _page(
    request: SignedInRequest,
    enrollment: Enrollment,
    changes: Changes,
    answers: dict[str, str] | None = None,
    trouble: str = "",
) -> HttpResponse:
    questions = [
        {"id": one.id, "text": one.text, "options": one.options, "chosen": one.chosen(answers or {})}
        for one in changes.questions
    ]
    organization = enrollment.organization
    context = {
        "changes": changes,
        "questions": questions,
        "trouble": trouble,
        "contact": {"name": organization.contact_name, "phone": organization.contact_phone},
        "here": "learning",
        "roles": roles_of(request.user),
    }
    return render(request, "lms_courses/changed.html", context)
