"""Talks that two people write down together: drafted by either, confirmed by both."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.supervision.people import agency_asked_for, around, leads_of, person_with
from assessments.supervision.talks import outlook
from assessments.supervision.talks.forms import TalkForm, as_typed
from assessments.supervision.talks.models import Conversation
from assessments.supervision.talks.services import (
    change_conversation,
    confirm_conversation,
    delete_conversation,
    write_conversation,
)
from lms.people import stepup
from lms.people.models import Organization
from lms.people.requests import SignedInRequest


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def add(request: SignedInRequest) -> HttpResponse:
    """Whoever learns writes down a talk with one of those who work with them."""
    organization = agency_asked_for(request)
    others = leads_of(request.user, organization)
    return _new(request, organization, others, i_learn=True)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def add_with(request: SignedInRequest, membership: uuid.UUID) -> HttpResponse:
    """Whoever works with somebody writes down a talk with them."""
    found = person_with(request.user, membership)
    return _new(request, found.organization, [found.user], i_learn=False)


def _new(request: SignedInRequest, organization: Organization, others: list[User], *, i_learn: bool) -> HttpResponse:
    form = _form(request, organization, others, i_learn=i_learn)
    if request.method == "POST" and not stepup.is_fresh(request):
        return stepup.ask(request)
    if request.method == "POST" and form.is_valid():
        pair = (request.user, form.other) if i_learn else (form.other, request.user)
        if written := _write(request, form, organization, pair):
            return written
    return _page(request, form, organization, i_learn=i_learn)


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def talk(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One talk, for the two who had it."""
    return render(request, "lms_assessments/talk.html", outlook.talk(request.user, _mine(request, pk)))


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write it otherwise, until both have confirmed it."""
    found = _mine(request, pk)
    if found.locked_at is not None:
        return redirect("lms_assessments:talk", pk=pk)
    form = _form_of(request, found)
    if request.method == "POST" and not stepup.is_fresh(request):
        return stepup.ask(request)
    if request.method == "POST" and form.is_valid():
        said = {"told": form.told, "seen": form.cleaned_data["seen"]}
        try:
            changed = change_conversation(conversation=found, by=request.user, **said)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return _saved(request, changed)
    return _page(request, form, found.organization, i_learn=found.learner_id == request.user.pk, found=found)


@login_required
@require_POST
@stepup.required
def confirm(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """This is what we agreed."""
    found, seen = _mine(request, pk), request.POST.get("seen", "")
    try:
        confirmed = confirm_conversation(
            conversation=found, by=request.user, seen=int(seen) if seen.isdecimal() and len(seen) < 6 else 0
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("lms_assessments:talk", pk=pk)
    return _saved(request, confirmed)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def correct(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What both confirmed was not quite so: a new one that stands for it."""
    found = _mine(request, pk)
    if found.locked_at is None or hasattr(found, "correction"):
        return redirect("lms_assessments:talk", pk=pk)
    form = _form_of(request, found, key=uuid.uuid4())
    if request.method == "POST" and not stepup.is_fresh(request):
        return stepup.ask(request)
    if request.method == "POST" and form.is_valid():
        pair = (found.learner, found.supervisor)
        if written := _write(request, form, found.organization, pair, corrects=found):
            return written
    i_learn = found.learner_id == request.user.pk
    return _page(request, form, found.organization, i_learn=i_learn, found=found, corrects=True)


@login_required
@require_POST
def delete(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """It was not so."""
    found = _mine(request, pk)
    if found.by_learner != (found.learner_id == request.user.pk):
        raise Http404
    try:
        delete_conversation(conversation=found, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("lms_assessments:talk", pk=pk)
    messages.success(request, _("Deleted."))
    return redirect("lms_assessments:supervision")


def _mine(request: SignedInRequest, pk: uuid.UUID) -> Conversation:
    return get_object_or_404(outlook.with_both(Conversation.objects.visible_to(request.user)), pk=pk)


def _form(request: SignedInRequest, organization: Organization, others: list[User], **kwargs: Any) -> TalkForm:
    data = request.POST if request.method == "POST" else None
    return TalkForm(data, organization=organization, others=others, **kwargs)


def _form_of(request: SignedInRequest, found: Conversation, **initial: Any) -> TalkForm:
    i_learn = found.learner_id == request.user.pk
    other = found.supervisor if i_learn else found.learner
    return _form(request, found.organization, [other], i_learn=i_learn, initial={**as_typed(found), **initial})


def _write(
    request: SignedInRequest,
    form: TalkForm,
    organization: Organization,
    pair: tuple[User, User],
    corrects: Conversation | None = None,
) -> HttpResponse | None:
    try:
        written = write_conversation(
            by=request.user,
            learner=pair[0],
            supervisor=pair[1],
            organization=organization,
            told=form.told,
            key=form.cleaned_data["key"],
            corrects=corrects,
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    return _saved(request, written)


def _saved(request: SignedInRequest, talk: Conversation) -> HttpResponse:
    other = talk.supervisor if talk.learner_id == request.user.pk else talk.learner
    waits = _("Saved, and confirmed by you. %(name)s is asked to confirm it too.") % {"name": str(other.profile)}
    messages.success(request, _("Confirmed by both of you.") if talk.locked_at else waits)
    return redirect("lms_assessments:talk", pk=talk.pk)


def _page(
    request: SignedInRequest, form: TalkForm, organization: Organization, *, i_learn: bool, **more: Any
) -> HttpResponse:
    context = {
        **around(request.user, "record" if i_learn else "people"),
        "form": form,
        "organization": organization,
        "i_learn": i_learn,
        **more,
    }
    return render(request, "lms_assessments/talk_form.html", context)
