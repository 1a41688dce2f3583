"""What reports hold about a person: for a day, the files they asked for."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from lms.people.held import Held, as_rows
from lms.people.models import Membership, Organization
from lms.reports.exports import forget
from lms.reports.models import Export


def held_about(user: User) -> Held:
    """`{what: rows}`: the files that somebody asked for."""
    return {_("Files you asked for"): as_rows(Export.objects.filter(asked_by=user))}


def erase(user: User) -> None:
    """Their files go, and those of agencies where they were: they may be named in one."""
    agencies = Membership.objects.filter(user=user).values("organization")
    forget(Export.objects.filter(asked_by=user) | Export.objects.filter(organization__in=agencies))


def leave(user: User, organization: Organization) -> None:
    """An agency's files go when somebody leaves it: those they asked for, and those they may be named in."""
    forget(Export.objects.filter(organization=organization))


def scrub() -> None:
    """For a test copy of a site only: no file stays."""
    forget(Export.objects.all())
