"""The verbs of signing: deciding about a shift, one or several, and taking that back for ten minutes."""

import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.shadowing import identifiers
from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.signing import rules
from assessments.shadowing.signing.experience import keep_experience
from assessments.shadowing.signing.models import Meaning, Outcome, SignOff
from assessments.shadowing.signing.queries import SIGNABLE, role_for, stands_in_for, theirs_to_sign
from assessments.shadowing.signing.rules import Fault
from lms.ledger import services as ledger

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: "dict[Fault, StrOrPromise]" = {
    Fault.MEANING: gettext_lazy("Say whether you were there or talked it through."),
    Fault.MINUTES: gettext_lazy("Count less than was written, and at least a minute."),
    Fault.REASON: gettext_lazy("Say why, in a sentence."),
}


def shown_of(entry: ShadowEntry) -> dict[str, Any]:
    """What a signature covers: the shift as it stands, without what only the person sees."""
    return {
        "start": entry.started_at.isoformat(),
        "end": entry.ended_at.isoformat(),
        "time_zone": entry.time_zone,
        "minutes": entry.minutes,
        "setting": entry.setting,
        "colleague": str(entry.colleague.profile.ledger_key) if entry.colleague else "",
        "activities": entry.activities,
        "introductions": entry.introductions,
        "permission_asked": entry.permission_asked,
        "debrief": entry.debrief,
        "wish": entry.wish,
        "to_practice": entry.to_practice,
        "amends": str(entry.amends_id) if entry.amends_id else "",
    }


def seal_of(entry: ShadowEntry) -> str:
    """A short name for what somebody sees of a shift. It goes into the form that signs it."""
    return rules.seal_of(shown_of(entry))


@transaction.atomic
def sign_off(
    *,
    entry: ShadowEntry,
    signer: User,
    outcome: str,
    meaning: str = "",
    minutes: int | None = None,
    reason: str = "",
    seen: str = "",
) -> SignOff:
    """Decide about a shift, in the ledger. The same decision twice is one; within ten minutes it can be undone.

    `minutes` is asked for where it counts in part. `seen` is the seal of what was looked at (empty: not compared).
    Raises PermissionDenied where it is not theirs to decide, ValidationError where somebody else has decided, where
    it changed meanwhile, or where a reason, a meaning or the minutes are missing.
    """
    locked = lock([entry])[0]
    return _decide(locked, signer, outcome, meaning, minutes, reason, seen)


@transaction.atomic
def sign_several(
    *, entries: Iterable[ShadowEntry], signer: User, meaning: str, seen: Mapping[str, str]
) -> list[SignOff]:
    """Sign all of these in full with one meaning, or none. `seen` is `{id of a shift: seal}`. Raises as `sign_off`."""
    locked = lock(entries)
    return [_decide(one, signer, Outcome.SIGNED, meaning, None, "", seen.get(str(one.pk), "")) for one in locked]


@transaction.atomic
def undo(*, sign_off: SignOff, signer: User) -> SignOff:
    """Take one's own decision back within ten minutes: an entry too. The shift waits again.

    Raises PermissionDenied for somebody else's, ValidationError after the ten minutes.
    """
    entry = lock([sign_off.entry])[0]
    if sign_off.signer_id != signer.pk:
        raise PermissionDenied(_("Only whoever signed takes it back."))
    if before := SignOff.objects.filter(undoes=sign_off).first():
        return before
    last = entry.sign_offs.standing().last()
    over = rules.is_settled(sign_off.made_at, now=timezone.now()) or entry.state == State.DRAFT
    if last is None or last.pk != sign_off.pk or over or entry.decided_at is None:
        raise ValidationError(_("The ten minutes are over. The person can ask for a correction, or you write a word."))
    undone = SignOff(outcome=Outcome.UNDONE, undoes=sign_off, role=sign_off.role, signer=signer)
    wait_again(entry)
    return record(undone, entry)


def lock(entries: Iterable[ShadowEntry]) -> list[ShadowEntry]:
    """All of them at once and in order: whoever has begun to sign holds the ledger, and must then wait for nobody."""
    keys = [entry.pk for entry in entries]
    found = ShadowEntry.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return list(found.select_related("learner__profile", "colleague__profile", "organization"))


def require_signable(entry: ShadowEntry, *, seen: str) -> None:
    """Raises ValidationError where somebody has decided already, or where it changed since it was looked at."""
    if entry.state not in SIGNABLE:
        last = entry.sign_offs.standing().last()
        who = str(last.signer.profile) if last and last.signer else last.signer_name if last else ""
        message = _("%(name)s has decided about this one already.") if who else _("This one no longer waits.")
        raise ValidationError(message % {"name": who})
    if seen and seen != seal_of(entry):
        raise ValidationError(_("This shift changed while you looked at it. Look again, then sign."))


def settle_outcome(entry: ShadowEntry, outcome: str, minutes: int | None) -> None:
    """Where the shift stands after this decision. Saved by whoever records it."""
    entry.state, entry.decided_at = State(outcome), timezone.now()
    entry.counted = rules.counted_by(outcome=outcome, minutes=minutes, logged=entry.minutes)
    entry.settled_at = entry.agreed_at = None
    entry.save(update_fields=["state", "decided_at", "counted", "settled_at", "agreed_at"])


def wait_again(entry: ShadowEntry) -> None:
    """As if nobody had decided yet; what was decided stays readable."""
    entry.state, entry.counted = State.SUBMITTED, 0
    entry.decided_at = entry.settled_at = entry.agreed_at = None
    entry.save(update_fields=["state", "counted", "decided_at", "settled_at", "agreed_at", "asked_another_at"])
    keep_experience(entry)


def require_sense(entry: ShadowEntry, *, outcome: str, meaning: str, minutes: int | None, reason: str) -> None:
    """Raises ValidationError where something is missing, or where the reason could tell who a participant is."""
    if outcome not in set(Outcome.values) - {Outcome.UNDONE} or (meaning and meaning not in Meaning.values):
        raise ValidationError(_("There is no such decision."))
    fault = rules.fault_of(outcome=outcome, meaning=meaning, minutes=minutes, reason=reason, logged=entry.minutes)
    if fault:
        raise ValidationError(SENTENCES[fault])
    require_unnamed(reason)


def require_unnamed(text: str) -> None:
    """Who a participant is stays out, whoever writes. Raises ValidationError."""
    if any(found.is_sure for found in identifiers.find(text)):
        raise ValidationError(_("This could tell who somebody is. Say it without names, numbers or addresses."))


def record(sign_off: SignOff, entry: ShadowEntry, *, actor: uuid.UUID | None = None) -> SignOff:
    """Into the ledger and beside it. The last thing in a transaction that takes a lock."""
    sign_off.entry, sign_off.learner, sign_off.shown = entry, entry.learner, shown_of(entry)
    sign_off.made_at, sign_off.salt = timezone.now(), ledger.new_salt()
    sign_off.full_clean(
        exclude=["entry", "learner", "signer", "standing_in_for", "link", "undoes", "ledger_seq", "ledger_mac"],
        validate_constraints=False,
    )
    written = ledger.append(
        actor=actor or sign_off.signer.profile.ledger_key,  # type: ignore[union-attr]  # without a link there is a signer
        role=sign_off.role,
        meaning=f"shift {sign_off.outcome.replace('_', ' ')}",
        subject=sign_off.pk,
        facts=sign_off.facts(),
        salt=sign_off.salt,
    )
    sign_off.ledger_seq, sign_off.ledger_mac = written.seq, written.mac
    sign_off.save(force_insert=True)
    return sign_off


def _decide(
    entry: ShadowEntry, signer: User, outcome: str, meaning: str, minutes: int | None, reason: str, seen: str
) -> SignOff:
    reason = " ".join(reason.split())
    if before := _the_same(entry, signer, outcome, meaning, minutes, reason):
        return before
    if entry.state == State.DRAFT:
        raise ValidationError(_("This one no longer waits."))
    if not theirs_to_sign(signer, now=timezone.now()).filter(pk=entry.pk).exists():
        raise PermissionDenied(_("This shift is not yours to sign."))
    require_signable(entry, seen=seen)
    require_sense(entry, outcome=outcome, meaning=meaning, minutes=minutes, reason=reason)
    settle_outcome(entry, outcome, minutes)
    decision = SignOff(signer=signer, role=role_for(signer, entry.organization), outcome=outcome, reason=reason)
    decision.meaning, decision.minutes = meaning if entry.counted else "", entry.counted
    place = stands_in_for(signer, entry, now=timezone.now())
    decision.standing_in_for = place.supervisor if place else None
    return record(decision, entry)


def _the_same(
    entry: ShadowEntry, signer: User, outcome: str, meaning: str, minutes: int | None, reason: str
) -> SignOff | None:
    """This very decision, made a moment ago: a button that was tapped twice."""
    if entry.state != outcome or entry.settled_at:
        return None
    counted = rules.counted_by(outcome=outcome, minutes=minutes, logged=entry.minutes)
    last = entry.sign_offs.standing().filter(signer=signer, outcome=outcome).last()
    said = last and (last.minutes, last.reason) == (counted, reason) and last.meaning == (meaning if counted else "")
    return last if said else None
