"""What changed in a lesson since somebody took it."""

import uuid
from typing import Any

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
from courses.review.asked import Answers, Question
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
    answers = dict(request.POST.lists())
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
    answers: Answers | None = None,
    trouble: str = "",
) -> HttpResponse:
    organization = enrollment.organization
    context = {
        "changes": changes,
        "questions": [_shown(one, answers or {}) for one in changes.questions],
        "trouble": trouble,
        "contact": {"name": organization.contact_name, "phone": organization.contact_phone},
        "here": "learning",
        "roles": roles_of(request.user),
    }
    return render(request, "lms_courses/changed.html", context)


def _shown(question: Question, answers: Answers) -> dict[str, Any]:
    """As its part shows it: with what was chosen, and what we say to a whole answer."""
    chosen, given = question.chosen(answers), question.given(answers)
    return {
        "id": question.id,
        "kind": question.kind,
        "text": question.text,
        "options": [{**option, "is_chosen": option in chosen} for option in question.options],
        "is_many": question.is_many,
        "rows": [{"name": row.name, "text": row.text, "given": given[row.name]} for row in question.rows],
        "choices": question.choices,
        "is_right": question.is_right(answers),
        "replies": question.replies(answers) if question.is_answered(answers) else [],
    }
