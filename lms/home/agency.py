"""How it works here: the local sheet, as everyone reads it and as the coordinator writes it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.home import outlook
from lms.home.agency_forms import AgencyForm, CrisisLineForm, LineForm, WordsForm
from lms.people.local.models import CrisisLine, LocalLine, Overlay, Topic
from lms.people.local.queries import local_lines, word_for
from lms.people.local.services import choose_words, clear_line, remove_crisis_line, write_crisis_line, write_line
from lms.people.models import Membership, Organization, Role
from lms.people.permissions import can_edit_local_sheet
from lms.people.requests import SignedInRequest


def coordinated(user: User) -> Organization:
    """The agency this user coordinates. Raises Http404 where there is none."""
    roles = Membership.objects.active().filter(user=user, role=Role.COORDINATOR).select_related("organization")
    membership = roles.first()
    if membership is None:
        raise Http404
    return membership.organization


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def local_sheet(request: SignedInRequest) -> HttpResponse:
    """How it works here, for everyone in the agency."""
    membership = Membership.objects.active().filter(user=request.user).select_related("organization").first()
    if membership is None:
        raise Http404
    organization = membership.organization
    context = {
        **outlook.common(request.user, "home"),
        "organization": organization,
        "lines": local_lines(organization),
        "crisis_lines": organization.crisis_lines.all(),
        "can_edit": can_edit_local_sheet(request.user, organization),
    }
    return render(request, "lms_home/local_sheet.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def agency(request: SignedInRequest) -> HttpResponse:
    """The coordinator's page: the agency itself, its words, its sheet line by line."""
    organization = coordinated(request.user)
    form = AgencyForm(request.POST if request.method == "POST" else None, instance=organization)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("lms_home:agency")
    return _agency_page(request, coordinated(request.user), form=form)


def _agency_page(request: SignedInRequest, organization: Organization, **forms: Any) -> HttpResponse:
    sheet = getattr(organization, "local_sheet", None)
    chosen = {"word": word_for(organization), "overlays": sheet.overlays if sheet else []}
    context = {
        **outlook.common(request.user, "people"),
        "organization": organization,
        "form": AgencyForm(instance=organization),
        "words_form": WordsForm(initial=chosen),
        "crisis_form": CrisisLineForm(),
        "lines": local_lines(organization),
        "crisis_lines": organization.crisis_lines.all(),
        **forms,
    }
    return render(request, "lms_home/agency.html", context)


@login_required
@require_POST
def words(request: SignedInRequest) -> HttpResponse:
    """Choose the word for participants and the funding switches."""
    organization = coordinated(request.user)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _agency_page(request, organization, words_form=form)
    overlays = [Overlay(value).value for value in form.cleaned_data["overlays"]]
    choose_words(organization=organization, by=request.user, word=form.cleaned_data["word"], overlays=overlays)
    messages.success(request, _("Saved."))
    return redirect("lms_home:agency")


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def line(request: SignedInRequest, topic: str) -> HttpResponse:
    """Write one line of the sheet, or take it off."""
    organization = coordinated(request.user)
    if topic not in Topic.values:
        raise Http404
    if request.method == "POST" and "clear" in request.POST:
        clear_line(organization=organization, by=request.user, topic=topic)
        messages.success(request, _("Taken off. The sheet now says whom to ask."))
        return redirect("lms_home:agency")
    written = LocalLine.objects.filter(organization=organization, topic=topic).first()
    form = LineForm(request.POST if request.method == "POST" else None, instance=written)
    if request.method == "POST" and form.is_valid():
        write_line(organization=organization, by=request.user, topic=topic, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("lms_home:agency")
    context = {**outlook.common(request.user, "people"), "form": form, "label": Topic(topic).label, "written": written}
    return render(request, "lms_home/agency_line.html", context)


@login_required
@require_POST
def crisis_line(request: SignedInRequest) -> HttpResponse:
    """Put a crisis number on the sheet, or correct it."""
    organization = coordinated(request.user)
    form = CrisisLineForm(request.POST)
    if not form.is_valid():
        return _agency_page(request, organization, crisis_form=form)
    write_crisis_line(organization=organization, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("lms_home:agency")


@login_required
@require_POST
def remove_crisis(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a crisis number off the sheet."""
    found = get_object_or_404(CrisisLine.objects.filter(organization=coordinated(request.user)), pk=pk)
    remove_crisis_line(line=found, by=request.user)
    messages.success(request, _("Taken off."))
    return redirect("lms_home:agency")
