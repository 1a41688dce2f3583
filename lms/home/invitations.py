"""Inviting people, and the page on which somebody joins."""

import uuid
from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.enrollment.services import enroll
from courses.pages.models import CoursePage
from lms import conf
from lms.home import outlook
from lms.home.invitation_forms import InviteForm, JoinForm, MailForm
from lms.people import preferences, stepup
from lms.people.clocks import day_by
from lms.people.invitations.services import find_invitation, invite, join, join_as_new_person, take_back_invitation
from lms.people.models import Invitation, Membership, Organization, Role
from lms.people.permissions import roles_to_give
from lms.people.requests import SignedInRequest

# The token of a new invitation, until its page was left: it is kept nowhere else.
_KEPT = "lms_home.invitation_tokens"


def inviting_organization(user: User) -> Organization:
    """Where this user invites people. Raises Http404 where nowhere."""
    memberships = Membership.objects.active().filter(user=user).select_related("organization")
    found = [m.organization for m in memberships if roles_to_give(user, m.organization)]
    if not found:
        raise Http404
    return found[0]


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def invitations(request: SignedInRequest) -> HttpResponse:
    """The form, and the invitations that are open."""
    organization = inviting_organization(request.user)
    data = request.POST if request.method == "POST" else None
    form = InviteForm(data, organization=organization, roles=roles_to_give(request.user, organization))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["role"] != Role.NEW_HIRE and not stepup.is_fresh(request):
            return stepup.ask(request)
        made, token = invite(organization=organization, by=request.user, **form.cleaned_data)
        request.session[_KEPT] = {str(made.pk): token}
        return redirect("lms_home:invitation", pk=made.pk)
    open_ones = Invitation.objects.visible_to(request.user).open().select_related("team", "created_by__profile")
    context = {**outlook.common(request.user, "people"), "form": form, "invitations": open_ones}
    return render(request, "lms_home/invitations.html", context)


def _invitation(request: SignedInRequest, pk: uuid.UUID) -> Invitation:
    found = Invitation.objects.visible_to(request.user).select_related("organization", "team", "course")
    return get_object_or_404(found, pk=pk)


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def invitation(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One invitation. Its link shows right after it was made, and never again."""
    return _show(request, _invitation(request, pk), MailForm())


def _show(request: SignedInRequest, found: Invitation, form: MailForm) -> HttpResponse:
    token = request.session.get(_KEPT, {}).get(str(found.pk))
    context: dict[str, Any] = {**outlook.common(request.user, "people"), "invitation": found, "form": form}
    if token:
        text = message(found, token)
        context.update(link=link(token), text=text, by_mail=conf.sends_mail(), sms=f"sms:?&body={quote(text)}")
    return render(request, "lms_home/invitation.html", context)


def link(token: str) -> str:
    """The address at which somebody joins."""
    return conf.site_url() + reverse("lms_home:join", kwargs={"token": token})


def message(invitation: Invitation, token: str) -> str:
    """What somebody reads on their phone. Nothing in it hints at drug use."""
    words = {
        "organization": invitation.organization.name,
        "link": link(token),
        "day": date_format(_last_day(invitation), pgettext("day and month", "j F")),
    }
    return _("%(organization)s invites you. Join here: %(link)s (open until %(day)s)") % words


def _last_day(invitation: Invitation) -> date:
    """The day on which the link ends, as the clock of the organization says."""
    return day_by(invitation.organization.time_zone, invitation.expires_at)


@login_required
@require_POST
def send_by_mail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Send the link to an address, which is then forgotten."""
    found = _invitation(request, pk)
    token = request.session.get(_KEPT, {}).get(str(found.pk))
    form = MailForm(request.POST)
    if not token or not conf.sends_mail() or not form.is_valid():
        return _show(request, found, form)
    body = render_to_string(
        "lms_home/mail/invitation.txt", {"invitation": found, "link": link(token), "last_day": _last_day(found)}
    )
    subject = _("%(organization)s invites you") % {"organization": " ".join(found.organization.name.split())}
    try:
        EmailMessage(subject=subject, body=body, to=[form.cleaned_data["address"]]).send()
    except OSError:
        messages.error(request, _("The mail could not be sent. Copy the message and hand it on yourself."))
    else:
        messages.success(request, _("Sent. The address is not kept."))
    return redirect("lms_home:invitation", pk=pk)


@login_required
@require_POST
def take_back(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Close the link now."""
    take_back_invitation(invitation=_invitation(request, pk))
    messages.success(request, _("The link is closed. Who joined by it stays."))
    return redirect("lms_home:invitations")


@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def join_here(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: a username, a name and a password, and in one goes."""
    found = find_invitation(token=token)
    if found is None:
        return render(request, "lms_home/join_ended.html", status=404)
    form = JoinForm(request.POST if request.method == "POST" else None)
    known = request.user.is_authenticated
    if request.method == "POST" and (known or form.is_valid()):
        try:
            membership = _join(request, found, form)
        except (ValidationError, IntegrityError) as error:
            taken = _("Somebody here has this username already. Try another one.")
            form.add_error(None, error if isinstance(error, ValidationError) else taken)
        else:
            return _welcome(request, membership, found, known=known)
    url_sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}"
    context = {"invitation": found, "form": form, "known": known, "url_sign_in": url_sign_in}
    return render(request, "lms_home/join.html", context)


def _join(request: HttpRequest, found: Invitation, form: JoinForm) -> Membership:
    if request.user.is_authenticated:
        return join(invitation=found, user=request.user)
    membership = join_as_new_person(invitation=found, language=preferences.spoken(), **form.cleaned_data)
    login(request, membership.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return membership


def _welcome(request: HttpRequest, membership: Membership, found: Invitation, *, known: bool) -> HttpResponse:
    course = CoursePage.objects.live().filter(pk=found.course_id).first()
    if course is not None:
        # A course that is empty or closed by now keeps nobody out; a trainer can choose another.
        with suppress(ValidationError):
            enroll(learner=membership.user, organization=membership.organization, course=course)
    said = _("Welcome to %(organization)s. Your place is saved from now on.")
    messages.success(request, said % {"organization": membership.organization.name})
    return redirect("lms_home:home" if known else conf.after_joining_url())
