"""What the person can say about their shift before it is locked: a word, "that is right", "someone else to look"."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.signing import rules
from assessments.shadowing.signing.models import Remark
from assessments.shadowing.signing.services import lock, require_unnamed, wait_again
from lms.people.models import Membership

# What the person has the next word on.
ANSWERABLE = (State.IN_PART, State.NOT_COUNTED, State.NEEDS_WORD, State.NOT_THERE)


def is_locked(entry: ShadowEntry) -> bool:
    """Whether it stands, and only a new version corrects it."""
    agreed = entry.agreed_at is not None
    return rules.is_locked(state=entry.state, decided_at=entry.decided_at, agreed=agreed, now=timezone.now())


def can_answer(entry: ShadowEntry) -> bool:
    """Whether the person has the next word: they were told, and it is not locked."""
    told = rules.is_settled(entry.decided_at, now=timezone.now())
    return entry.state in ANSWERABLE and told and not is_locked(entry)


@transaction.atomic
def reply(*, entry: ShadowEntry, author: User, text: str) -> Remark:
    """Say something about one's own shift. What "needs a word" waits for its signer again. Twice the same is once.

    Raises ValidationError where it is locked, empty or too long, could tell who a participant is, or whoever wrote it
    has left.
    """
    locked = _answerable(entry)
    text = " ".join(text.split())
    if before := locked.remarks.filter(author=author, text=text).first():
        return before
    require_unnamed(text)
    remark = Remark(entry=locked, author=author, text=text)
    remark.full_clean(exclude=["entry", "author"])
    remark.save()
    if locked.state == State.NEEDS_WORD:
        wait_again(locked)
    return remark


@transaction.atomic
def agree(*, entry: ShadowEntry) -> ShadowEntry:
    """ "That is right": it is locked now.

    Raises ValidationError where there is nothing to agree to, or the person has left.
    """
    locked = lock([entry])[0]
    if locked.agreed_at:
        return locked
    if locked.state not in (State.IN_PART, State.NOT_COUNTED) or not can_answer(locked):
        raise ValidationError(_("There is nothing to answer here now."))
    _require_here(locked)
    locked.agreed_at = timezone.now()
    locked.save(update_fields=["agreed_at"])
    return locked


@transaction.atomic
def ask_another(*, entry: ShadowEntry) -> ShadowEntry:
    """Ask someone else to look: it goes to those who may sign and have not decided about it.

    Raises ValidationError where it is locked, or the person has left.
    """
    locked = _answerable(entry)
    locked.asked_another_at = timezone.now()
    wait_again(locked)
    return locked


def _answerable(entry: ShadowEntry) -> ShadowEntry:
    locked = lock([entry])[0]
    if not can_answer(locked):
        raise ValidationError(_("There is nothing to answer here now."))
    _require_here(locked)
    return locked


def _require_here(entry: ShadowEntry) -> None:
    """Nobody there signs for somebody who has left: what waited again would wait for good."""
    if not Membership.objects.active().filter(user=entry.learner, organization=entry.organization).exists():
        raise ValidationError(_("You have left this agency, so it stays as it is."))
