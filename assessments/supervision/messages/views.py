""" "Working / not working" and "I don't feel safe": written, answered, shared only where the author wants."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.supervision.messages import outlook
from assessments.supervision.messages.forms import AnswerForm, MessageForm, ShareForm
from assessments.supervision.messages.models import Matter, Message, Shared
from assessments.supervision.messages.readers import first_readers, second_readers, supervisors_of
from assessments.supervision.messages.rules import A_FEW_DAYS, KEPT
from assessments.supervision.messages.services import answer_message, delete_message, send_message, share_message
from assessments.supervision.people import agency_asked_for, around, reach
from lms.people.models import Organization
from lms.people.requests import SignedInRequest


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def write(request: SignedInRequest, matter: str) -> HttpResponse:
    """Write to whoever supervises me; it says before who will read it."""
    organization = agency_asked_for(request)
    form = _form(request, organization, Matter(matter))
    if request.method == "POST" and form.is_valid():
        try:
            sent = send_message(
                author=request.user,
                organization=organization,
                matter=Matter(matter),
                text=form.cleaned_data["text"],
                first=form.first_reader,
                second=form.second_reader,
                key=form.cleaned_data["key"],
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Sent. You see here who has answered."))
            return redirect("lms_assessments:message", pk=sent.pk)
    return _page(request, organization, form, Matter(matter))


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def message(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One message: for its author, and for those it was sent to."""
    return _message(request, _visible(request, pk), AnswerForm())


@login_required
@require_POST
@cache_control(private=True, no_store=True)
def answer(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Answer what was sent to me."""
    found = get_object_or_404(_visible_ones(request).exclude(author=request.user), pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _message(request, found, form)
    answer_message(message=found, by=request.user, text=form.cleaned_data["text"])
    said = _("Answered. Only %(name)s reads your answer.")
    messages.success(request, said % {"name": str(found.author.profile)})
    return redirect("lms_assessments:message", pk=pk)


@login_required
@require_POST
def share(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Let my team read it, or no longer."""
    found = get_object_or_404(Message.objects.of(request.user), pk=pk)
    form = ShareForm(request.POST)
    if form.is_valid():
        try:
            share_message(message=found, by=request.user, shared=Shared(form.cleaned_data["shared"]))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("Saved."))
    return redirect("lms_assessments:message", pk=pk)


@login_required
@require_POST
def delete(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take it back: it goes for everybody."""
    delete_message(message=get_object_or_404(Message.objects.of(request.user), pk=pk), by=request.user)
    messages.success(request, _("Deleted for everybody."))
    return redirect("lms_assessments:supervision")


def _visible_ones(request: SignedInRequest) -> Any:
    return Message.objects.visible_to(request.user).select_related("author__profile", "organization", "team")


def _visible(request: SignedInRequest, pk: uuid.UUID) -> Message:
    found: Message = get_object_or_404(_visible_ones(request), pk=pk)
    return found


def _form(request: SignedInRequest, organization: Organization, matter: Matter) -> MessageForm:
    is_unsafe = matter == Matter.UNSAFE
    return MessageForm(
        request.POST if request.method == "POST" else None,
        matter=matter,
        firsts=first_readers(request.user, organization),
        seconds=second_readers(request.user, organization) if is_unsafe else [],
        spares=is_unsafe and bool(supervisors_of(request.user, organization)),
    )


def _page(request: SignedInRequest, organization: Organization, form: MessageForm, matter: Matter) -> HttpResponse:
    context = {
        **around(request.user),
        "form": form,
        "matter": matter.label,
        "is_unsafe": matter == Matter.UNSAFE,
        "has_readers": bool(form.people) and (matter != Matter.UNSAFE or "second" in form.initial),
        "organization": organization,
        "reach": reach(organization),
        "days": A_FEW_DAYS,
        "kept": KEPT.days,
    }
    return render(request, "lms_assessments/message_form.html", context)


def _message(request: SignedInRequest, found: Message, form: AnswerForm) -> HttpResponse:
    share_form = ShareForm(initial={"shared": found.shared})
    context = {**outlook.message(request.user, found), "form": form, "share_form": share_form, "kept": KEPT.days}
    return render(request, "lms_assessments/message.html", context)
