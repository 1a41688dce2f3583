"""By which a colleague without an account signs one shift: made by whoever may sign it, open for a week, used once."""

import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.signing.models import Meaning, Outcome, SigningLink, SignOff
from assessments.shadowing.signing.queries import role_for, theirs_to_sign
from assessments.shadowing.signing.services import lock, record, require_sense, require_signable, settle_outcome

OPEN_FOR = timedelta(days=7)
# What a colleague who was there can say.
SAYS = (Outcome.SIGNED, Outcome.IN_PART, Outcome.NOT_THERE)


def digest(code: str) -> str:
    """What the database keeps of a link."""
    return salted_hmac("lms_assessments.signing.links", code, algorithm="sha256").hexdigest()


@transaction.atomic
def make_link(*, entry: ShadowEntry, by: User, name: str) -> tuple[SigningLink, str]:
    """A link for this colleague, whose code is shown this once. One made before for the same shift ends.

    Raises PermissionDenied where the shift is not theirs to sign, ValidationError where somebody has decided already.
    """
    locked = lock([entry])[0]
    if not theirs_to_sign(by, now=timezone.now()).filter(pk=locked.pk).exists():
        raise PermissionDenied(_("This shift is not yours to sign."))
    require_signable(locked, seen="")
    take_back_link(entry=locked)
    code = secrets.token_urlsafe(24)
    link = SigningLink(
        entry=locked,
        made_by=by,
        role=role_for(by, locked.organization),
        name=" ".join(name.split()),
        code_digest=digest(code),
        expires_at=timezone.now() + OPEN_FOR,
    )
    link.full_clean(exclude=["entry", "made_by"])
    link.save()
    return link, code


@transaction.atomic
def take_back_link(*, entry: ShadowEntry) -> int:
    """It opens nothing any more. Returns how many were open."""
    return SigningLink.objects.open().filter(entry=entry).update(taken_back_at=timezone.now())


def find_link(*, code: str) -> SigningLink | None:
    """What this code opens, or None: unknown, used, taken back and too old look alike. So does one whose maker may not
    sign the shift any more, and one of a shift that no longer waits."""
    links = SigningLink.objects.open().filter(code_digest=digest(code))
    found = links.select_related("entry__learner__profile", "entry__organization", "made_by__profile").first()
    if found is None or not theirs_to_sign(found.made_by, now=timezone.now()).filter(pk=found.entry_id).exists():
        return None
    try:
        require_signable(found.entry, seen="")
    except ValidationError:
        return None
    return found


@transaction.atomic
def sign_by_link(
    *, link: SigningLink, name: str, outcome: str, minutes: int | None = None, reason: str = "", seen: str = ""
) -> SignOff:
    """ "I was there", by somebody without an account, under the name they type. The link is used up by it.

    Raises ValidationError where it was used or has ended meanwhile, or as `sign_off`.
    """
    entry = lock([link.entry])[0]
    if not SigningLink.objects.open().filter(pk=link.pk).update(used_at=timezone.now()):
        raise ValidationError(_("This link has just ended. Ask for another one."))
    require_signable(entry, seen=seen)
    meaning = Meaning.WAS_THERE if outcome in (Outcome.SIGNED, Outcome.IN_PART) else ""
    reason, name = " ".join(reason.split()), " ".join(name.split())
    if outcome not in SAYS or not name:
        raise ValidationError(_("There is no such decision.") if name else _("Say who you are."))
    require_sense(entry, outcome=outcome, meaning=meaning, minutes=minutes, reason=reason)
    settle_outcome(entry, outcome, minutes)
    said = SignOff(link=link, signer_name=name, role="colleague", outcome=outcome, reason=reason)
    said.meaning, said.minutes = meaning, entry.counted
    return record(said, entry, actor=link.pk)
