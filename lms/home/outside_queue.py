"""Training from elsewhere that waits for a coordinator: "I saw the certificate", or not counted, and why."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from courses.outside.models import OutsideTraining
from courses.outside.services import confirm_outside_training, return_outside_training, take_back_outside_training
from lms.home import outlook, outside_outlook
from lms.home.agency import coordinated
from lms.home.outside_forms import SeenForm, WhyForm
from lms.people import stepup
from lms.people.requests import SignedInRequest


def waiting_for(request: SignedInRequest) -> list[OutsideTraining]:
    """What this coordinator could confirm now, oldest first."""
    return list(
        outside_outlook.waiting(request.user).select_related("learner__profile", "organization").order_by("changed_at")
    )


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def queue(request: SignedInRequest) -> HttpResponse:
    """Everything that waits, with the list in view while one confirms."""
    coordinated(request.user)
    if request.method == "POST" and not stepup.is_fresh(request):
        return stepup.ask(request)
    form = SeenForm(request.POST if request.method == "POST" else None, waiting=waiting_for(request))
    if request.method == "POST" and form.is_valid():
        try:
            signed = confirm_outside_training(trainings=form.chosen, confirmed_by=request.user)
        except ValidationError as error:
            form.add_error("trainings", error)
        else:
            said = ngettext("Confirmed: %(n)s training.", "Confirmed: %(n)s trainings.", len(signed))
            messages.success(request, said % {"n": len(signed)})
            return redirect("lms_home:outside_queue")
    rows = [{"box": box, **outside_outlook.line(training)} for box, training in form.boxes]
    context = {"form": form, "rows": rows, "confirmed": outside_outlook.confirmed_lately(request.user)}
    return render(request, "lms_home/outside_queue.html", {**_common(request), **context})


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def not_counted(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Send one back with a reason."""
    waiting = outside_outlook.waiting(request.user)
    found = get_object_or_404(waiting.select_related("learner__profile", "organization"), pk=pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return_outside_training(training=found, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Sent back. They can correct it and send it again."))
        return redirect("lms_home:outside_queue")
    context = {**_common(request), "form": form, "training": outside_outlook.line(found)}
    return render(request, "lms_home/outside_not_counted.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def take_back(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A confirmation that was a mistake, taken back with a reason that the person reads."""
    confirmed = OutsideTraining.objects.sent_to(request.user).confirmed()
    found = get_object_or_404(confirmed.select_related("learner__profile", "organization"), pk=pk)
    if request.method == "POST" and not stepup.is_fresh(request):
        return stepup.ask(request)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take_back_outside_training(training=found, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("Taken back. It no longer counts, and they read why."))
        return redirect("lms_home:outside_queue")
    context = {**_common(request), "form": form, "training": outside_outlook.line(found)}
    return render(request, "lms_home/outside_take_back.html", context)


def _common(request: SignedInRequest) -> dict:
    return outlook.common(request.user, "people")
