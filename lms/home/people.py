"""The people a trainer, coordinator, supervisor or senior peer works with."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet, prefetch_related_objects
from django.urls import reverse

from assessments.shadowing.levels.queries import can_set_levels
from assessments.supervision.talks.outlook import last_together
from courses.enrollment.models import Enrollment
from courses.pages import outlook as courses
from lms.home import earlier, outlook, outside_outlook
from lms.home.forms import EnrollForm
from lms.people.models import SEES_ORGANIZATION, Membership, Role
from lms.people.permissions import can_restore_access, can_take_back_certificates
from lms.reports.reach import READS_REPORTS


def visible_members(user: User) -> QuerySet[Membership]:
    """New hires the user works with; each person once for each organization and role."""
    here = Membership.objects.active().filter(user=user).values("organization")
    # Said once more by the agencies: by them the database finds the few among many.
    seen = Membership.objects.active().visible_to(user).filter(role=Role.NEW_HIRE, organization__in=here)
    return seen.exclude(user=user)


def listing(user: User) -> dict[str, Any]:
    """The context of the list: everyone with their courses in figures; constant queries."""
    members = list(visible_members(user).select_related("user__profile", "team", "organization"))
    enrollments = Enrollment.objects.under(user).filter(withdrawn_at=None).select_related("syllabus")
    by_person: dict[tuple, list[dict[str, Any]]] = {}
    for footing in courses.footings(enrollments):
        owner = (footing.enrollment.learner_id, footing.enrollment.organization_id)
        by_person.setdefault(owner, []).append(courses.figures(footing))
    together = last_together(user)
    lines = [
        {
            "name": member.user.profile.chosen_name,
            "pronouns": member.user.profile.pronouns,
            "team": member.team.name if member.team else "",
            "url": reverse("lms_home:person", kwargs={"membership": member.pk}),
            "courses": by_person.get((member.user_id, member.organization_id), []),
            "last_together": together.get((member.user_id, member.organization_id)),
        }
        for member in members
    ]
    shared = outlook.common(user, "people")
    shared["is_team"] = not shared["roles"] & set(SEES_ORGANIZATION)
    shared["url_outside"] = reverse("lms_home:outside_queue") if Role.COORDINATOR in shared["roles"] else ""
    can_invite = bool(shared["roles"] & set(SEES_ORGANIZATION))
    shared["url_everyone"] = reverse("lms_home:everyone") if Role.COORDINATOR in shared["roles"] else ""
    shared["url_agency"] = reverse("lms_home:agency") if Role.COORDINATOR in shared["roles"] else ""
    shared["url_sign"] = reverse("lms_assessments:sign")
    reads_reports = bool(shared["roles"] & set(READS_REPORTS))
    shared["url_reports"] = reverse("lms_reports:reports") if reads_reports else ""
    shared["url_reviews"] = reverse("lms_courses:reviews") if can_invite else ""
    shared["url_invite"] = reverse("lms_home:invitations") if can_invite else ""
    return {**shared, "people": sorted(lines, key=lambda line: line["name"].casefold())}


def detail(user: User, member: Membership, form: EnrollForm | None) -> dict[str, Any]:
    """The context of one person's page. Hours and what is done; never answers, never tries."""
    enrollments = (
        Enrollment.objects.under(user)
        .filter(learner=member.user, organization=member.organization, withdrawn_at=None)
        .select_related("syllabus", "organization")
    )
    footings = courses.footings(enrollments)
    prefetch_related_objects([done for one in footings for done in one.done.values()], "attested_by__profile")
    lines = [
        {
            **courses.figures(footing),
            **outlook.course_lines(footing.enrollment, list(footing.done.values())),
            "url_transcript": reverse("lms_certificates:transcript_of", kwargs={"enrollment": footing.enrollment.pk}),
        }
        for footing in footings
    ]
    return {
        **outlook.common(user, "people"),
        "person": {
            "name": member.user.profile.chosen_name,
            "pronouns": member.user.profile.pronouns,
            "team": member.team.name if member.team else "",
        },
        "courses": lines,
        "certificates": outlook.certificates_of(enrollments),
        "outside": outside_outlook.counted_for(user, member),
        "earlier": earlier.shown_to(user, member),
        "form": form,
        "url_supervision": reverse("lms_assessments:supervision_of", kwargs={"membership": member.pk}),
        "url_levels": reverse("lms_assessments:levels_of", kwargs={"membership": member.pk})
        if can_set_levels(user, member.user, member.organization)
        else "",
        "url_restore": reverse("lms_home:restore", kwargs={"membership": member.pk})
        if can_restore_access(user, member.user)
        else "",
        "can_manage": can_take_back_certificates(user, member.organization),
        "url_enroll": reverse("lms_home:enroll", kwargs={"membership": member.pk}) if form else "",
    }
