"""What somebody did in earlier agencies: theirs, and shown to the next one only if they say so."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.enrollment.models import Enrollment
from courses.outside.models import OutsideTraining
from courses.outside.queries import confirmed_outside_trainings
from courses.progress.models import Completion
from lms.home import outlook, outside_outlook
from lms.people.models import Membership, Organization
from lms.people.permissions import sees_shared_record
from lms.people.requests import SignedInRequest
from lms.people.sharing.services import share_record, stop_sharing_record


@login_required
@require_POST
def share(request: SignedInRequest, organization: uuid.UUID) -> HttpResponse:
    """Show my earlier record to this agency, or no longer."""
    mine = Organization.objects.filter(memberships__in=Membership.objects.active().filter(user=request.user))
    found = get_object_or_404(mine.distinct(), pk=organization)
    if request.POST.get("shown") == "yes":
        share_record(user=request.user, organization=found)
        said = _("The trainers and coordinators of %(organization)s can see your earlier record now.")
    else:
        stop_sharing_record(user=request.user, organization=found)
        said = _("Nobody at %(organization)s sees your earlier record any more.")
    messages.success(request, said % {"organization": found.name})
    return redirect("lms_home:agency_sees")


def exists(user: User, organization: Organization) -> bool:
    """Whether there is anything from elsewhere to show to this agency."""
    return _done(user, organization).exists() or _outside(user, organization).exists()


def shown_to(user: User, member: Membership) -> dict[str, Any] | None:
    """What this member shows of earlier agencies to this user: `{courses, outside, url_transcript}`, or None."""
    if not sees_shared_record(user, member.user_id, member.organization):
        return None
    done = list(_done(member.user, member.organization).select_related("attested_by__profile"))
    enrollments = Enrollment.objects.filter(pk__in={completion.enrollment_id for completion in done})
    return {
        "courses": [
            outlook.course_lines(enrollment, [one for one in done if one.enrollment_id == enrollment.pk])
            for enrollment in enrollments.select_related("syllabus", "organization")
        ],
        "outside": [
            outside_outlook.line(training)
            for training in confirmed_outside_trainings(_outside(member.user, member.organization))
        ],
        "url_transcript": reverse("lms_certificates:transcript_shared", kwargs={"membership": member.pk}),
    }


def _done(user: User, organization: Organization) -> QuerySet[Completion]:
    elsewhere = Enrollment.objects.of(user).exclude(organization=organization)
    return Completion.objects.filter(enrollment__in=elsewhere)


def _outside(user: User, organization: Organization) -> Any:
    return OutsideTraining.objects.of(user).confirmed().exclude(organization=organization)
