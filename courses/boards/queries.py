"""Domains and boards: those that ship and an organization's own, as one."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.utils import formats
from django.utils.translation import gettext

from courses.boards.models import BoardProfile, Domain
from courses.boards.shipped import BOARDS, DOMAINS, Board
from lms.people.models import Membership, Organization

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def labels(keys: Iterable[str]) -> "dict[str, StrOrPromise]":
    """`{domain: label}` of the domains that we know: those that ship in their order, then others by name.

    Asks the database only where one of them does not ship.
    """
    wanted = set(keys)
    found = {key: label for key, label in DOMAINS.items() if key in wanted}
    own = [pk for key in wanted - set(DOMAINS) if (pk := _as_id(key))]
    return found | {str(one.pk): one.label for one in Domain.objects.filter(pk__in=own)} if own else found


def _as_id(key: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(key)
    except ValueError:
        return None


def domains_of(organizations: Iterable[Organization]) -> "dict[str, StrOrPromise]":
    """What training may count for there: the domains that ship, and those of the boards in use."""
    asked = BoardProfile.objects.filter(organization__in=list(organizations), retired_at=None)
    return labels([*DOMAINS, *(key for required in asked.values_list("required", flat=True) for key in required)])


def as_boards(profiles: Iterable[BoardProfile]) -> list[Board]:
    """An organization's own lists."""
    own = list(profiles)
    names = labels(key for profile in own for key in profile.required)
    return [_as_board(profile, order=names) for profile in own]


def _as_board(profile: BoardProfile, *, order: Iterable[str]) -> Board:
    said = {"source": profile.source, "day": formats.date_format(profile.as_of)}
    return Board(
        key=str(profile.pk),
        name=profile.name,
        source=gettext("%(source)s, read on %(day)s") % said,
        also=profile.also,
        required={key: profile.required[key] for key in order if key in profile.required},
        experience=60 * (profile.experience_hours or 0),
        supervision=60 * (profile.supervision_hours or 0),
    )


def boards_for(user: User) -> list[Board]:
    """The boards that somebody can hold their record against: those that ship, and those of their agencies."""
    theirs = Membership.objects.active().filter(user=user).values("organization")
    return [*BOARDS, *as_boards(BoardProfile.objects.filter(organization__in=theirs, retired_at=None))]


def board_for(user: User, key: str) -> Board | None:
    """The one of those with this key; None where there is none."""
    return next((board for board in boards_for(user) if board.key == key), None)
