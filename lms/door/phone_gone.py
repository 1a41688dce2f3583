"""My phone is gone, and ending one session."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from lms.door import factors, sessions
from lms.home import outlook
from lms.people import stepup
from lms.people.requests import SignedInRequest


@require_GET
@cache_control(private=True, no_store=True)
def phone_gone(request: HttpRequest) -> HttpResponse:
    """What to do; for somebody signed in, one tap that does it."""
    if not request.user.is_authenticated:
        return render(request, "lms_door/phone_gone.html", {"signed_in": False})
    context = {**outlook.common(request.user, "me"), "signed_in": True, "passkeys": factors.passkeys_of(request.user)}
    return render(request, "lms_door/phone_gone.html", context)


@login_required
@require_POST
def end_others(request: SignedInRequest) -> HttpResponse:
    """Every other phone and computer is signed out, now; the passkeys that were ticked open nothing any more."""
    ended = sessions.end_others(user=request.user, keep=request.session.session_key)
    said = ngettext(
        "Done. %(n)s other sign-in has ended. Only here you are still signed in.",
        "Done. %(n)s other sign-ins have ended. Only here you are still signed in.",
        ended,
    )
    messages.success(request, said % {"n": ended})
    ticked = request.POST.getlist("passkey")
    if ticked and not stepup.is_fresh(request):
        return stepup.ask(request)
    factors.remove_passkeys(user=request.user, ids=ticked)
    return redirect("mfa_index")


@login_required
@require_POST
def end_one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One phone or computer is signed out."""
    found = get_object_or_404(UserSession.objects.filter(user=request.user), pk=pk)
    found.end()
    messages.success(request, _("Signed out there."))
    return redirect("mfa_index")
