"""Who signs in a supervisor's place."""

from datetime import date

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.shadowing.signing.models import StandIn
from assessments.shadowing.signing.queries import COLLEAGUES
from lms.people.models import Membership, Organization, Role


@transaction.atomic
def name_stand_in(
    *,
    organization: Organization,
    supervisor: User,
    stand_in: User,
    away_from: date | None = None,
    away_until: date | None = None,
) -> StandIn:
    """Somebody who signs in this supervisor's place: at once on the days away, at other times what waited 72 hours.

    Raises PermissionDenied where one is no supervisor there, ValidationError where the other is nobody who could sign.
    """
    User.objects.select_for_update().get(pk=supervisor.pk)
    here = Membership.objects.active().filter(organization=organization)
    if not here.filter(user=supervisor, role=Role.SUPERVISOR).exists():
        raise PermissionDenied(_("Only a supervisor has a stand-in."))
    if not here.filter(user=stand_in, role__in=[*COLLEAGUES, Role.COORDINATOR]).exists():
        raise ValidationError(_("Choose a senior peer, supervisor, trainer or coordinator of your agency."))
    place = StandIn.objects.filter(organization=organization, supervisor=supervisor).first()
    place = place or StandIn(organization=organization, supervisor=supervisor)
    place.stand_in, place.away_from, place.away_until = stand_in, away_from, away_until
    place.full_clean(exclude=["organization", "supervisor", "stand_in"], validate_unique=False)
    place.save()
    return place


@transaction.atomic
def end_stand_in(*, organization: Organization, supervisor: User) -> None:
    """Nobody stands in any more."""
    StandIn.objects.filter(organization=organization, supervisor=supervisor).delete()
