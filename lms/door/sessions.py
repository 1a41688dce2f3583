"""Where somebody is signed in, and ending it. Kept: since when, and on what kind of device. No address, no activity."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

# allauth wants an address; nobody here needs to know it.
NOWHERE = "0.0.0.0"  # noqa: S104  kept in a column, nothing listens there

SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "CrOS", "Linux")
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox",
            "FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari"}  # fmt: skip
SAID = {"Macintosh": "Mac", "CrOS": "Chromebook"}


def note(request: HttpRequest, user: User) -> None:
    """Write down that this session is the user's."""
    if not request.session.session_key:
        request.session.save()
    kept = {"user": user, "ip": NOWHERE, "user_agent": request.META.get("HTTP_USER_AGENT", "")[:200]}
    UserSession.objects.update_or_create(session_key=request.session.session_key, defaults=kept)


def renew_key(request: HttpRequest) -> None:
    """Give the session another key: one that somebody saw before is worth nothing now."""
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)


def forget(request: HttpRequest) -> None:
    """This session ends here."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()


def of(user: User) -> list[UserSession]:
    """The user's sessions that still open something, newest first."""
    return sorted(UserSession.objects.purge_and_list(user), key=lambda kept: kept.created_at, reverse=True)


def end_others(*, user: User, keep: str | None) -> int:
    """End every session of the user but the one with this key, also those that nobody noted; says how many."""
    ended = 0
    live = Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=keep)
    for session in live.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
            ended += 1
    others(user, keep).delete()
    return ended


def others(user: User, keep: str | None) -> QuerySet[UserSession]:
    """The user's noted sessions but the one with this key."""
    return UserSession.objects.filter(user=user).exclude(session_key=keep)


def device(user_agent: str) -> str:
    """What somebody would call their device: "Chrome, Android"."""
    system = next((SAID.get(name, name) for name in SYSTEMS if name in user_agent), "")
    browser = next((name for mark, name in BROWSERS.items() if f"{mark}/" in user_agent), "")
    return ", ".join(filter(None, [browser, system])) or str(_("Some device"))
