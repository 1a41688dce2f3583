"""The public pages: is this certificate real? No sign-in, nothing indexed, nothing kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from certificates import codes, verification
from certificates.forms import NameForm
from lms import conf
from lms.people.visitors import public_but_quiet

quiet = public_but_quiet(what="verify", most=conf.verify_looks, later="lms_certificates/later.html")


@require_http_methods(["GET", "HEAD"])
@quiet
def verify(request: HttpRequest) -> HttpResponse:
    """Type a code."""
    if "code" not in request.GET:
        return render(request, "lms_certificates/verify.html", {})
    code = codes.read(request.GET["code"])
    return redirect("lms_certificates:verify_code", code=code) if code else _unknown(request)


@require_http_methods(["GET", "HEAD", "POST"])
@quiet
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """What was printed on the certificate with this code, and how it stands. POST compares a name."""
    certificate = verification.look_up(code)
    if certificate is None:
        return _unknown(request)
    form = NameForm(request.POST or None)
    shown = verification.shown(certificate)
    context = {"shown": shown, "form": form, "compared": False}
    if shown["is_intact"] and form.is_valid():
        context["compared"] = True
        context["match"] = verification.has_name(certificate, form.cleaned_data["name"])
    return render(request, "lms_certificates/verified.html", context)


def _unknown(request: HttpRequest) -> HttpResponse:
    """Unknown, mistyped, never given: one answer."""
    return render(request, "lms_certificates/unknown.html", {}, status=404)
