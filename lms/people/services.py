"""The verbs of being here."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection

from lms.people.models import EDITS_COURSES, Membership, Organization, Profile, Role, Team


@transaction.atomic
def create_person(*, username: str, chosen_name: str, password: str | None = None, pronouns: str = "") -> User:
    """Somebody who can sign in, with the name they chose. No e-mail address and no legal name needed."""
    user = get_user_model().objects.create_user(username=username, password=password)
    Profile.objects.create(user=user, chosen_name=chosen_name, pronouns=pronouns)
    return user


@transaction.atomic
def add_member(*, user: User, organization: Organization, role: str, team: Team | None = None) -> Membership:
    """Give somebody a role here, or the same role again after it ended. Trainers may then edit its courses.

    Raises ValidationError where the team belongs to another organization.
    """
    if team is not None and team.organization_id != organization.pk:
        raise ValidationError(_("This team belongs to another organization."))
    membership, _created = Membership.objects.update_or_create(
        user=user, organization=organization, role=Role(role), defaults={"team": team, "ended_at": None}
    )
    if membership.role in EDITS_COURSES:
        user.groups.add(organization.group)
    return membership


def register_organization(*, name: str, slug: str, time_zone: str) -> Organization:
    """The organization's row with its group and collection. `create_organization` gives them something to hold."""
    organization = Organization(name=name, slug=slug, time_zone=time_zone)
    organization.clean()
    organization.group = Group.objects.create(name=f"Courses of {name}")
    organization.collection = Collection.get_first_root_node().add_child(name=name)
    organization.save()
    return organization
