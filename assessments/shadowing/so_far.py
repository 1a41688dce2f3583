"""How shadowing reads on the learner's page: what is there, what is left in words, and whether they agree."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from assessments.shadowing.counting import as_counted, asked_of, counting_shifts
from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.pages import ShadowingPage
from assessments.shadowing.requirements import Gap, Part, Requirement, missing
from assessments.shadowing.told import state_told
from assessments.shadowing.whats_left import sentence, there
from assessments.shadowing.words import Level
from courses.enrollment.models import Enrollment


def now(page: ShadowingPage, enrollment: Enrollment) -> dict[str, Any]:
    """The context of the page for this person."""
    shifts = counting_shifts(enrollment)
    asked = asked_of(page, enrollment)
    gaps = missing(asked, as_counted(shifts))
    done = enrollment.completions.filter(activity_key=page.key).select_related("attested_by__profile").first()
    organization = enrollment.organization
    mine = ShadowEntry.objects.filter(learner_id=enrollment.learner_id, organization=organization, settled_at=None)
    told = [state_told(entry, now=timezone.now()) for entry in mine.exclude(state=State.DRAFT)]
    return {
        **_said(page, asked, gaps),
        "shifts": len(shifts),
        "minutes": sum(shift.counted for shift in shifts),
        "waiting": told.count(State.SUBMITTED),
        "done": done,
        "is_all_there": not gaps and done is None,
        "organization": organization.name,
        "contact": {"name": organization.contact_name, "phone": organization.contact_phone},
        "url_course": reverse("lms_courses:course", kwargs={"key": enrollment.course_key}),
        "url_add": f"{reverse('lms_assessments:add_shift')}?at={organization.pk}",
    }


def preview(page: ShadowingPage) -> dict[str, Any]:
    """The same on the first day."""
    asked = page.requirement
    return {**_said(page, asked, missing(asked, [])), "is_preview": True}


def _said(page: ShadowingPage, asked: Requirement, gaps: list[Gap]) -> dict[str, Any]:
    return {
        "shadowing": page,
        "there": there(asked, gaps),
        "left": [sentence(gap) for gap in gaps if gap.part != Part.ACTIVITY],
        "left_of_activities": [sentence(gap) for gap in gaps if gap.part == Part.ACTIVITY],
        "level": Level(asked.level).label,
    }
