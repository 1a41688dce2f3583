"""Coming in: by password, mailed code or passkey, and with a second factor where one is asked for."""

from typing import Any

from allauth.account.views import ConfirmLoginCodeView, LoginView, RequestLoginCodeView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from lms.door import factors
from lms.door.forms import AskForCodeForm, SignInForm, in_our_words


class SignInView(LoginView):
    """Sign in with username and password.

    Who is signed in and came by themselves is sent home. Who was sent here, because they may not see the page they
    asked for, gets the form: sending them back would go in circles.
    """

    template_name = "lms_door/sign_in.html"
    form_class = SignInForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" and request.user.is_authenticated and not self.get_next_url():
            return redirect("lms_home:home")
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"login": self.request.GET.get("username", "")[:150]}

    def form_valid(self, form: SignInForm) -> HttpResponse:
        if self.request.user.is_authenticated:
            logout(self.request)
        return super().form_valid(form)


class AskForCodeView(RequestLoginCodeView):
    """An address in, six digits by mail."""

    template_name = "lms_door/ask_for_code.html"
    form_class = AskForCodeForm


class CodeView(ConfirmLoginCodeView):
    """The six digits."""

    template_name = "lms_door/code.html"

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        return in_our_words(super().get_form(form_class), code=_("Six digits"))


class PasskeyView(LoginWebAuthnView):
    """What the sign-in page's "Use my phone's lock" talks to."""


class SecondFactorView(AuthenticateView):
    """After a right password: the passkey, or a code."""

    template_name = "lms_door/second_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.stage.login.user
        has_passkey = factors.has(user, Authenticator.Type.WEBAUTHN)
        shown = {**super().get_context_data(**kwargs), "has_passkey": has_passkey}
        return {**shown, "form": in_our_words(shown["form"], code=_("Code"))}
