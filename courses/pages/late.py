"""Work done without a connection: how a form that waited on a phone arrives, late and once.

Any form may wait that is marked `data-offline` in its template and whose view has `@may_wait` outermost. On the phone
lms/static/lms/waiting.js keeps it and sends it; it holds no free text: a box for that is marked `data-not-kept`, and
stays behind where the form has to wait. Besides its own fields it carries

    entry            a random UUID, the same however often it is sent
    entry_account    whose it is: what `<html data-account>` said
    entry_protocol   the version of these rules that the phone speaks
    entry_waited     "1" where it has waited, rather than being sent at once

and is answered in JSON: 200 `{"state": "saved", "next": address}`; 409 `{"state": "refused", "sentence": why}` where
sending it again would not help; 401 and 403 where nobody, or somebody else, is signed in. The phone forgets what was
saved and nothing else. Without `entry` a view is called as if nothing had been said about any of this.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from courses.progress.arrivals import arrives

# Phones that speak this version or the one before are understood, because not all of them have the newest page open.
PROTOCOL = 1

View = Callable[..., HttpResponse]


class Refused(Exception):
    """What an entry asks for cannot be done, and never will be. Says why, for whoever did it."""


def may_wait(view: View) -> View:
    """For a view that takes a form by POST and redirects: its form may wait on a phone, and is saved once."""

    @wraps(view)
    def received(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "entry" not in request.POST:
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return JsonResponse({"state": "signed out"}, status=401)
        try:
            return _turned_away(request, request.user) or _saved_once(view, request, request.user, *args, **kwargs)
        except Refused as refused:
            return JsonResponse({"state": "refused", "sentence": str(refused)}, status=409)

    return received


def has_waited(request: HttpRequest) -> bool:
    """Whether this was done a while ago and could not be sent then."""
    return "entry" in request.POST and request.POST.get("entry_waited") == "1"


def key_of(request: HttpRequest) -> uuid.UUID | None:
    """What a phone calls this entry, however often it sends it; None where a form was sent the plain way."""
    return _key(request) if "entry" in request.POST else None


def refuse(request: HttpRequest, sentence: str) -> None:
    """Refuse an entry with a sentence; a form that was sent the plain way goes on to be answered with a page."""
    if "entry" in request.POST:
        raise Refused(sentence)


def _turned_away(request: HttpRequest, user: User) -> HttpResponse | None:
    if request.POST.get("entry_protocol") not in {str(PROTOCOL), str(PROTOCOL - 1)}:
        raise Refused(_("This page is from another version of ours. Nothing is lost: close it, and open it again."))
    if request.POST.get("entry_account") != str(user.pk):
        return JsonResponse({"state": "somebody else"}, status=403)
    return None


@transaction.atomic
def _saved_once(view: View, request: HttpRequest, user: User, *args: Any, **kwargs: Any) -> HttpResponse:
    if not arrives(key=_key(request), user=user):
        return JsonResponse({"state": "saved", "next": ""})
    response = view(request, *args, **kwargs)
    if response.status_code != 302:
        transaction.set_rollback(True)
        return response
    return JsonResponse({"state": "saved", "next": response["Location"]})


def _key(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST["entry"])
    except ValueError:
        raise Refused(_("This cannot be read. Open the lesson, and go on from there.")) from None
