"""A reflection is kept nowhere unless its writer says so: here it goes into their own account."""

import uuid
from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from courses.pages import outlook
from courses.pages.reading import Lesson
from courses.pages.spot import Spot
from courses.pages.standing import standing
from courses.reflections.forms import ReflectionForm
from courses.reflections.models import Reflection
from courses.reflections.services import delete_reflections, keep_reflection
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest


def kept_by(user: User, key: uuid.UUID, blocks: Iterable[str]) -> Mapping[str, str]:
    """What the user keeps in their account for these blocks of a lesson, by block."""
    wanted = list(blocks)
    if not wanted:
        return {}
    mine = Reflection.objects.of(user).filter(activity_key=key, block_id__in=wanted)
    return {str(block): text for block, text in mine.values_list("block_id", "text")}


@sensitive_post_parameters("text")
@login_required
@require_POST
@cache_control(private=True, no_store=True)
def reflect(request: SignedInRequest, key: uuid.UUID, page: int, block: uuid.UUID) -> HttpResponse:
    """Save to my account, or delete it from there."""
    lesson, prompt = _asked(request.user, key, page, block)
    back = f"{Spot.of(request, key, page).url()}#reflection-{block}"
    if "delete" in request.POST:
        delete_reflections(learner=request.user, activity_key=key, block_id=block)
        messages.success(request, _("Deleted from your account."))
        return redirect(back)
    form = ReflectionForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "prompt": prompt, "url": request.get_full_path(), "url_back": back}
        shown = {**context, "here": "learning", "roles": roles_of(request.user)}
        return render(request, "lms_courses/reflection.html", shown)
    title, text = lesson.shape.title, form.cleaned_data["text"]
    keep_reflection(learner=request.user, activity_key=key, block_id=block, title=title, prompt=prompt, text=text)
    messages.success(request, _("Saved in your account. You find it under “Me”."))
    return redirect(back)


def _asked(user: User, key: uuid.UUID, page: int, block: uuid.UUID) -> tuple[Lesson, str]:
    """The lesson and the question of this block. Raises Http404 where the user is not asked it."""
    here = standing(user, key)
    if here is None or (here.page is None and outlook.waits_for(here.enrollment, key)):
        raise Http404
    lesson = Lesson.at(here)
    if lesson is None or not 1 <= page <= lesson.page_count:
        raise Http404
    asked = lesson.document(page).reflections.get(str(block))
    if asked is None:
        raise Http404
    return lesson, asked["prompt"]
