"""Training taken elsewhere, as records and transcripts show it."""

import logging
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import User

from courses.boards.queries import domains_of, labels
from courses.boards.shipped import DOMAINS
from courses.outside.models import OutsideTraining, OutsideTrainingQuerySet
from lms.people.models import Organization

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

logger = logging.getLogger(__name__)

# What a line of a record says of others.
SHOWN = ("learner__profile", "organization", "decided_by__profile")


def domain_choices(organizations: Iterable[Organization]) -> "list[tuple[str, StrOrPromise]]":
    """What a training can count for in these, `(key, label)`, in the order of the boards' lists."""
    return list(domains_of(organizations).items())


def domain_names(organization: Organization) -> dict[str, str]:
    """How a list of trainings calls the domains, `{domain: name}`: those that ship by key, others by label."""
    return {key: key if key in DOMAINS else str(label) for key, label in domain_choices([organization])}


def domain_label(key: str) -> "StrOrPromise":
    """The name of a domain; empty for none."""
    return labels([key]).get(key, key)


def outside_trainings_of(user: User) -> list[OutsideTraining]:
    """Everything the user entered, newest first, with who decided and where."""
    return list(OutsideTraining.objects.of(user).select_related(*SHOWN))


def outside_minutes(trainings: Iterable[OutsideTraining]) -> dict[str, int]:
    """Minutes by domain, `{domain: minutes}`, of what is given; "" holds what counts for no domain."""
    total: Counter[str] = Counter()
    for training in trainings:
        total[training.domain] += training.minutes
    return dict(total)


def confirmed_outside_trainings(trainings: OutsideTrainingQuerySet) -> list[OutsideTraining]:
    """Those of these that count, oldest first: what a transcript prints. What two agencies confirmed counts once."""
    counted = trainings.confirmed().select_related(*SHOWN).order_by("taken_on", "title", "decided_at")
    return each_once(counted)


def each_once(trainings: Iterable[OutsideTraining]) -> list[OutsideTraining]:
    """Without those of the same person, title, provider and day as one before."""
    first: dict[tuple, OutsideTraining] = {}
    for training in trainings:
        first.setdefault((training.learner_id, training.title, training.provider, training.taken_on), training)
    return list(first.values())


def paper_of(training: OutsideTraining) -> bytes | None:
    """The certificate as it was kept; None where there is none, or where the storage does not give it."""
    if not training.paper:
        return None
    try:
        with training.paper.open() as file:
            content: bytes = file.read()
    except Exception:  # gone, or the storage is away
        logger.exception("The certificate %s cannot be read", training.paper.name)
        return None
    return content
