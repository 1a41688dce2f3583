"""The verbs of showing one's record."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from lms.people.models import Membership, Organization, SharedRecord


@transaction.atomic
def share_record(*, user: User, organization: Organization) -> SharedRecord:
    """Show what one did elsewhere to the trainers and coordinators here. Raises PermissionDenied where one is not."""
    if not Membership.objects.active().filter(user=user, organization=organization).exists():
        raise PermissionDenied(_("You are not in this agency."))
    shared, _created = SharedRecord.objects.get_or_create(user=user, organization=organization)
    return shared


@transaction.atomic
def stop_sharing_record(*, user: User, organization: Organization) -> None:
    """From the next request on nobody there sees it."""
    SharedRecord.objects.filter(user=user, organization=organization).delete()
