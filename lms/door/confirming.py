"""Confirming that it is still the same person (step-up): by passkey, password or code, in one place."""

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from lms import conf
from lms.door import factors
from lms.door.forms import in_our_words
from lms.home import outlook
from lms.home.confirming import next_page
from lms.people import stepup
from lms.people.requests import SignedInRequest


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def confirm(request: SignedInRequest) -> HttpResponse:
    """Is it still you? The phone's lock first, where there is one."""
    form = _posted(request) if request.method == "POST" else None
    if form is not None:
        if not ratelimit.consume(request, action="reauthenticate", user=request.user):
            return render(request, "429.html", status=429)
        if form.is_valid():
            _showed(request, form)
            return HttpResponseRedirect(next_page(request))
    return render(request, "lms_door/confirm.html", _context(request, form))


def _posted(request: SignedInRequest) -> forms.Form:
    user, data = request.user, request.POST
    if "credential" in data:
        return ReauthenticateWebAuthnForm(user=user, data=data)
    if "code" in data:
        return CodeForm(user=user, data=data)
    if "demo" in data and _is_nobody(request):
        return forms.Form(data)
    return ReauthenticateForm(user=user, data=data)


def _showed(request: SignedInRequest, form: forms.Form) -> None:
    if isinstance(form, ReauthenticateForm):
        reauthenticate_by_password(request)
    elif hasattr(form, "save"):
        form.save()
    else:
        stepup.remember(request)


def _is_nobody(request: SignedInRequest) -> bool:
    """One of the demo's cast, who have no password: a tap is enough there, and nowhere else."""
    return conf.is_demo() and not request.user.has_usable_password()


def _context(request: SignedInRequest, form: forms.Form | None) -> dict[str, Any]:
    user = request.user
    passkey, app = Authenticator.Type.WEBAUTHN, (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    has_passkey = factors.has(user, passkey)
    return {
        **outlook.common(user, "me"),
        "next": next_page(request),
        "back": stepup.page_before(request),
        "options": {"request_options": begin_authentication(user)} if has_passkey else None,
        "not_that": bool(form and "credential" in form.errors),
        "password_form": _kept(form, ReauthenticateForm, user) if user.has_usable_password() else None,
        "code_form": _kept(form, CodeForm, user) if factors.has(user, *app) else None,
        "is_nobody": _is_nobody(request),
    }


def _kept(form: forms.Form | None, kind: type[forms.Form], user: Any) -> forms.Form:
    """The form as it was sent, with what has to change; a new one where another was sent."""
    shown = form if isinstance(form, kind) else kind(user=user)  # type: ignore[call-arg]
    return in_our_words(shown, **{"code": _("Code")} if "code" in shown.fields else {"password": _("Your password")})
