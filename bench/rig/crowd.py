"""Everybody else: other agencies, their teams and people, written by the database itself from one row of each kind."""

from typing import Any

from django.contrib.auth.models import User
from django.db import connection, models

from lms.people.models import Membership, Organization, Profile, Team

PEOPLE_OF_AN_AGENCY = 50
# Where the crowd's numbers begin, far from everybody who was made by hand.
FIRST = 1_000_000


def copies(row: models.Model, source: str, **changes: str) -> int:
    """One copy of `row` for each line of `source` (SQL with a column `n`), but for these columns: SQL expressions that
    may use `n`. Returns how many."""
    table = row._meta.db_table
    columns = [field.column for field in row._meta.concrete_fields]
    said = ", ".join(changes.get(column, f'model."{column}"') for column in columns)
    named = ", ".join(f'"{column}"' for column in columns)
    key = row._meta.pk
    sql = f'INSERT INTO "{table}" ({named}) SELECT {said} FROM ({source}) AS crowd, "{table}" AS model WHERE model."{key.column}" = %s'  # noqa: E501, S608  our own names
    with connection.cursor() as cursor:
        cursor.execute(sql, [key.get_db_prep_value(row.pk, connection)])
        return int(cursor.rowcount)


def numbered(space: str) -> str:
    """SQL for a UUID that is the same for the same number."""
    return f"md5('{space}' || {{}})::uuid"


def people(count: int, *, start: int, organization: Organization, team: Team, learner: User) -> str:
    """So many more new hires, fifty in each of as many agencies as it takes. Returns SQL that lists them as `n`."""
    source = f"SELECT generate_series({start}, {start + count - 1}) AS n"
    agencies = (
        f"SELECT generate_series({start // PEOPLE_OF_AN_AGENCY}, {(start + count - 1) // PEOPLE_OF_AN_AGENCY}) AS n"
    )
    agency, place = numbered("agency").format(f"(n / {PEOPLE_OF_AN_AGENCY})"), numbered("agency").format("n")
    _agencies(agencies, place, organization, team)
    copies(learner, source, id=f"{FIRST} + n", username="'crowd-' || n")
    profile = Profile.objects.get(user=learner)
    member = Membership.objects.get(user=learner)
    fresh = {"id": f"{FIRST} + n", "user_id": f"{FIRST} + n", "ledger_key": "gen_random_uuid()"}
    copies(profile, source, **fresh)
    copies(
        member,
        source,
        id="gen_random_uuid()",
        user_id=f"{FIRST} + n",
        organization_id=agency,
        team_id=numbered("team").format(f"(n / {PEOPLE_OF_AN_AGENCY})"),
    )
    return source


def _agencies(source: str, place: str, organization: Organization, team: Team) -> None:
    """Agencies that need their own group and collection get copies of those too."""
    from django.contrib.auth.models import Group
    from wagtail.models import Collection

    group: Any = Group.objects.get(pk=organization.group_id)
    collection: Any = Collection.objects.get(pk=organization.collection_id)
    copies(group, source, id=f"{FIRST} + n", name="'crowd-' || n")
    copies(collection, source, id=f"{FIRST} + n", path="'0001' || lpad(n::text, 8, '0')", name="'crowd-' || n")
    named = {"name": "'Agency ' || n", "slug": "'agency-' || n"}
    copies(organization, source, id=place, group_id=f"{FIRST} + n", collection_id=f"{FIRST} + n", **named)
    copies(team, source, id=numbered("team").format("n"), organization_id=place)


def settle() -> None:
    """The planner knows how many there are now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
