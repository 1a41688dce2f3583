"""The verbs of messages. Nothing else writes them. None of their words is ever logged or mailed."""

import uuid
from functools import partial

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.supervision.messages import post
from assessments.supervision.messages.models import Matter, Message, MessageReader, Shared
from assessments.supervision.messages.readers import first_readers, second_readers, supervisors_of
from assessments.supervision.messages.rules import due_on
from lms.people.clocks import day_by
from lms.people.models import Membership, Organization


@transaction.atomic
def send_message(
    *,
    author: User,
    organization: Organization,
    matter: Matter,
    text: str,
    first: User | None,
    second: User | None,
    key: uuid.UUID,
) -> Message:
    """Somebody writes to whoever supervises them (`first`); where they do not feel safe also to a second person who
    does not, or to that person alone. A mail tells those at once that something waits.

    One with a `key` that is there already is that one. Raises ValidationError where one of them cannot be written to.
    """
    known = Message.objects.of(author).filter(key=key).first()
    if known is not None:
        return known
    is_unsafe = matter == Matter.UNSAFE
    readers = _readers(author, organization, first, second, is_unsafe=is_unsafe)
    here = Membership.objects.active().filter(user=author, organization=organization)
    role = here.exclude(team=None).select_related("team").first()
    now = timezone.now()
    message = Message(
        key=key,
        author=author,
        organization=organization,
        team=role.team if role else None,
        matter=matter,
        text=text.strip(),
        spares_supervisor=first is None and bool(supervisors_of(author, organization)),
        sent_at=now,
        due_on=due_on(day_by(organization.time_zone, now), is_unsafe=is_unsafe),
    )
    message.clean_fields(exclude=["author", "organization", "team"])
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError as twin:
        raise ValidationError(_("This message is sent already.")) from twin
    MessageReader.objects.bulk_create(MessageReader(message=message, reader=one) for one in readers)
    transaction.on_commit(partial(post.send_owed, now=now), robust=True)
    return message


@transaction.atomic
def answer_message(*, message: Message, by: User, text: str) -> MessageReader:
    """One of those it was sent to answers; once. Raises PermissionDenied for others, ValidationError for no words."""
    row = MessageReader.objects.of(by).select_for_update(of=["self"]).filter(message=message).first()
    if row is None:
        raise PermissionDenied(_("This was not sent to you."))
    if row.answered_at is None:
        row.answer, row.answered_at = text.strip(), timezone.now()
        row.clean_fields(exclude=["message", "reader"])
        if not row.answer:
            raise ValidationError(_("An answer has words."))
        row.save(update_fields=["answer", "answered_at"])
    return row


@transaction.atomic
def share_message(*, message: Message, by: User, shared: Shared) -> Message:
    """The author lets their team read it, with or without their name, or no longer. Raises PermissionDenied for others,
    ValidationError where the supervisor whom they spared would read it, or there is no team."""
    if by.pk != message.author_id:
        raise PermissionDenied(_("Only who wrote it can share it."))
    if shared != Shared.NO and (message.spares_supervisor or message.team_id is None):
        raise ValidationError(_("This one cannot be shared: your supervisor is in your team and would read it."))
    message.shared = shared
    message.save(update_fields=["shared"])
    return message


@transaction.atomic
def delete_message(*, message: Message, by: User) -> None:
    """The author takes it back: it goes for everybody, with its answers. Raises PermissionDenied for others."""
    if by.pk != message.author_id:
        raise PermissionDenied(_("Only who wrote it can delete it."))
    Message.objects.filter(pk=message.pk).delete()


def _readers(
    author: User, organization: Organization, first: User | None, second: User | None, *, is_unsafe: bool
) -> list[User]:
    """Those it goes to, each once. Who supervises somebody is never the only one to hear that they do not feel safe."""
    if first is not None and first not in first_readers(author, organization):
        raise ValidationError(_("Choose somebody who works with you here."))
    if not is_unsafe:
        if first is None:
            raise ValidationError(_("Choose somebody who works with you here."))
        return [first]
    if second is None or second == first or second not in second_readers(author, organization):
        raise ValidationError(_("Choose a second person, somebody who does not supervise you."))
    return [second] if first is None else [first, second]
