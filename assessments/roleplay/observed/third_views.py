"""A third look: what two observers saw apart, side by side, and how a third person reads it."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from assessments.roleplay.observed import apart
from assessments.roleplay.observed.marks_form import MarksForm
from assessments.roleplay.observed.models import Performance
from assessments.roleplay.observed.signing import standing_of
from assessments.roleplay.observed.third import third_look
from lms.people import stepup
from lms.people.held import name_of
from lms.people.permissions import OBSERVES, can_observe, roles_of
from lms.people.requests import SignedInRequest


class ThirdForm(MarksForm):
    """What is apart, and a sentence."""

    note = forms.CharField(
        label=gettext_lazy("How you came to it"),
        help_text=gettext_lazy("In a sentence or two. The learner reads it. Name no participant."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def waiting(request: SignedInRequest) -> HttpResponse:
    """What two observers saw apart and this person could read."""
    if not roles_of(request.user) & set(OBSERVES):
        raise Http404
    context = {"performances": apart.waiting_for(request.user), **_around(request)}
    return render(request, "lms_assessments/practice/thirds.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def third(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One performance, seen apart: read both, say how you read it."""
    performance = _performance(request.user, pk)
    stands = standing_of(performance)
    if not stands.asks_for_third:
        messages.info(request, _("Nothing is apart here any more."))
        return redirect("lms_assessments:thirds")
    said = request.POST if request.method == "POST" else None
    form = ThirdForm(said, rubric=performance.rubric.said, keys=stands.apart)
    if request.method == "POST":
        if not stepup.is_fresh(request):
            return stepup.ask(request)
        if form.is_valid() and _settle(request, performance, form):
            return redirect("lms_assessments:thirds")
    context = {"performance": performance, "form": form, **apart.side_by_side(performance), **_around(request)}
    return render(request, "lms_assessments/practice/third.html", context)


def _performance(user: User, pk: uuid.UUID) -> Performance:
    """Raises Http404 for whoever may not observe this person, or was there. Whoever settled it may come again."""
    found = get_object_or_404(apart.within_reach(user), pk=pk)
    settled = any(one.is_third and one.observer_id == user.pk for one in found.observations.all())
    if can_observe(user, found.learner_id, found.organization) is None:
        raise Http404
    if apart.was_there(user, found) and not settled:
        raise Http404
    return found


def _settle(request: SignedInRequest, performance: Performance, form: ThirdForm) -> bool:
    said: dict[str, Any] = {"marks": form.marks, "note": form.cleaned_data["note"]}
    try:
        third_look(performance=performance, observer=request.user, **said)
    except (ValidationError, PermissionDenied) as error:
        form.add_error(None, error.messages if isinstance(error, ValidationError) else str(error))
        return False
    messages.success(request, _("Signed. Thank you for looking."))
    return True


def _around(request: SignedInRequest) -> dict[str, object]:
    return {"here": "people", "roles": roles_of(request.user), "name": name_of(request.user)}
