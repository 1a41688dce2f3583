"""One-tap sign-in links for the demo, and for nothing else: outside `LMS_DEMO` they are 404."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lms import conf

_SALT = "lms.starter.sign-in"


def link(user: User) -> str:
    """The path at which this person of the demo signs in."""
    return reverse("lms_starter:sign_in", kwargs={"token": signing.dumps(user.get_username(), salt=_SALT)})


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Says who this is; one tap signs in."""
    if not conf.is_demo():
        raise Http404
    try:
        username = signing.loads(token, salt=_SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    user = get_object_or_404(User.objects.select_related("profile"), username=username)
    if request.method == "POST":
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("lms_home:home")
    return render(request, "lms/demo_sign_in.html", {"person": user.profile})
