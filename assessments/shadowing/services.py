"""The verbs of the shift log. Nothing else writes it."""

import uuid
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.shadowing import identifiers
from assessments.shadowing.local_times import Shift
from assessments.shadowing.models import COUNTED, MOST_VERSIONS, ShadowEntry, State
from assessments.shadowing.rules import Told, Trouble, trouble_with
from assessments.shadowing.signing.models import SigningLink
from assessments.shadowing.signing.replies import is_locked
from assessments.shadowing.words import ACTIVITIES, Level
from lms.people.models import Membership, Organization

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: "dict[Trouble, StrOrPromise]" = {
    Trouble.BACKWARD: gettext_lazy("A shift ends after it begins."),
    Trouble.TOO_LONG: gettext_lazy("That is more than 16 hours. Look at the two times again."),
    Trouble.TO_COME: gettext_lazy("This shift is not over yet. Log it when it is."),
}


@transaction.atomic
def write_shift(
    *,
    learner: User,
    organization: Organization,
    shift: Shift,
    told: Told,
    key: uuid.UUID,
    send: bool,
    entry: ShadowEntry | None = None,
    amends: ShadowEntry | None = None,
) -> ShadowEntry:
    """Write a shift down, or correct one that is not sent, and send it where the person says so.

    One with a `key` that is there already is that one. `amends` is one that is locked: this is its later version, and
    both stay. Raises ValidationError where it cannot have been then, overlaps
    another, names somebody who must not be named, or where the person is not in that agency.
    """
    User.objects.select_for_update().get(pk=learner.pk)  # one shift at a time, so that two cannot overlap
    known = ShadowEntry.objects.filter(learner=learner, key=key).first()
    if entry is None and known is not None:
        return known
    found = _draft(entry) if entry else ShadowEntry(learner=learner, organization=organization, key=key)
    if amends and entry is None:
        found.amends = _amendable(amends, learner)
    _require_membership(learner, organization)
    _require_possible(found, shift)
    _require_unnamed(told)
    _fill(found, shift, told)
    return _save(found, send=send)


@transaction.atomic
def take_back_shift(*, entry: ShadowEntry) -> ShadowEntry:
    """Not sent any more: to correct it. Raises ValidationError where somebody has decided about it for good."""
    locked = ShadowEntry.objects.select_for_update().get(pk=entry.pk)
    if locked.state == State.DRAFT:
        return locked
    talked = locked.state in (State.NEEDS_WORD, State.NOT_THERE) and locked.settled_at is not None
    if locked.state != State.SUBMITTED and not talked:
        raise ValidationError(_("Somebody is looking at it just now, or has signed it. Look again in ten minutes."))
    SigningLink.objects.open().filter(entry=locked).update(taken_back_at=timezone.now())
    locked.state, locked.sent_at = State.DRAFT, None
    locked.decided_at = locked.settled_at = None
    locked.save(update_fields=["state", "sent_at", "decided_at", "settled_at"])
    return locked


@transaction.atomic
def delete_shift(*, entry: ShadowEntry) -> None:
    """It was not so. Raises ValidationError where it is sent, or where somebody has decided about it before."""
    draft = _draft(entry)
    if draft.sign_offs.exists():
        raise ValidationError(_("Somebody has decided about this shift, so it stays in your log. You can correct it."))
    draft.links.all().delete()
    draft.delete()


@transaction.atomic
def withdraw_shifts(*, learner: User, organization: Organization) -> int:
    """Somebody has left: what nobody there signed is the person's alone again. Returns how many."""
    open_ones = [State.SUBMITTED, State.NEEDS_WORD, State.NOT_THERE]
    sent = ShadowEntry.objects.filter(learner=learner, organization=organization, state__in=open_ones)
    return sent.update(state=State.DRAFT, sent_at=None, decided_at=None, settled_at=None)


def _require_membership(learner: User, organization: Organization) -> None:
    if not Membership.objects.active().filter(user=learner, organization=organization).exists():
        raise ValidationError(_("You are not in this agency, so nobody there can sign it."))


def _require_possible(entry: ShadowEntry, shift: Shift) -> None:
    trouble = trouble_with(shift, now=timezone.now())
    if trouble:
        raise ValidationError(SENTENCES[trouble])
    known = [entry.pk, *(version.pk for version in earlier_versions(entry))]
    others = ShadowEntry.objects.filter(learner=entry.learner).at(shift).exclude(pk__in=known)
    other = next((one for one in others if not _is_replaced_for_good(one)), None)
    if other and other.shift == shift:
        raise ValidationError(_("This shift is in your log already."))
    if other:
        said = _("Another shift in your log is at the same time: %(when)s.")
        raise ValidationError(said % {"when": when(other)})


def _is_replaced_for_good(entry: ShadowEntry) -> bool:
    """A later version counts, and nobody can ask about that one any more: this one never counts again."""
    later = ShadowEntry.objects.filter(amends=entry).first()
    if later is None:
        return False
    return (later.state in COUNTED and is_locked(later)) or _is_replaced_for_good(later)


def earlier_versions(entry: ShadowEntry) -> list[ShadowEntry]:
    """What it corrects, the latest first."""
    found = []
    while entry.amends:
        entry = entry.amends
        found.append(entry)
    return found


def when(entry: ShadowEntry) -> str:
    """A shift's day and times, as the clock at work showed them."""
    start, end = entry.started_at.astimezone(entry.zone), entry.ended_at.astimezone(entry.zone)
    times = f"{formats.time_format(start, 'TIME_FORMAT')} – {formats.time_format(end, 'TIME_FORMAT')}"
    return f"{formats.date_format(start, 'DATE_FORMAT')}, {times}"


def _require_unnamed(told: Told) -> None:
    """Who a participant is stays out, whoever sends it."""
    if any(found.is_sure for text in (told.to_practice, told.noticed) for found in identifiers.find(text)):
        raise ValidationError(_("This could tell who somebody is. Say it without names, numbers or addresses."))


def _fill(entry: ShadowEntry, shift: Shift, told: Told) -> None:
    for name, value in asdict(told).items():
        setattr(entry, name, value)
    entry.activities = {key: int(told.activities[key]) for key in ACTIVITIES if key in told.activities}
    if not set(entry.activities.values()) <= set(Level.values):
        raise ValidationError(_("There is no such level."))
    if told.colleague_id is not None:
        here = Membership.objects.active().filter(organization=entry.organization, user=told.colleague_id)
        if not here.exclude(user=entry.learner).exists():
            raise ValidationError(_("This colleague is not in your agency."))
    entry.started_at, entry.ended_at, entry.minutes = shift.start, shift.end, shift.minutes
    entry.time_zone = entry.organization.time_zone


def _save(entry: ShadowEntry, *, send: bool) -> ShadowEntry:
    entry.state = State.SUBMITTED if send else State.DRAFT
    entry.sent_at = timezone.now() if send else None
    entry.full_clean(
        exclude=["learner", "organization", "colleague"], validate_unique=False, validate_constraints=False
    )
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as twin:
        raise ValidationError(_("This shift is in your log already.")) from twin
    return entry


def _amendable(entry: ShadowEntry, learner: User) -> ShadowEntry:
    if entry.learner_id != learner.pk or not is_locked(entry):
        raise ValidationError(_("Only a shift that is signed needs a new version. Correct this one."))
    if ShadowEntry.objects.filter(amends=entry).exists():
        raise ValidationError(_("There is a later version of this shift already. Correct that one."))
    if len(earlier_versions(entry)) + 1 >= MOST_VERSIONS:
        raise ValidationError(_("This shift was corrected often. Talk to your supervisor about it."))
    return entry


def _draft(entry: ShadowEntry) -> ShadowEntry:
    locked = ShadowEntry.objects.select_for_update().get(pk=entry.pk)
    if locked.state != State.DRAFT:
        raise ValidationError(_("This shift is complete. Open it to correct it first."))
    return locked
