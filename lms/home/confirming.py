"""Confirming that it is still the same person: by password, where the host has no page of its own for it."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from lms import conf
from lms.home import outlook
from lms.people import stepup
from lms.people.requests import SignedInRequest
from lms.people.visitors import may_try

TRIES = 10


class PasswordForm(forms.Form):
    """One's own password, once more."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        self.user = user

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        if not self.user.check_password(typed):
            raise ValidationError(_("That is not your password. Capital letters count. Nothing is lost."))
        return typed


def next_page(request: SignedInRequest) -> str:
    """Where to go afterwards; never to another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else reverse("lms_home:home")


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def confirm(request: SignedInRequest) -> HttpResponse:
    """Is it still you? Then on with what you were doing."""
    if conf.step_up_url() != "lms_home:confirm":
        return redirect(conf.step_up_url())
    form = PasswordForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST":
        if not may_try(request, what="confirm", most=TRIES):
            return render(request, "lms_home/too_often.html", status=429)
        if form.is_valid():
            stepup.remember(request)
            return HttpResponseRedirect(next_page(request))
    context = {"form": form, "next": next_page(request), "back": stepup.page_before(request)}
    return render(request, "lms_home/confirm.html", {**outlook.common(request.user, "me"), **context})


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def carry_on(request: SignedInRequest) -> HttpResponse:
    """What was typed before we asked, ready to be sent: nothing is lost, and nothing happens by itself twice."""
    if not stepup.is_fresh(request):
        return stepup.ask(request)
    kept = stepup.waiting(request)
    if kept is None:
        return redirect("lms_home:home")
    fields = [(name, value) for name, values in kept["data"].items() for value in values]
    context = {"to": kept["to"], "fields": fields, "back": kept["from"] or reverse("lms_home:home")}
    return render(request, "lms_home/carry_on.html", {**outlook.common(request.user, "me"), **context})
