"""My ways in: passkeys, password, address, app, recovery codes."""

from typing import Any

import segno
from allauth.account.models import EmailAddress
from allauth.account.views import ConfirmEmailView, EmailView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes, view_recovery_codes
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView
from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms import conf
from lms.door import factors, sessions
from lms.door.forms import PasskeyForm, in_our_words
from lms.home import outlook
from lms.home.access.forms import NewPasswordForm
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def mine(request: SignedInRequest) -> HttpResponse:
    """Every way in that I have, and where I am signed in."""
    user = request.user
    kept = [
        {"id": s.pk, "since": s.created_at, "device": sessions.device(s.user_agent), "is_this": s.is_current()}
        for s in sessions.of(user)
    ]
    context = {
        "passkeys": factors.passkeys_of(user),
        "has_password": user.has_usable_password(),
        "address": EmailAddress.objects.filter(user=user).first(),
        "by_mail": conf.sends_mail(),
        "has_app": factors.has(user, Authenticator.Type.TOTP),
        "has_codes": factors.has(user, Authenticator.Type.RECOVERY_CODES),
        "asks_for_a_second": factors.asks_for_a_second(user),
        "sessions": kept,
    }
    return render(request, "lms_door/mine.html", {**outlook.common(user, "me"), **context})


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def card(request: SignedInRequest) -> HttpResponse:
    """To print: where the door is, and my username. It opens nothing by itself."""
    username = request.user.get_username()
    address = f"{conf.site_url()}{reverse('sign_in')}?{urlencode({'username': username})}"
    picture = segno.make(address, micro=False).svg_data_uri(scale=5, border=2)
    context = {"username": username, "picture": picture, "where": conf.site_url() + reverse("sign_in")}
    return render(request, "lms_door/card.html", {**outlook.common(request.user, "me"), **context})


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def offer(request: SignedInRequest) -> HttpResponse:
    """Right after joining: the phone's own lock, or not now."""
    if factors.passkeys_of(request.user).exists():
        return redirect("lms_home:home")
    options = {"creation_options": begin_registration(request.user, True)}
    return render(request, "lms_door/offer.html", {**outlook.common(request.user, "home"), "options": options})


class AddPasskeyView(AddWebAuthnView):
    """Use this phone's lock from now on."""

    template_name = "lms_door/add_passkey.html"
    form_class = PasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {**super().get_context_data(**kwargs), **outlook.common(self.request.user, "me")}
        # After allauth's own: only the last challenge counts.
        return {**shown, "options": {"creation_options": begin_registration(self.request.user, True)}}

    def get_success_url(self) -> str:
        messages.success(self.request, _("From now on your phone's lock opens this door."))
        if self.did_generate_recovery_codes and factors.asks_for_a_second(self.request.user):
            return reverse("mfa_view_recovery_codes")
        return reverse("lms_home:home" if "joining" in self.request.POST else "mfa_index")


@login_required
@require_POST
def remove_passkey(request: SignedInRequest, pk: int) -> HttpResponse:
    """This one opens nothing any more."""
    if not factors.passkeys_of(request.user).filter(pk=pk).exists():
        raise Http404
    factors.remove_passkeys(user=request.user, ids=[str(pk)])
    messages.success(request, _("Taken off."))
    return redirect("mfa_index")


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def password(request: SignedInRequest) -> HttpResponse:
    """Another password. Every other phone and computer is signed out."""
    form = NewPasswordForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        request.user.set_password(form.cleaned_data["password"])
        request.user.save(update_fields=["password"])
        sessions.forget(request)
        update_session_auth_hash(request, request.user)
        sessions.note(request, request.user)
        messages.success(request, _("Your password is changed. Everywhere else you are signed out."))
        return redirect("mfa_index")
    return render(request, "lms_door/password.html", {**outlook.common(request.user, "me"), "form": form})


class AddressView(EmailView):
    """An address for the code and for notices, if I want one."""

    template_name = "lms_door/address.html"

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        return in_our_words(super().get_form(form_class), email=_("Your e-mail address"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = {**outlook.common(self.request.user, "me"), "by_mail": conf.sends_mail()}
        known["address"] = EmailAddress.objects.filter(user=self.request.user).first()
        return {**super().get_context_data(**kwargs), **known}


class AddressIsMineView(ConfirmEmailView):
    """The link in the mail: yes, this address is mine."""

    template_name = "lms_door/address_is_mine.html"

    def logout_other_user(self, confirmation: Any) -> None:
        """Nobody is signed in by such a link, so nobody is signed out by it either."""

    def get_redirect_url(self) -> str:
        return reverse("mfa_index") if self.request.user.is_authenticated else reverse("sign_in")


class AppView(ActivateTOTPView):
    """An app that shows codes."""

    template_name = "lms_door/app.html"

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        return in_our_words(super().get_form(form_class), code=_("The code that the app shows"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        return {**shown, **outlook.common(self.request.user, "me"), "secret": shown["form"].secret}


@login_required
@require_POST
def stop_app(request: SignedInRequest) -> HttpResponse:
    """No codes of an app any more."""
    factors.remove_app(user=request.user)
    messages.success(request, _("Taken off."))
    return redirect("mfa_index")


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    """Codes to write down for the day the phone is gone; POST makes new ones."""
    if request.method == "POST":
        if factors.has(request.user, Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN):
            generate_recovery_codes(request)
        return redirect("mfa_view_recovery_codes")
    codes, _can_view = view_recovery_codes(request)
    if codes is None:
        return redirect("mfa_index")
    context = {**outlook.common(request.user, "me"), "codes": codes.get_unused_codes()}
    return render(request, "lms_door/recovery_codes.html", context)
