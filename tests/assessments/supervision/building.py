"""What two people had to do with each other at work."""

import uuid
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.utils import timezone

from assessments.supervision.messages.models import Matter, Message
from assessments.supervision.messages.services import send_message
from assessments.supervision.onboarding.models import OnboardingItem
from assessments.supervision.onboarding.services import add_item, choose_buddy, tick_item
from assessments.supervision.talks.models import Conversation
from assessments.supervision.talks.rules import Told
from assessments.supervision.talks.services import write_conversation
from lms.people.models import Organization

WORDS = "He shouts at me behind the van."


def talk(
    learner: User,
    supervisor: User,
    organization: Organization,
    *,
    by: User | None = None,
    days_ago: int = 1,
    **told: Any,
) -> Conversation:
    """A talk that one of the two wrote down and confirmed: the learner, where nobody else is named."""
    day = timezone.now().astimezone(ZoneInfo(organization.time_zone)).date() - timedelta(days=days_ago)
    said = Told(**{"kind": "supervision", "held_on": day, "minutes": 30, "topics": "The first shifts.", **told})
    who = {"by": by or learner, "learner": learner, "supervisor": supervisor, "organization": organization}
    return write_conversation(**who, told=said, key=uuid.uuid4())


def message(
    author: User,
    first: User | None,
    organization: Organization,
    *,
    second: User | None = None,
    text: str = "It is loud.",
) -> Message:
    """What somebody wrote: that they do not feel safe, where a second person reads it too."""
    matter = Matter.UNSAFE if second else Matter.WORKING
    who = {"author": author, "organization": organization, "first": first, "second": second}
    return send_message(**who, matter=matter, text=text, key=uuid.uuid4())


def first_days(learner: User, organization: Organization, people: dict[str, User]) -> OnboardingItem:
    """Marcus ticked one thing and is the buddy; Jo put one more on everybody's list."""
    tick_item(learner=learner, organization=organization, item="tour", by=people["marcus"], done=True)
    choose_buddy(learner=learner, organization=organization, buddy=people["marcus"])
    return add_item(organization=organization, by=people["jo"], text="Got a warm jacket")


def supervised(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """What stands for `<...>` in addresses of supervision: Rosa's."""
    rosa, marcus, jo = (people[name] for name in ("rosa", "marcus", "jo"))
    role = rosa.memberships.get().pk
    return {
        "supervision/first-days/<uuid:membership>": role,
        "supervision/first-days/items/<uuid:pk>": first_days(rosa, harbor, people).pk,
        "supervision/messages/<uuid:pk>": message(rosa, marcus, harbor, second=jo).pk,
        "supervision/talks/<uuid:pk>": talk(rosa, marcus, harbor).pk,
        "supervision/with/<uuid:membership>": role,
    }
