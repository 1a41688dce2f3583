"""A list of trainings that several people took elsewhere: read first, then imported whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from courses.outside.models import OutsideTraining
from courses.outside.queries import domain_choices, domain_names
from courses.outside.rules import Details, is_day_possible, is_length_possible, read_day
from courses.outside.services import confirm_outside_training, enter_outside_training
from lms.people import csv_rows
from lms.people.clocks import today_in
from lms.people.csv_rows import Row, Sheet
from lms.people.models import Membership, Organization

COLUMNS = ("username", "title", "provider", "date", "minutes", "domain")
REQUIRED = COLUMNS[:-1]
# As many as one request can sign.
MOST_ROWS = 300
MOST_LETTERS = 160


@dataclass(frozen=True)
class Line:
    """One row that was understood."""

    row: Row
    learner: User
    details: Details


@dataclass
class TrainingList:
    """What a file says: the sheet with its problems, and the lines without any."""

    sheet: Sheet
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Subjects:
    """What somebody may write for a domain, `{key or label: key}`, and the names to choose from, in words."""

    known: dict[str, str]
    names: str

    @classmethod
    def of(cls, organization: Organization) -> Self:
        choices = domain_choices([organization])
        known = {str(name).casefold(): key for key, label in choices for name in (key, label)}
        return cls(known, ", ".join(domain_names(organization).values()))


def read_trainings(content: bytes, *, organization: Organization, by: User) -> TrainingList:
    """A dry run: every row's problem in plain words; nothing is written."""
    sheet = csv_rows.read(content, columns=COLUMNS, required=REQUIRED, most_rows=MOST_ROWS)
    people, subjects, today = _people(organization), Subjects.of(organization), today_in(organization)
    found = TrainingList(sheet)
    for row in sheet.rows:
        learner = _learner(row, people, by, sheet)
        details = _details(row, subjects, sheet, today)
        if learner and details:
            found.lines.append(Line(row, learner, details))
    _find_twins(found, organization)
    return found


@transaction.atomic
def import_trainings(
    *, lines: Iterable[Line], organization: Organization, by: User, seen: bool
) -> list[OutsideTraining]:
    """All of them or none. Where the coordinator `seen` the certificates, they are confirmed at once.

    Raises ValidationError where something changed since the list was read.
    """
    entered = [
        enter_outside_training(learner=line.learner, details=line.details, organization=organization, entered_by=by)
        for line in lines
    ]
    return confirm_outside_training(trainings=entered, confirmed_by=by) if seen else entered


def _people(organization: Organization) -> dict[str, User]:
    """Everyone here by username, however it is capitalized."""
    here = Membership.objects.active().filter(organization=organization).select_related("user__profile")
    return {member.user.get_username().casefold(): member.user for member in here}


def _learner(row: Row, people: dict[str, User], by: User, sheet: Sheet) -> User | None:
    username = row["username"].casefold()
    learner = people.get(username)
    if learner == by:
        sheet.say(row, _("This is you. Add your own training in your record."), column="username")
    elif learner is None and username:
        sheet.say(row, _("Nobody in your agency has this username."), column="username")
    return learner


def _details(row: Row, subjects: Subjects, sheet: Sheet, today: date) -> Details | None:
    before = len(sheet.problems) + sheet.unsaid
    for column in ("title", "provider"):
        if len(row[column]) > MOST_LETTERS:
            sheet.say(row, _("This is longer than %(n)s letters.") % {"n": MOST_LETTERS}, column=column)
    taken_on, minutes, domain = _day(row, sheet, today), _minutes(row, sheet), _domain(row, subjects, sheet)
    if taken_on is None or not minutes or len(sheet.problems) + sheet.unsaid > before:
        return None
    return Details(row["title"], row["provider"], taken_on, minutes, domain)


def _day(row: Row, sheet: Sheet, today: date) -> date | None:
    day = read_day(row["date"])
    if day is None and row["date"]:
        sheet.say(row, _("Write the date as 2026-11-26 or 11/26/2026."), column="date")
    if day is not None and not is_day_possible(day, today=today):
        sheet.say(row, _("This day has not come yet, or is too long ago."), column="date")
    return day


def _minutes(row: Row, sheet: Sheet) -> int:
    written = row["minutes"]
    minutes = int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0
    if written and not is_length_possible(minutes):
        sheet.say(row, _("Write whole minutes, from 1 to 6000."), column="minutes")
    return minutes


def _domain(row: Row, subjects: Subjects, sheet: Sheet) -> str:
    written = row["domain"].casefold()
    if written and written not in subjects.known:
        names = subjects.names
        sheet.say(row, _("We do not know this subject. There are: %(names)s.") % {"names": names}, column="domain")
    return subjects.known.get(written, "")


def _find_twins(found: TrainingList, organization: Organization) -> None:
    """The same training twice in the file, or sent to this agency already. What somebody keeps to themselves, or
    sent to another agency, is not looked at."""
    learners = {line.learner.pk for line in found.lines}
    sent = OutsideTraining.objects.filter(learner__in=learners, organization=organization)
    there = set(sent.values_list("learner", "title", "provider", "taken_on"))
    seen: dict[tuple, int] = {}
    for line in found.lines:
        details = line.details
        same = (line.learner.pk, details.title, details.provider, details.taken_on)
        if same in there:
            found.sheet.say(line.row, _("This training of that day is already in their record."), column="title")
        elif same in seen:
            found.sheet.say(line.row, _("The same stands in line %(line)s.") % {"line": seen[same]}, column="title")
        seen.setdefault(same, line.row.line)
