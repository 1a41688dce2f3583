"""A part that was unpublished while people wait for it: publish it again, or excuse them."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from courses.pages.review_forms import ExcuseForm
from courses.pages.reviewing import coordinated
from courses.pages.withdrawn import withdrawn
from courses.progress.excusing import excuse_part
from lms.people import stepup
from lms.people.local.services import renew_content
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def excuse(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """Who waits for this part, and the road out for them."""
    organization = coordinated(request.user)
    part = next((one for one in withdrawn(organization) if one.key == key), None)
    if part is None:
        raise Http404
    if request.method == "POST" and not stepup.is_fresh(request):
        return stepup.ask(request)
    others = [one for one in part.enrollments if one.learner_id != request.user.pk]
    form = ExcuseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            excused = excuse_part(enrollments=others, activity_key=key, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            renew_content(organization=organization)
            said = ngettext("%(n)s person is excused.", "%(n)s people are excused.", len(excused))
            messages.success(request, said % {"n": len(excused)})
            return redirect("lms_courses:reviews")
    context = {
        "part": part,
        "others": len({one.learner_id for one in others}),
        "form": form,
        "here": "people",
        "roles": roles_of(request.user),
    }
    return render(request, "lms_courses/excuse.html", context)
