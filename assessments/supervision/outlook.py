"""The context of the pages that gather what supervision has for somebody."""

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from assessments.supervision.messages import outlook as messages
from assessments.supervision.onboarding import outlook as first_days
from assessments.supervision.people import agencies_of, around, leads_of
from assessments.supervision.talks.models import Conversation
from assessments.supervision.talks.outlook import coaching, line, with_both
from lms import prepared
from lms.people.models import Membership, Organization, Role

# How many talks with others a page lists; the rest stands with each person.
LATEST = 20

# As `Conversation.objects.waiting_for` and `MessageReader.objects.of(...).unanswered` have it.
_WAITING = """
WITH here AS (SELECT organization_id FROM lms_people_membership WHERE user_id = %(user)s AND ended_at IS NULL)
SELECT (SELECT count(*) FROM lms_assessments_conversation
         WHERE locked_at IS NULL
           AND ((learner_id = %(user)s AND learner_confirmed_at IS NULL)
                OR (supervisor_id = %(user)s AND supervisor_confirmed_at IS NULL
                    AND (learner_id = %(user)s OR organization_id IN (SELECT organization_id FROM here)))))
     + (SELECT count(*) FROM lms_assessments_messagereader reader
          JOIN lms_assessments_message message ON message.id = reader.message_id
         WHERE reader.reader_id = %(user)s AND reader.answered_at IS NULL
           AND message.organization_id IN (SELECT organization_id FROM here))
"""


def waiting_for(user: User) -> int:
    """How many things wait for this person: talks to confirm, messages to answer. One query, by hand, as home asks it
    at every visit."""
    with prepared.cursor() as cursor:
        cursor.execute(_WAITING, {"user": user.pk})
        (count,) = cursor.fetchone()
    return int(count)


def mine(user: User) -> dict[str, Any]:
    """What is about me, and what I have to do for others."""
    with_others = with_both(Conversation.objects.visible_to(user).filter(supervisor=user))
    waiting = with_both(Conversation.objects.waiting_for(user))
    return {
        **around(user),
        "waiting": [line(one, user) for one in waiting],
        "talks": [line(one, user) for one in with_both(Conversation.objects.of(user))],
        "with_others": [line(one, user) for one in with_others[:LATEST]],
        "lists": first_days.lists_of(user),
        "buddy_of": first_days.whose_buddy(user),
        "written": messages.mine(user),
        "to_answer": messages.to_answer(user),
        "shared": messages.shared_with(user),
        "agencies": [_agency(user, one) for one in agencies_of(user)],
    }


def _agency(user: User, organization: Organization) -> dict[str, Any]:
    leads = leads_of(user, organization)
    at = f"?at={organization.pk}"
    return {
        "name": organization.name,
        "url_talk": reverse("lms_assessments:talk_add") + at if leads else "",
        "url_working": reverse("lms_assessments:message_working") + at,
        "url_unsafe": reverse("lms_assessments:message_unsafe") + at,
        "coaching": coaching(user, organization),
    }


def of_person(user: User, member: Membership) -> dict[str, Any]:
    """What I have with somebody I work with."""
    with_me = Conversation.objects.visible_to(user).filter(
        supervisor=user, learner=member.user, organization=member.organization
    )
    return {
        **around(user, "people"),
        "person": str(member.user.profile),
        "url_first_days": first_days.address(member) if member.role == Role.NEW_HIRE else "",
        "talks": [line(one, user) for one in with_both(with_me)],
        "coaching": coaching(member.user, member.organization),
        "url_talk": reverse("lms_assessments:talk_add_with", kwargs={"membership": member.pk}),
    }
