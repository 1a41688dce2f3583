"""What happens when somebody comes in, shows again who they are, or goes."""

from typing import Any

from allauth.account import signals
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from lms.door import locks, sessions
from lms.people import stepup


def connect() -> None:
    """Every way in is noted: ours, a join by invitation, a demo link. allauth's own note is written over."""
    user_logged_in.connect(_came_in, dispatch_uid="lms_door.came_in")
    signals.user_logged_in.connect(_came_in, dispatch_uid="lms_door.came_in")
    signals.authentication_step_completed.connect(_showed_again, dispatch_uid="lms_door.showed_again")
    user_logged_out.connect(_went, dispatch_uid="lms_door.went")


def _came_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    sessions.note(request, user)
    if settings.SECRET_KEY_FALLBACKS:
        locks.renew(user)


def _showed_again(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    if not kwargs.get("reauthenticated"):
        return  # halfway through a sign-in, which Django announces when it is whole
    stepup.remember(request)
    sessions.renew_key(request)


def _went(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    sessions.forget(request)
