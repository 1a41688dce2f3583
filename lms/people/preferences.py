"""How a person likes their screens. Kept in the profile; while signed in, in the session, which is read anyway."""

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from lms.people.models import LANGUAGES, Profile

_KEPT = "lms_people.preferences"


def connect() -> None:
    """From now on a sign-in brings the person's preferences along."""
    user_logged_in.connect(_at_sign_in, dispatch_uid="lms_people.preferences")


def _at_sign_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    profile = Profile.objects.filter(user=user).first()
    if profile is not None:
        remember(request, profile)


def remember(request: HttpRequest, profile: Profile) -> None:
    """Use these preferences from the next page on."""
    request.session[_KEPT] = {
        "language": profile.language,
        "theme": profile.theme,
        "text_size": profile.text_size,
        "data_saver": profile.data_saver,
    }


def chosen(request: HttpRequest) -> dict[str, Any]:
    """The preferences of whoever is signed in; `{}` for a stranger. No query of its own."""
    session = getattr(request, "session", None)
    return session.get(_KEPT, {}) if session is not None else {}


def attributes(request: HttpRequest) -> SafeString:
    """Attributes of `<html>`: ` data-account="7" data-theme="dark" data-text="large" data-saver`.

    The account tells what waits or is kept on a phone from what is somebody else's; empty for a stranger.
    """
    likes = chosen(request)
    parts = [format_html(' data-account="{}"', account) for account in _account(request)]
    if likes.get("theme") in ("light", "dark"):
        parts.append(format_html(' data-theme="{}"', likes["theme"]))
    if likes.get("text_size") in ("large", "larger"):
        parts.append(format_html(' data-text="{}"', likes["text_size"]))
    if likes.get("data_saver") or request.headers.get("Save-Data") == "on":
        parts.append(mark_safe(" data-saver"))  # a constant
    return SafeString("".join(parts))


def languages() -> dict[str, str]:
    """The languages to choose from here, each by its own name: `{"es": "Español"}`. `{}` where a site has but one."""
    offered = dict(settings.LANGUAGES) if "django.middleware.locale.LocaleMiddleware" in settings.MIDDLEWARE else {}
    found = {code: name for code, name in LANGUAGES if code in offered}
    return found if len(found) > 1 else {}


def spoken() -> str:
    """The language of this page, to be kept for whoever begins in it; empty where it is the site's own."""
    now = get_language() or ""
    return now if now in languages() and now != settings.LANGUAGE_CODE else ""


def language_of(profile: Profile | None) -> str:
    """In which language somebody gets mail and paper."""
    return (profile and profile.language) or settings.LANGUAGE_CODE


def _account(request: HttpRequest) -> list[str]:
    """Who is signed in, as the session says it: no query of its own. Nothing where there is no session at all."""
    session = getattr(request, "session", None)
    return [] if session is None else [str(session.get(SESSION_KEY, ""))]
