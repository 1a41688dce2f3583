"""The context of the pages that gather what supervision has for somebody."""

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from assessments.supervision.messages import outlook as messages
from assessments.supervision.messages.models import MessageReader
from assessments.supervision.onboarding import outlook as first_days
from assessments.supervision.people import agencies_of, around, leads_of
from assessments.supervision.talks.models import Conversation
from assessments.supervision.talks.outlook import coaching, line, with_both
from lms.people.models import Membership, Organization, Role

# How many talks with others a page lists; the rest stands with each person.
LATEST = 20


def waiting_for(user: User) -> int:
    """How many things wait for this person: talks to confirm, messages to answer."""
    talks = Conversation.objects.waiting_for(user).order_by().values("pk")
    messages_to_answer = MessageReader.objects.of(user).unanswered().order_by().values("pk")
    return talks.union(messages_to_answer, all=True).count()  # together: they are one query of the home screen


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
