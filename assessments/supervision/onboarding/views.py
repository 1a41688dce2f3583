"""Somebody's first days: ticked by them or whoever works with them, with a buddy of their own choice."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.supervision.onboarding import outlook
from assessments.supervision.onboarding.forms import BuddyForm, ItemForm
from assessments.supervision.onboarding.models import Buddy, OnboardingItem
from assessments.supervision.onboarding.services import add_item, choose_buddy, take_off_item, tick_item
from assessments.supervision.people import around, person_with
from lms.people.models import Membership, Organization, Role
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def first_days(request: SignedInRequest, membership: uuid.UUID) -> HttpResponse:
    """The list, and the buddy."""
    found = _new_person(request, membership)
    chosen = Buddy.objects.filter(learner=found.user, organization=found.organization).first()
    form = BuddyForm(member=found, initial={"buddy": chosen.buddy_id if chosen else ""})
    context = {**outlook.first_days(request.user, found), "form": form}
    return render(request, "lms_assessments/first_days.html", context)


@login_required
@require_POST
def tick(request: SignedInRequest, membership: uuid.UUID) -> HttpResponse:
    """Done, or not after all."""
    found = _new_person(request, membership)
    item, done = request.POST.get("item", ""), request.POST.get("done") == "yes"
    try:
        tick_item(learner=found.user, organization=found.organization, item=item, by=request.user, done=done)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("lms_assessments:first_days", membership=membership)


@login_required
@require_POST
def buddy(request: SignedInRequest, membership: uuid.UUID) -> HttpResponse:
    """I choose a colleague to turn to."""
    found = _new_person(request, membership)
    if found.user_id != request.user.pk:
        raise Http404
    form = BuddyForm(request.POST, member=found)
    if form.is_valid():
        choose_buddy(learner=found.user, organization=found.organization, buddy=form.chosen)
        messages.success(request, _("Saved."))
    return redirect("lms_assessments:first_days", membership=membership)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def items(request: SignedInRequest) -> HttpResponse:
    """What this agency wants for everybody who is new."""
    organization = _coordinated(request)
    form = ItemForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_item(organization=organization, by=request.user, text=form.cleaned_data["text"])
        except ValidationError as error:
            form.add_error("text", error.messages)
        else:
            return redirect("lms_assessments:onboarding_items")
    own = OnboardingItem.objects.filter(organization=organization, taken_off_at=None)
    context = {**around(request.user, "people"), "form": form, "own": own, "organization": organization}
    return render(request, "lms_assessments/onboarding_items.html", context)


@login_required
@require_POST
def take_off(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Not on the list any more."""
    mine = OnboardingItem.objects.filter(organization=_coordinated(request))
    take_off_item(item=get_object_or_404(mine, pk=pk), by=request.user)
    return redirect("lms_assessments:onboarding_items")


def _new_person(request: SignedInRequest, membership: uuid.UUID) -> Membership:
    """A new hire's role: one's own, or that of somebody one works with."""
    own = Membership.objects.active().filter(user=request.user, user__profile__isnull=False, pk=membership)
    found = own.select_related("user__profile", "organization").first() or person_with(request.user, membership)
    if found.role != Role.NEW_HIRE:
        raise Http404
    return found


def _coordinated(request: SignedInRequest) -> Organization:
    roles = Membership.objects.active().filter(user=request.user, role=Role.COORDINATOR)
    mine = roles.select_related("organization").order_by("started_at").first()
    if mine is None:
        raise Http404
    return mine.organization
