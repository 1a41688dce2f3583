"""The verbs of talks that two people write down together. Nothing else writes them."""

import uuid
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.supervision.talks.models import Conversation, Kind
from assessments.supervision.talks.rules import Told, Trouble, trouble_with
from courses.signed_hours.models import Kind as Counts
from courses.signed_hours.models import What
from courses.signed_hours.services import drop_signed_hours, keep_signed_hours
from lms.language import identifiers
from lms.ledger import services as ledger
from lms.people.clocks import today_in
from lms.people.models import Membership, Organization, Role
from lms.people.permissions import works_with

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: "dict[Trouble, StrOrPromise]" = {
    Trouble.TO_COME: gettext_lazy("This day is still to come. Write it down when you have met."),
    Trouble.LONG_AGO: gettext_lazy("This day is too long ago."),
    Trouble.NEXT_IS_PAST: gettext_lazy("The next time comes after this one."),
    Trouble.NEXT_IS_FAR: gettext_lazy("The next time is more than a year away. Look at the day again."),
}
TEXTS = ("topics", "learner_does", "supervisor_does")
# Whose talks boards take for supervision.
SUPERVISES = (Role.SUPERVISOR, Role.TRAINER, Role.COORDINATOR)


@transaction.atomic
def write_conversation(
    *,
    by: User,
    learner: User,
    supervisor: User,
    organization: Organization,
    told: Told,
    key: uuid.UUID,
    corrects: Conversation | None = None,
) -> Conversation:
    """One of the two writes down what both agreed, and so confirms it; the other is asked to.

    One with a `key` that is there already is that one. With `corrects` it stands for that one once both confirmed.
    Raises PermissionDenied for anybody else, ValidationError where the two do not work together, where it cannot have
    been like that, or where it names somebody who must not be named.
    """
    known = Conversation.objects.filter(learner=learner, key=key).first()
    if known is not None:
        return known
    talk = Conversation(key=key, learner=learner, supervisor=supervisor, organization=organization)
    talk.corrects, talk.by_learner = corrects, by.pk == learner.pk
    _require_pair(talk)
    if corrects is not None and (corrects.locked_at is None or Conversation.objects.filter(corrects=corrects).exists()):
        raise ValidationError(_("A correction of this one is there already."))
    _fill(talk, told)
    _confirm(talk, by)
    try:
        with transaction.atomic():
            talk.save(force_insert=True)
    except IntegrityError as twin:
        raise ValidationError(_("This talk is written down already.")) from twin
    return talk


@transaction.atomic
def change_conversation(*, conversation: Conversation, by: User, told: Told, seen: int) -> Conversation:
    """One of the two writes it otherwise and confirms that; what the other had confirmed was something else.

    `seen` is the version that was on the screen. Raises as `write_conversation`, and ValidationError where it was
    changed since, or is locked.
    """
    talk = _open(conversation, seen)
    before = _told(talk)
    _fill(talk, told)
    if _told(talk) != before:
        talk.version += 1
        talk.learner_confirmed_at = talk.supervisor_confirmed_at = None
    _confirm(talk, by)
    return _lock_if_both(talk)


@transaction.atomic
def confirm_conversation(*, conversation: Conversation, by: User, seen: int) -> Conversation:
    """One of the two says: this is what we agreed. After the second it is locked, and both signatures stand.

    `seen` is the version that was on the screen. Raises ValidationError where it was changed since.
    """
    talk = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if talk.locked_at is None:
        talk = _open(conversation, seen)
        _confirm(talk, by)
        _lock_if_both(talk)
    return talk


@transaction.atomic
def delete_conversation(*, conversation: Conversation, by: User) -> None:
    """It was not so, says who wrote it down. Raises PermissionDenied for others, ValidationError where it is locked."""
    talk = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if by.pk != (talk.learner_id if talk.by_learner else talk.supervisor_id):
        raise PermissionDenied(_("Only who wrote it down can delete it."))
    if talk.locked_at is not None:
        raise ValidationError(_("Both of you confirmed this. Write a correction instead."))
    talk.delete()


def _open(conversation: Conversation, seen: int) -> Conversation:
    talk = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if talk.locked_at is not None:
        raise ValidationError(_("Both of you confirmed this. Write a correction instead."))
    if talk.version != seen:
        raise ValidationError(_("It was changed since you opened it. Read it again, then confirm."))
    return talk


def _require_one_of(talk: Conversation, user: User) -> None:
    if user.pk not in (talk.learner_id, talk.supervisor_id):
        raise PermissionDenied(_("This is between the two of them."))


def _require_pair(talk: Conversation) -> Membership:
    """As which role the other works with who learns: where it is several, as one that supervises."""
    pair = (talk.supervisor, talk.learner_id, talk.organization)
    found = works_with(*pair, roles=SUPERVISES) or works_with(*pair)
    if found is None:
        raise ValidationError(_("The two of you do not work together here now, so nobody can confirm it."))
    return found


def _fill(talk: Conversation, told: Told) -> None:
    trouble = trouble_with(told, today=today_in(talk.organization))
    if trouble:
        raise ValidationError(SENTENCES[trouble])
    if any(found.is_sure for name in TEXTS for found in identifiers.find(getattr(told, name))):
        raise ValidationError(_("This could tell who somebody is. Say it without names, numbers or addresses."))
    for name, value in asdict(told).items():
        setattr(talk, name, value)
    talk.clean_fields(exclude=["learner", "supervisor", "organization", "corrects"])


def _told(talk: Conversation) -> Told:
    return Told(**{name: getattr(talk, name) for name in Told.__dataclass_fields__})


def _confirm(talk: Conversation, by: User) -> None:
    """This version is what `by` agreed to; a role is that of the moment."""
    _require_one_of(talk, by)
    leads = _require_pair(talk)
    if by.pk == talk.supervisor_id:
        talk.supervisor_role, talk.supervisor_confirmed_at = leads.role, timezone.now()
    else:
        here = Membership.objects.active().filter(user=talk.learner, organization=talk.organization)
        talk.learner_role = here.order_by("started_at").values_list("role", flat=True)[0]
        talk.learner_confirmed_at = timezone.now()


def _lock_if_both(talk: Conversation) -> Conversation:
    if talk.learner_confirmed_at is not None and talk.supervisor_confirmed_at is not None:
        talk.locked_at = timezone.now()
        talk.salt = ledger.new_salt()
        _count(talk)
        talk.learner_seq, talk.supervisor_seq = _sign(talk, of_learner=True), _sign(talk, of_learner=False)
    talk.save()
    return talk


def _count(talk: Conversation) -> None:
    """Minutes of supervision count for boards that ask for them, a corrected talk's no more. None do of coaching, nor
    of a talk with a senior peer."""
    if talk.corrects is not None:
        drop_signed_hours(subject=talk.corrects.pk)
    if talk.kind == Kind.SUPERVISION and talk.supervisor_role in SUPERVISES:
        keep_signed_hours(
            learner=talk.learner,
            organization=talk.organization,
            kind=Counts.SUPERVISION,
            what=What.SUPERVISION,
            on=talk.held_on,
            minutes=talk.minutes,
            subject=talk.pk,
        )


def _sign(talk: Conversation, *, of_learner: bool) -> int:
    signer = talk.learner if of_learner else talk.supervisor
    entry = ledger.append(
        actor=signer.profile.ledger_key,  # made with the person
        role=talk.learner_role if of_learner else talk.supervisor_role,
        meaning="talk confirmed",
        subject=talk.pk,
        facts=talk.facts(of_learner=of_learner),
        salt=talk.salt,
    )
    return entry.seq
