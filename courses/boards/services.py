"""The verbs of boards' lists."""

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.boards.models import BoardProfile, Domain
from courses.boards.shipped import DOMAINS
from lms.people.models import Organization
from lms.people.permissions import can_edit_boards


@transaction.atomic
def write_board(
    *,
    organization: Organization,
    by: User,
    name: str,
    source: str,
    as_of: date,
    hours: Mapping[str, int],
    also: str = "",
    experience_hours: int | None = None,
    supervision_hours: int | None = None,
    board: BoardProfile | None = None,
) -> BoardProfile:
    """Write down what a board asks, or correct it. `hours` is `{name of a domain: hours}`; a new name is a new domain.
    Hours of experience and supervision stand apart from them; None where it names no number.

    Raises PermissionDenied for anybody but a coordinator, ValidationError where there is a board with this name.
    """
    _require(by, organization)
    profile = board or BoardProfile(organization=organization)
    profile.name, profile.source, profile.as_of, profile.also = name, source, as_of, also
    profile.experience_hours, profile.supervision_hours = experience_hours, supervision_hours
    profile.required = {_domain(organization, label): 60 * count for label, count in hours.items()}
    try:
        with transaction.atomic():
            profile.save()
    except IntegrityError as twin:  # somebody else wrote it down meanwhile
        raise ValidationError(_("There is already a board with this name.")) from twin
    return profile


def _domain(organization: Organization, label: str) -> str:
    """The key of the domain with this name, whatever its capitals; made where there is none."""
    ships = {str(known).casefold(): key for key, known in DOMAINS.items()}
    if label.casefold() in ships:
        return ships[label.casefold()]
    own = Domain.objects.filter(organization=organization, label__iexact=label).first()
    # Two who name it in the same instant have the same.
    return str((own or Domain.objects.get_or_create(organization=organization, label=label)[0]).pk)


@transaction.atomic
def retire_board(*, board: BoardProfile, by: User) -> BoardProfile:
    """Offer this list no longer. What counts for its domains stays and keeps their names.

    Raises PermissionDenied for anybody but a coordinator.
    """
    _require(by, board.organization)
    if board.retired_at is None:
        board.retired_at = timezone.now()
        board.save(update_fields=["retired_at"])
    return board


def _require(by: User, organization: Organization) -> None:
    if not can_edit_boards(by, organization):
        raise PermissionDenied(_("Only a coordinator of this agency writes its boards."))
