"""Hours to sign off: the queue on a phone, two taps each."""

import uuid
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.signing import outlook
from assessments.shadowing.signing.forms import ChangeForm, LinkForm, NoteForm
from assessments.shadowing.signing.links import make_link, take_back_link
from assessments.shadowing.signing.messages import words_for
from assessments.shadowing.signing.models import Outcome, SignOff
from assessments.shadowing.signing.queries import COLLEAGUES
from assessments.shadowing.signing.services import sign_off, sign_several, undo
from lms.people import stepup
from lms.people.models import Membership, Role
from lms.people.requests import SignedInRequest


def require_signer(user: User) -> None:
    """Raises Http404 for whoever signs for nobody."""
    roles = [*COLLEAGUES, Role.COORDINATOR]
    if not Membership.objects.active().filter(user=user, role__in=roles).exists():
        raise Http404


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def queue(request: SignedInRequest) -> HttpResponse:
    """Everything that waits for me, by person, the oldest first."""
    require_signer(request.user)
    return render(request, "lms_assessments/sign_queue.html", outlook.queue(request.user, now=timezone.now()))


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def one(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One shift in full: sign it, count a part of it, ask."""
    entry = _entry(request.user, pk)
    form = ChangeForm(request.POST if "outcome" in request.POST else None)
    note = NoteForm(request.POST if "say" in request.POST else None)
    if request.method == "POST":
        if not stepup.is_fresh(request):
            return stepup.ask(request)
        answered = _decide(request, entry, form, note)
        if answered:
            return answered
    return _page(request, entry, form, note=note)


@login_required
@require_POST
@stepup.required
def several(request: SignedInRequest) -> HttpResponse:
    """Several of one person's, with the list in view."""
    require_signer(request.user)
    chosen = _chosen(request)
    if not chosen:
        messages.error(request, _("Tick the shifts that you want to sign."))
        return redirect("lms_assessments:sign")
    seals = {str(entry.pk): request.POST.get(f"seen-{entry.pk}", "") for entry in chosen}
    try:
        signed = sign_several(entries=chosen, signer=request.user, meaning=request.POST.get("say", ""), seen=seals)
    except (ValidationError, PermissionDenied) as error:
        messages.error(request, _first(error))
    else:
        said = ngettext("Signed: %(n)s shift.", "Signed: %(n)s shifts.", len(signed)) % {"n": len(signed)}
        messages.success(request, f"{said} {_('You can undo it for ten minutes.')}")
    return redirect("lms_assessments:sign")


@login_required
@require_POST
def take_back(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Undo one's own decision within ten minutes."""
    found = get_object_or_404(SignOff.objects.select_related("entry"), pk=pk, signer=request.user)
    try:
        undo(sign_off=found, signer=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Undone. It waits again; they have not been told anything."))
    return redirect("lms_assessments:sign")


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def done(request: SignedInRequest) -> HttpResponse:
    """What I decided, the newest first."""
    require_signer(request.user)
    before = _moment(request.GET.get("before", ""))
    return render(request, "lms_assessments/sign_done.html", outlook.done(request.user, before=before))


@login_required
@require_POST
@stepup.required
@cache_control(private=True, no_store=True)
def link(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A link for a colleague without an account; shown this once."""
    entry = _entry(request.user, pk)
    if "take_back" in request.POST:
        take_back_link(entry=entry)
        messages.success(request, _("The link opens nothing any more."))
        return redirect("lms_assessments:sign_one", pk=pk)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, entry, ChangeForm(), link_form=form)
    try:
        _made, code = make_link(entry=entry, by=request.user, name=form.cleaned_data["name"])
    except (ValidationError, PermissionDenied) as error:
        messages.error(request, _first(error))
        return redirect("lms_assessments:sign_one", pk=pk)
    return _page(request, entry, ChangeForm(), handed_on=words_for(entry, code))


def _entry(user: User, pk: uuid.UUID) -> ShadowEntry:
    return get_object_or_404(outlook.entries_of(user, now=timezone.now()), pk=pk)


def _decide(request: SignedInRequest, entry: ShadowEntry, form: ChangeForm, note: NoteForm) -> HttpResponse | None:
    """Do what was asked; None where something is missing."""
    what = _plain(request, note) if note.is_bound else _changed(form)
    if what is None:
        return None
    try:
        signed = sign_off(entry=entry, signer=request.user, seen=request.POST.get("seen", ""), **what)
    except ValidationError as error:
        form.add_error(None, error.messages) if form.is_bound else messages.error(request, error.messages[0])
        return None
    except PermissionDenied as error:
        messages.error(request, str(error))
        return redirect("lms_assessments:sign")
    _say(request, signed)
    return redirect("lms_assessments:sign")


def _plain(request: SignedInRequest, note: NoteForm) -> dict[str, Any] | None:
    if not note.is_valid():
        return None
    return {"outcome": Outcome.SIGNED, "meaning": request.POST["say"], "reason": note.cleaned_data["note"]}


def _changed(form: ChangeForm) -> dict[str, Any] | None:
    if not form.is_bound or not form.is_valid():
        return None
    said = form.cleaned_data
    counts = said["outcome"] == Outcome.IN_PART
    meaning = said["meaning"] if counts else ""
    return {
        "outcome": said["outcome"],
        "meaning": meaning,
        "minutes": form.counted if counts else None,
        "reason": said["reason"],
    }


def _say(request: SignedInRequest, signed: SignOff) -> None:
    name = str(signed.learner.profile)
    said = {Outcome.SIGNED: _("Signed for %(name)s."), Outcome.IN_PART: _("Counted in part for %(name)s.")}
    told = said.get(Outcome(signed.outcome), _("Noted for %(name)s.")) % {"name": name}
    messages.success(request, f"{told} {_('You can undo it for ten minutes.')}")


def _chosen(request: SignedInRequest) -> list[ShadowEntry]:
    keys = [key for key in request.POST.getlist("entry") if _is_key(key)]
    return list(outlook.entries_of(request.user, now=timezone.now()).filter(pk__in=keys))


def _is_key(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
        return found.astimezone(UTC) if found and timezone.is_aware(found) else None
    except (ValueError, OverflowError):  # no such moment, or none in UTC
        return None


def _first(error: ValidationError | PermissionDenied) -> str:
    return error.messages[0] if isinstance(error, ValidationError) else str(error)


def _page(
    request: SignedInRequest,
    entry: ShadowEntry,
    form: ChangeForm,
    *,
    note: NoteForm | None = None,
    link_form: LinkForm | None = None,
    handed_on: dict[str, str] | None = None,
) -> HttpResponse:
    context = {**outlook.one(request.user, entry, now=timezone.now()), "form": form, "note": note, **(handed_on or {})}
    return render(request, "lms_assessments/sign_one.html", {**context, "link_form": link_form or LinkForm()})
