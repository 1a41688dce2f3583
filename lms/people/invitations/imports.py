"""A list of people to invite: read first, then invited all at once. No names and no addresses."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from lms.people import csv_rows
from lms.people.csv_rows import Row, Sheet
from lms.people.invitations.models import Invitation
from lms.people.invitations.services import invite
from lms.people.models import SEES_TEAM, Organization, Role, Team
from lms.people.permissions import roles_to_give

COLUMNS = ("role", "team", "label")
REQUIRED = ("role",)
# As many links as somebody can hand on.
MOST_ROWS = 200
MOST_LETTERS = 80


@dataclass(frozen=True)
class Line:
    """One person to invite."""

    row: Row
    role: Role
    team: Team | None
    label: str


@dataclass
class InvitationList:
    """What a file says: the sheet with its problems, and the lines without any."""

    sheet: Sheet
    lines: list[Line] = field(default_factory=list)


def read_invitations(content: bytes, *, organization: Organization, by: User) -> InvitationList:
    """A dry run: every row's problem in plain words; nobody is invited."""
    sheet = csv_rows.read(content, columns=COLUMNS, required=REQUIRED, most_rows=MOST_ROWS)
    roles = {str(name).casefold(): role for role in Role for name in (role.value, role.label)}
    may_give = roles_to_give(by, organization)
    teams = {team.name.casefold(): team for team in organization.teams.all()}
    found = InvitationList(sheet)
    for row in sheet.rows:
        role, team = _role(row, roles, may_give, sheet), _team(row, teams, sheet)
        if role in SEES_TEAM and not row["team"]:
            sheet.say(row, _("Choose the team: this role sees the people of one team."), column="team")
        if len(row["label"]) > MOST_LETTERS:
            sheet.say(row, _("This is longer than %(n)s letters.") % {"n": MOST_LETTERS}, column="label")
        if role is not None:
            found.lines.append(Line(row, role, team, row["label"]))
    return found


@transaction.atomic
def invite_everyone(
    *, lines: Iterable[Line], organization: Organization, by: User, batch: uuid.UUID, course: Page | None, days: int
) -> list[tuple[Invitation, str]]:
    """One invitation for one person a line, each with its token; all of them or none.

    Raises ValidationError where the same list, known by its `batch`, was sent before.
    """
    Organization.objects.select_for_update().get(pk=organization.pk)
    if Invitation.objects.filter(batch=batch).exists():
        raise ValidationError(_("These links were made already. Nobody was invited twice."))
    return [
        invite(
            organization=organization,
            by=by,
            role=line.role,
            team=line.team,
            label=line.label,
            course=course,
            days=days,
            batch=batch,
        )
        for line in lines
    ]


def _role(row: Row, roles: dict[str, Role], may_give: list[str], sheet: Sheet) -> Role | None:
    role = roles.get(row["role"].casefold())
    if role is None and row["role"]:
        names = ", ".join(str(Role(name).label) for name in may_give)
        sheet.say(row, _("We do not know this role. There are: %(names)s.") % {"names": names}, column="role")
    if role is not None and role not in may_give:
        sheet.say(row, _("You cannot invite people for this role."), column="role")
    return role


def _team(row: Row, teams: dict[str, Team], sheet: Sheet) -> Team | None:
    team = teams.get(row["team"].casefold())
    if team is None and row["team"]:
        sheet.say(row, _("Your agency has no team of this name."), column="team")
    return team
