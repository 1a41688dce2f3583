"""Letting somebody back in: the trainer's screen that shows a code, and the page where the person uses it."""

import uuid

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from lms import conf
from lms.home import outlook
from lms.home.access.forms import CodeForm, NewPasswordForm, RestoreForm
from lms.home.access.services import come_back_in, find_way_back, give_way_back
from lms.people import stepup
from lms.people.models import Membership
from lms.people.permissions import can_restore_access
from lms.people.requests import SignedInRequest
from lms.people.visitors import may_try

TRIES = 20


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
@stepup.required
@sensitive_variables("code")
def restore(request: SignedInRequest, membership: uuid.UUID) -> HttpResponse:
    """What it does; then, once, the code. It is shown right here and kept nowhere: whoever reloads makes another."""
    seen = Membership.objects.active().visible_to(request.user).select_related("user__profile")
    person = get_object_or_404(seen, pk=membership).user
    if can_restore_access(request.user, person) is None:
        raise Http404
    form = RestoreForm(request.POST if request.method == "POST" else None)
    shared = {**outlook.common(request.user, "people"), "person": person, "membership": membership}
    if request.method == "POST" and form.is_valid():
        _way, code = give_way_back(user=person, by=request.user, phone_gone=form.cleaned_data.get("phone_gone", False))
        address = conf.site_url() + reverse("lms_home:way_back", kwargs={"code": code})
        picture = segno.make(address, micro=False).svg_data_uri(scale=5, border=2)
        where = conf.site_url() + reverse("lms_home:back_in")
        shown = {"code": f"{code[:4]} {code[4:]}", "picture": picture, "where": where}
        return render(request, "lms_home/restored.html", {**shared, **shown})
    return render(request, "lms_home/restore.html", {**shared, "form": form})


@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def back_in(request: HttpRequest) -> HttpResponse:
    """Type the code that somebody shows you."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may_try(request, what="way-back", most=TRIES):
            return render(request, "lms_home/too_often.html", status=429)
        if form.is_valid():
            return redirect("lms_home:way_back", code=form.cleaned_data["code"])
    return render(request, "lms_home/back_in.html", {"form": form})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def way_back(request: HttpRequest, code: str) -> HttpResponse:
    """Behind the code: a new password."""
    if not may_try(request, what="way-back", most=TRIES):
        return render(request, "lms_home/too_often.html", status=429)
    way = find_way_back(code=code)
    if way is None:
        return render(request, "lms_home/way_back_ended.html", status=404)
    form = NewPasswordForm(request.POST if request.method == "POST" else None, user=way.user)
    if request.method == "POST" and form.is_valid():
        try:
            user = come_back_in(way=way, password=form.cleaned_data["password"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your new password opens the door. Everywhere else you are signed out."))
            username = urlencode({"username": user.get_username()})
            return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{username}")
    return render(request, "lms_home/way_back.html", {"form": form, "person": way.user})
