"""Training I took elsewhere: write it down, send it, correct it, take it back."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.outside.models import OutsideTraining
from courses.outside.papers import TYPES
from courses.outside.queries import paper_of
from courses.outside.services import correct_outside_training, delete_outside_training, enter_outside_training
from lms.home import outlook, outside_outlook
from lms.home.outside_forms import OutsideForm
from lms.people.models import Organization
from lms.people.requests import SignedInRequest


def agencies_of(user: User) -> list[Organization]:
    """The agencies that somebody could send a training to, the first role's first."""
    roles = user.memberships.filter(ended_at=None).select_related("organization").order_by("started_at")
    return list({role.organization_id: role.organization for role in roles}.values())


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def add(request: SignedInRequest) -> HttpResponse:
    """Write down a training and send it."""
    form = OutsideForm(*_sent(request), learner=request.user, agencies=agencies_of(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            training = enter_outside_training(
                learner=request.user, details=form.details, organization=form.sent_to, paper=form.read
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return _thanks(request, training)
    return _page(request, form, None)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One training: to read once it counts, until then to correct and send again."""
    found = get_object_or_404(OutsideTraining.objects.of(request.user), pk=pk)
    if not found.may_change:
        return render(request, "lms_home/outside_confirmed.html", _shown(request, found))
    form = OutsideForm(*_sent(request), learner=request.user, agencies=agencies_of(request.user), training=found)
    if request.method == "POST" and form.is_valid():
        try:
            training = correct_outside_training(
                training=found,
                details=form.details,
                organization=form.sent_to,
                paper=form.read,
                drop_paper=form.cleaned_data.get("drop_paper", False),
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return _thanks(request, training)
    return _page(request, form, found)


@login_required
@require_POST
def delete(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back what is not confirmed yet."""
    found = get_object_or_404(OutsideTraining.objects.of(request.user), pk=pk)
    try:
        delete_outside_training(training=found)
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect("lms_home:outside", pk=pk)
    messages.success(request, _("Deleted, and its file with it."))
    return redirect("lms_home:record")


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def paper(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The certificate, for its owner and for who confirms it: saved, never opened on our origin."""
    found = get_object_or_404(OutsideTraining.objects.opened_by(request.user).exclude(paper=""), pk=pk)
    content = paper_of(found)
    if content is None:
        raise Http404
    kind = "pdf" if found.paper.name.endswith(".pdf") else "jpg"
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="certificate-{str(found.pk)[:8]}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _sent(request: SignedInRequest) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _shown(request: SignedInRequest, training: OutsideTraining | None) -> dict:
    return {**outlook.common(request.user, "record"), "training": outside_outlook.line(training) if training else None}


def _page(request: SignedInRequest, form: OutsideForm, training: OutsideTraining | None) -> HttpResponse:
    context = {**_shown(request, training), "form": form, "agencies": form.agencies}
    return render(request, "lms_home/outside.html", context)


def _thanks(request: SignedInRequest, training: OutsideTraining) -> HttpResponse:
    if training.organization is None:
        messages.success(request, _("Saved. When you join an agency, you can send it there."))
    else:
        said = _("Sent to %(organization)s. It counts once your coordinator has seen the certificate.")
        messages.success(request, said % {"organization": training.organization.name})
    return redirect("lms_home:record")
