"""Step-up: before what cannot be taken back, somebody shows once more that it is them (threats.md 3, A07).

The add-on only reads its own mark in the session. Django's sign-in sets it; a host with passkeys or codes sets it
with `remember(request)` each time somebody showed who they are, and names its own page in LMS_STEP_UP_URL.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse

from lms import conf

View = Callable[..., HttpResponseBase]

_SHOWN_AT = "lms_people.stepup.shown_at"
_WAITING = "lms_people.stepup.waiting"
# The token belongs to another page, and passwords are kept nowhere.
_NEVER_KEPT = {"csrfmiddlewaretoken", "password"}


def connect() -> None:
    """From now on a sign-in counts as having shown who one is."""
    user_logged_in.connect(_at_sign_in, dispatch_uid="lms_people.stepup")


def _at_sign_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    request.session.pop(_WAITING, None)
    remember(request)


def remember(request: HttpRequest) -> None:
    """Somebody has just shown that it is them: by password, passkey or code."""
    request.session[_SHOWN_AT] = int(time.time())


def is_fresh(request: HttpRequest) -> bool:
    """Whether they did so within the last fifteen minutes (LMS_STEP_UP)."""
    shown_at = request.session.get(_SHOWN_AT, 0)
    return 0 <= time.time() - shown_at < conf.step_up().total_seconds()


def required(view: View | None = None, *, then: str = "") -> Any:
    """Let a view run only for somebody who is fresh; otherwise ask first and come back.

    What was typed into a form is kept and sent again afterwards. `then` names the page to come back to where
    the view itself is no page, as for a download.
    """

    def decorate(decorated: View) -> View:
        @wraps(decorated)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return decorated(request, *args, **kwargs) if is_fresh(request) else ask(request, then=then)

        return asked

    return decorate(view) if view else decorate


def ask(request: HttpRequest, *, then: str = "") -> HttpResponse:
    """To the page that asks, keeping what was typed. For views that need it only sometimes."""
    back = resolve_url(then) if then else request.get_full_path()
    if request.method == "POST" and not request.FILES:
        data = {name: values for name, values in request.POST.lists() if name not in _NEVER_KEPT}
        request.session[_WAITING] = {"to": back, "data": data, "from": _page_before(request)}
        back = reverse("lms_home:carry_on")
    return HttpResponseRedirect(f"{resolve_url(conf.step_up_url())}?{urlencode({'next': back})}")


def waiting(request: HttpRequest) -> dict[str, Any] | None:
    """What was typed before we asked: `{"to": address, "data": {name: [values]}, "from": page}`. Given once."""
    kept: dict[str, Any] | None = request.session.pop(_WAITING, None)
    return kept


def page_before(request: HttpRequest) -> str:
    """Where somebody goes who would rather not: the page of the form, or home."""
    return str(request.session.get(_WAITING, {}).get("from") or reverse("lms_home:home"))


def _page_before(request: HttpRequest) -> str:
    came = urlsplit(request.headers.get("Referer", ""))
    return came.path if came.netloc == request.get_host() and came.path.startswith("/") else ""
