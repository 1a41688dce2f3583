"""Where somebody is, activity by activity, and a step back after a break."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from assessments.shadowing.levels import outlook
from assessments.shadowing.levels.forms import LevelForm
from assessments.shadowing.levels.queries import can_set_levels
from assessments.shadowing.levels.services import set_level_down
from assessments.shadowing.outlook import agencies_of, around
from lms.people.models import Membership, Organization
from lms.people.requests import SignedInRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def my_levels(request: SignedInRequest) -> HttpResponse:
    """Mine, in one of my agencies."""
    agencies, chosen = agencies_of(request.user), request.GET.get("at", "")
    organization = next((one for one in agencies if str(one.pk) == chosen), next(iter(agencies), None))
    if organization is None:
        return render(request, "lms_assessments/no_agency.html", around(request.user))
    others = [one for one in agencies if one != organization]
    return _levels(request, request.user, organization, others)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def levels_of(request: SignedInRequest, membership: uuid.UUID) -> HttpResponse:
    """Those of somebody whose work I answer for."""
    members = Membership.objects.active().select_related("user__profile", "organization")
    found = get_object_or_404(members.exclude(user=request.user), pk=membership)
    if not can_set_levels(request.user, found.user, found.organization):
        raise Http404
    return _levels(request, found.user, found.organization, [])


def _levels(
    request: SignedInRequest, learner: User, organization: Organization, others: list[Organization]
) -> HttpResponse:
    if request.method == "POST":
        _set_down(request, learner, organization)
        return redirect(request.get_full_path())
    context = {**around(request.user), **outlook.levels(request.user, learner, organization), "others": others}
    return render(request, "lms_assessments/levels.html", context)


def _set_down(request: SignedInRequest, learner: User, organization: Organization) -> None:
    form = LevelForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(_("Choose a level below the one of today."))
        set_level_down(learner=learner, organization=organization, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        messages.info(request, error.messages[0])
    else:
        messages.success(request, _("Saved. Later shifts bring it up again."))
