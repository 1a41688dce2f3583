"""The end of a performance: how it was as a whole, and only then what it comes to."""

import uuid

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from assessments.roleplay.observed import services
from assessments.roleplay.observed.forms import WholeForm
from assessments.roleplay.observed.queries import looks_of
from assessments.roleplay.observed.result import result, review
from assessments.roleplay.observed.views import sentence
from lms.people import stepup
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def finish(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Look over what was marked, say how it was as a whole, sign; then what it comes to."""
    observation = looks_of(request.user, pk)
    shared = {"here": "observe", "roles": roles_of(request.user)}
    if observation.signed_at:
        return render(request, "lms_assessments/practice/result.html", {**result(observation), **shared})
    form = WholeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not stepup.is_fresh(request):
            return stepup.ask(request)
        try:
            services.finish(observation=observation, observer=request.user, **form.cleaned_data)
        except (ValidationError, PermissionDenied) as error:
            form.add_error(None, sentence(error))
        else:
            return redirect("lms_assessments:observe_finish", pk=pk)
    return render(request, "lms_assessments/practice/finish.html", {**review(observation), "form": form, **shared})
