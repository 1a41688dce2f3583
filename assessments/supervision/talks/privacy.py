"""What talks hold about a person."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef, Q
from django.utils.translation import gettext as _

from assessments.supervision.talks.models import Conversation, ConversationQuerySet
from lms.people.held import Held, as_rows, in_words
from lms.people.models import Organization
from lms.people.privacy import left_before


def held_about(user: User) -> Held:
    """`{what: rows}`: the talks in which somebody learned; and, without who it was, those with others."""
    return {
        _("1:1s about your work"): as_rows(Conversation.objects.of(user)),
        _("1:1s you had with others"): [
            {"id": str(one.pk), str(_("date")): in_words(one.held_on), str(_("minutes")): in_words(one.minutes)}
            for one in Conversation.objects.filter(supervisor=user)
        ],
    }


@transaction.atomic
def erase(user: User) -> None:
    """One's own go whole. What somebody confirmed for others stays theirs, what waits for both goes."""
    Conversation.objects.filter(learner=user).delete()
    _open_of(user).delete()


@transaction.atomic
def leave(user: User, organization: Organization) -> None:
    """Somebody has left: what not both confirmed, nobody there confirms any more."""
    _open_of(user).filter(organization=organization).delete()


@transaction.atomic
def expire(*, before: datetime, most: int) -> int:
    """Of people who left an agency that long ago: what not both confirmed. Returns how many rows went."""
    learner, supervisor = (
        left_before(before, user=OuterRef(who), organization=OuterRef("organization"))
        for who in ("learner", "supervisor")
    )
    left = Conversation.objects.filter(learner | supervisor, locked_at=None)
    return Conversation.objects.filter(pk__in=list(left.values_list("pk", flat=True)[:most])).delete()[0]


def _open_of(user: User) -> ConversationQuerySet:
    return Conversation.objects.filter(Q(learner=user) | Q(supervisor=user), locked_at=None)
