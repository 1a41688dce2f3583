"""What somebody says to a decision about their shift: a reply, "that is right", someone else to look."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from assessments.shadowing import outlook
from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.reply_form import ReplyForm
from assessments.shadowing.services import take_back_shift
from assessments.shadowing.signing import replies
from lms.people.requests import SignedInRequest


@login_required
@require_POST
@cache_control(private=True, no_store=True)
def reply(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A word to whoever may sign it."""
    found = get_object_or_404(outlook.mine(request.user), pk=pk)
    form = ReplyForm(request.POST)
    if not form.is_valid() and replies.can_answer(found):
        context = outlook.shift(request.user, found, now=timezone.now(), form=form)
        return render(request, "lms_assessments/shift.html", context)

    def say(*, entry: ShadowEntry) -> object:
        return replies.reply(entry=entry, author=request.user, text=form.cleaned_data.get("text", ""))

    return _do(request, found, say, _("Your reply is there."))


@login_required
@require_POST
def agree(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """That is right."""
    return _do(request, _mine(request, pk), replies.agree, _("Thank you. It stands like this."))


@login_required
@require_POST
def ask_another(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Someone else is to look."""
    found = get_object_or_404(outlook.mine(request.user), pk=pk)
    if not outlook.others_in_words(found):
        messages.error(request, _("Nobody else here could look at it yet. Talk to your coordinator."))
        return redirect("lms_assessments:shift", pk=pk)
    return _do(request, found, replies.ask_another, _("Someone else is asked to look. It waits for them."))


@login_required
@require_POST
def take_back(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct it after all."""
    return _do(request, _mine(request, pk), take_back_shift)


def _mine(request: SignedInRequest, pk: uuid.UUID) -> ShadowEntry:
    return get_object_or_404(ShadowEntry.objects.of(request.user), pk=pk)


def _do(request: SignedInRequest, entry: ShadowEntry, verb: Callable[..., object], done: str = "") -> HttpResponse:
    """Once, and with a sentence where somebody else was quicker."""
    try:
        verb(entry=entry)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        if done:
            messages.success(request, done)
    return redirect("lms_assessments:shift", pk=entry.pk)
