"""What somebody says to their shadowing. The page itself stands on the one road, `/learn/<key>/`."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.shadowing.agreeing import agree_to_shadowing
from assessments.shadowing.pages import ShadowingPage
from courses.enrollment.models import Enrollment
from courses.pages.outlook import waits_for
from courses.pages.queries import find_activity
from courses.pages.standing import standing
from lms.people.requests import SignedInRequest


def _open(request: SignedInRequest, key: uuid.UUID) -> tuple[ShadowingPage, Enrollment]:
    """The page and their enrollment, where this person is on its course and it is open to them."""
    here = standing(request.user, key)
    if here is None or waits_for(here.enrollment, key):
        raise Http404
    page = find_activity(key)
    if not isinstance(page, ShadowingPage):
        raise Http404
    return page, here.enrollment


@login_required
@require_POST
def agree(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """I agree: this is where I am."""
    page, enrollment = _open(request, key)
    try:
        done = agree_to_shadowing(enrollment=enrollment, page=page)
    except ValidationError as error:
        messages.info(request, error.messages[0])
        return redirect("lms_courses:activity", key=key)
    if done.enrollment.completed_at:
        return redirect("lms_home:finish", enrollment=done.enrollment_id)
    messages.success(request, _("“%(title)s” is done, and saved.") % {"title": done.title})
    return redirect("lms_courses:course", key=done.enrollment.course_key)


@login_required
@require_POST
def more_time(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """I would like more time. Nothing is kept, nobody is told, no reason is asked."""
    _open(request, key)
    messages.success(request, _("That is fine. It stays open, and every shift goes on counting."))
    return redirect("lms_courses:activity", key=key)
