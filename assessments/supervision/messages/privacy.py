"""What messages hold about a person."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.supervision.messages.models import Message, MessageReader, Shared
from assessments.supervision.messages.rules import KEPT
from lms.people.held import Held, as_rows, in_words
from lms.people.models import Organization


def held_about(user: User) -> Held:
    """`{what: rows}`: what somebody wrote and what was answered; of others' messages, only when one came to them."""
    return {
        _("Messages you wrote"): as_rows(Message.objects.of(user)),
        _("Answers to your messages"): as_rows(MessageReader.objects.filter(message__in=Message.objects.of(user))),
        _("Messages that were sent to you"): [
            {
                "id": str(one.pk),
                str(_("sent")): in_words(one.message.sent_at),
                str(_("answered")): in_words(one.answered_at),
            }
            for one in MessageReader.objects.filter(reader=user).select_related("message")
        ],
    }


@transaction.atomic
def erase(user: User) -> None:
    """One's own go whole, with their answers; one's answers to others go too."""
    Message.objects.of(user).delete()
    MessageReader.objects.filter(reader=user).delete()


@transaction.atomic
def leave(user: User, organization: Organization) -> None:
    """Somebody has left: what waits for their answer waits for them no more, and no team reads what they shared."""
    theirs = MessageReader.objects.filter(reader=user, message__organization=organization)
    theirs.unanswered().delete()
    Message.objects.of(user).filter(organization=organization).update(shared=Shared.NO)


@transaction.atomic
def expire(*, before: datetime, most: int) -> int:
    """Every message after 60 days, wherever its author is. Returns how many rows went."""
    old = Message.objects.filter(sent_at__lt=timezone.now() - KEPT).order_by()
    return Message.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:most])).delete()[0]
