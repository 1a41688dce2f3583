"""Me: what I wrote to myself and keep in my account. Nobody else has such a page about me."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.reflections.forms import ReflectionForm
from courses.reflections.models import Reflection
from courses.reflections.services import change_reflection, delete_reflections
from lms.home import outlook
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def reflections(request: SignedInRequest) -> HttpResponse:
    """Everything I keep, newest first."""
    context = {**outlook.common(request.user, "me"), "reflections": Reflection.objects.of(request.user)}
    return render(request, "lms_home/reflections.html", context)


@sensitive_post_parameters("text")
@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def reflection(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One of them, to change its words."""
    mine = get_object_or_404(Reflection.objects.of(request.user), pk=pk)
    form = ReflectionForm(request.POST if request.method == "POST" else None, initial={"text": mine.text})
    if request.method == "POST" and form.is_valid():
        change_reflection(reflection=mine, text=form.cleaned_data["text"])
        messages.success(request, _("Saved."))
        return redirect("lms_home:reflections")
    context = {"form": form, "prompt": mine.prompt, "url": request.path, "url_back": reverse("lms_home:reflections")}
    return render(request, "lms_courses/reflection.html", {**outlook.common(request.user, "me"), **context})


@login_required
@require_POST
def delete(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One of them goes."""
    mine = get_object_or_404(Reflection.objects.of(request.user), pk=pk)
    delete_reflections(learner=request.user, activity_key=mine.activity_key, block_id=mine.block_id)
    messages.success(request, _("Deleted from your account."))
    return redirect("lms_home:reflections")
