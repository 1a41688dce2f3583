"""What waits for somebody: shifts for a signature, lessons for another look."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from assessments.shadowing.backlog import Backlog, backlog_of
from courses.pages.review_outlook import languages_left
from lms.people.models import Membership, Role
from lms.reports.asking import Asked
from lms.reports.sheets import Cell, Sheet


def shifts(asked: Asked) -> Sheet:
    """Shifts that wait for a signature, by team: how many, since when, and who signs there."""
    reach = asked.reach
    people = Membership.objects.active().visible_to(reach.user).exclude(user=reach.user)
    people = people.filter(organization=reach.organization)
    if not reach.sees_everyone:
        people = people.filter(team__in=reach.own_teams)
    teams: dict[UUID | None, str] = {team.pk: team.name for team in reach.teams()}
    signers = _signers(asked)
    head = [_("Team"), _("Shifts that wait"), _("The oldest since"), _("Who signs")]

    def line(row: Backlog) -> list[Cell]:
        since = row.oldest.astimezone(reach.zone).date() if row.oldest else None
        return [teams.get(row.team_id, _("In no team")), row.count, since, ", ".join(signers.get(row.team_id, []))]

    found = sorted(backlog_of(reach.organization, people), key=lambda row: teams.get(row.team_id, ""))
    return Sheet(_("Shifts that wait for a signature"), head, found, line, empty=_("Nothing waits."))


def _signers(asked: Asked) -> dict[Any, list[str]]:
    """Who supervises each team: `{team: [name]}`."""
    roles = Membership.objects.active().filter(team__in=asked.reach.teams(), role=Role.SUPERVISOR)
    found: dict[Any, list[str]] = {}
    for role in roles.select_related("user__profile").order_by("user__profile__chosen_name"):
        found.setdefault(role.team_id, []).append(str(role.user.profile))
    return found


def reviews(asked: Asked) -> Sheet:
    """Lessons whose review ends soon or has ended: the only dates of ours that run out."""
    head = [_("Lesson"), _("Language"), _("State"), _("Look at it by")]
    languages = languages_left(asked.reach.organization)
    found = [
        (line.review.title, one.name, line.state_label, line.review.due) for one in languages for line in one.again
    ]
    return Sheet(_("Lessons to look at again"), head, found, list, empty=_("Nothing waits."))


def tables(asked: Asked) -> list[Sheet]:
    """Shifts for everybody who may ask; reviews for those who look after the whole agency."""
    return [shifts(asked), *([reviews(asked)] if asked.reach.sees_everyone else [])]
