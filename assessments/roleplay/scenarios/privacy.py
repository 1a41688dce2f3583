"""What scenarios hold about a person: what they chose in practice, and how it ended."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef, Q
from django.utils.translation import gettext as _

from assessments.roleplay.scenarios.models import ScenarioChoice, ScenarioRun
from courses.enrollment.models import Enrollment
from lms.people.held import Held, as_rows
from lms.people.privacy import left_before


def held_about(user: User) -> Held:
    """`{what: rows}`: each run of a scenario, and each choice in it."""
    runs = ScenarioRun.objects.filter(enrollment__in=Enrollment.objects.of(user))
    choices = ScenarioChoice.objects.filter(run__enrollment__in=Enrollment.objects.of(user))
    part = {"enrollment": (_("course"), _course), "activity_key": (_("part"), _part)}
    return {
        _("Scenarios you played"): as_rows(runs.select_related("enrollment__syllabus"), **part),
        _("Your choices in scenarios"): as_rows(
            choices.select_related("run__enrollment__syllabus"), run=(_("part"), lambda one: _part(one.run))
        ),
    }


def _course(run: ScenarioRun) -> str:
    return str(run.enrollment.syllabus.title)


def _part(run: ScenarioRun) -> str:
    item = run.enrollment.syllabus.item(run.activity_key)
    return item["title"] if item else ""


@transaction.atomic
def erase(user: User) -> None:
    """Every run and every choice goes; that a scenario was played stays where a certificate rests on it."""
    ScenarioRun.objects.filter(enrollment__in=Enrollment.objects.of(user)).delete()


@transaction.atomic
def expire(*, before: datetime, most: int) -> int:
    """Of people who left an agency that long ago: what they chose in courses they did not finish. Returns how many
    rows went, `most` runs at a time."""
    open_courses = Enrollment.objects.filter(Q(completed_at=None) | Q(withdrawn_at__isnull=False))
    left = open_courses.filter(left_before(before, user=OuterRef("learner"), organization=OuterRef("organization")))
    runs: Any = ScenarioRun.objects.filter(enrollment__in=left).values_list("pk", flat=True)[:most]
    return ScenarioRun.objects.filter(pk__in=list(runs)).delete()[0]
