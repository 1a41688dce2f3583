"""How allauth behaves in our house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from lms import conf
from lms.door import locks, post
from lms.door.sessions import device
from lms.people import stepup, visitors

NO_MATCH = _("Look at the username and the password once more. Capital letters count. Nothing is lost.")


class AccountAdapter(DefaultAccountAdapter):
    """People come by invitation only; answers are alike whether somebody is known or not."""

    error_messages = {  # noqa: RUF012  as allauth asks for it
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": NO_MATCH,
        "account_inactive": NO_MATCH,
        "incorrect_password": _("That is not your password. Capital letters count. Nothing is lost."),
        "incorrect_code": _("That code did not match. Look at it once more."),
        "too_many_login_attempts": _("That was tried many times in a row. Wait five minutes, then try again."),
        "rate_limited": _("That was tried many times in a row. Wait five minutes, then try again."),
        "duplicate_email": _("This address is here already."),
        "max_email_addresses": _("More than %d address is not needed. Take the old one off first."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return visitors.address(request) or "unknown"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Whoever is closed out is told the same as somebody who is not known."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        messages.error(request, NO_MATCH)
        return redirect("sign_in")

    def is_safe_url(self, url: str) -> bool:
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, {context.request.get_host()})

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """One rule for the whole site."""
        return not stepup.is_fresh(context.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        return [{"id": "confirm", "description": "", "url": reverse("account_reauthenticate")}]

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "lms.door.stages.SecondFactorStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, message: str | None = None, **kwargs: Any
    ) -> None:
        """allauth's own sentences stay unsaid: our pages say what happened."""
        if message:
            super().add_message(request, level, message=message)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """By the name that the site goes by, whatever the request says."""
        return conf.site_url() + reverse("account_confirm_email", args=[emailconfirmation.key])

    def format_email_subject(self, subject: str) -> str:
        return subject

    def render_mail(self, template_prefix: str, *args: Any, **kwargs: Any) -> EmailMessage:
        """Our own words in place of allauth's: nothing on a locked screen says what kind of place this is."""
        name = template_prefix.rpartition("/")[2]
        return super().render_mail(f"lms_door/mail/{name}", *args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        post.hand_over(self.render_mail(template_prefix, email, context))


class MfaAdapter(DefaultMFAAdapter):
    """Names that people recognize on their phones, and secrets that a copy of the database does not give away."""

    error_messages = {  # noqa: RUF012  as allauth asks for it
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That did not match. Nothing is lost, try once more."),
    }

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.WAGTAIL_SITE_NAME}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        known = {"display_name": str(getattr(user, "profile", user.get_username())), "name": user.get_username()}
        return {**super().get_public_key_credential_user_entity(user), **known}

    def generate_authenticator_name(self, user: User, type: str) -> str:
        return device(context.request.META.get("HTTP_USER_AGENT", ""))

    def encrypt(self, text: str) -> str:
        return locks.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        return locks.unlock(encrypted_text)
