"""The learner's home, finish and record; the people a trainer works with."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll as put_on_course
from lms.home import front, outlook, people
from lms.home.forms import EnrollForm
from lms.people.models import SEES_ORGANIZATION, SEES_TEAM, Membership
from lms.people.permissions import can_enroll_others
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def home(request: SignedInRequest) -> HttpResponse:
    """Keep going, the path in words, and a person to ask."""
    return HttpResponse(front.html(request, outlook.home(request.user)))


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def record(request: SignedInRequest) -> HttpResponse:
    """My record: certificates, what I did, and who sees what."""
    return render(request, "lms_home/record.html", outlook.record(request.user))


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def finish(request: SignedInRequest, enrollment: uuid.UUID) -> HttpResponse:
    """The end of a course: what you did, and what happens next."""
    mine = Enrollment.objects.of(request.user).exclude(completed_at=None).select_related("syllabus", "organization")
    found = get_object_or_404(mine, pk=enrollment)
    return render(request, "lms_courses/finish.html", outlook.finish(found, request.user))


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def people_list(request: SignedInRequest) -> HttpResponse:
    """The people one works with, and how far they are."""
    if not Membership.objects.active().filter(user=request.user, role__in=SEES_ORGANIZATION + SEES_TEAM).exists():
        raise Http404
    return render(request, "lms_home/people.html", people.listing(request.user))


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def person(request: SignedInRequest, membership: uuid.UUID) -> HttpResponse:
    """One person: courses, what is done, certificates; a trainer can put them on a course here."""
    found = _member(request, membership)
    form = EnrollForm(organization=found.organization) if can_enroll_others(request.user, found.organization) else None
    return render(request, "lms_home/person.html", people.detail(request.user, found, form))


@login_required
@require_POST
def enroll(request: SignedInRequest, membership: uuid.UUID) -> HttpResponse:
    """Put this person on a course."""
    found = _member(request, membership)
    if not can_enroll_others(request.user, found.organization):
        raise Http404
    form = EnrollForm(request.POST, organization=found.organization)
    if not form.is_valid():
        return render(request, "lms_home/person.html", people.detail(request.user, found, form))
    enrollment = put_on_course(learner=found.user, organization=found.organization, course=form.cleaned_data["course"])
    said = _("%(name)s is on “%(course)s” now.")
    messages.success(request, said % {"name": found.user.profile.chosen_name, "course": enrollment.syllabus.title})
    return redirect("lms_home:person", membership=membership)


def _member(request: SignedInRequest, membership: uuid.UUID) -> Membership:
    visible = people.visible_members(request.user)
    return get_object_or_404(visible.select_related("user__profile", "organization", "team"), pk=membership)
