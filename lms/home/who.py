"""Who is here, as every page of ours says it: the name, the roles, whom to ask."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from lms import prepared

# The first agency is the one joined first.
_QUERY = """
SELECT profile.chosen_name, membership.role,
       organization.contact_name, organization.contact_phone, organization.pays_for_learning
  FROM lms_people_profile profile
  LEFT JOIN lms_people_membership membership ON membership.user_id = profile.user_id AND membership.ended_at IS NULL
  LEFT JOIN lms_people_organization organization ON organization.id = membership.organization_id
 WHERE profile.user_id = %(user)s
 ORDER BY membership.started_at
"""


@dataclass(frozen=True)
class Who:
    """Somebody, with the roles they hold today, and of their agency the person to ask and whether it pays for
    learning."""

    name: str
    roles: set[str]
    contact_name: str = ""
    contact_phone: str = ""
    pays: bool | None = None


def who(user: User) -> Who:
    """The user, in one query."""
    with prepared.cursor() as cursor:
        cursor.execute(_QUERY, {"user": user.pk})
        rows = cursor.fetchall()
    if not rows:
        return Who(user.get_username(), set())
    name, _role, *agency = rows[0]
    roles = {role for _name, role, *_agency in rows if role}
    return Who(name, roles, *agency) if roles else Who(name, roles)
