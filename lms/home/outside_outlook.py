"""How training from elsewhere reads on our screens."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.boards.queries import labels
from courses.outside.models import OutsideTraining, OutsideTrainingQuerySet, State
from courses.outside.queries import (
    SHOWN,
    confirmed_outside_trainings,
    domain_label,
    each_once,
    outside_minutes,
    outside_trainings_of,
)
from courses.pages.outlook import hours
from lms.people.models import Membership

LATELY = 50


def record(user: User) -> dict[str, Any]:
    """The section of "My record": every training, and what counts by subject."""
    trainings = outside_trainings_of(user)
    counted = each_once(training for training in trainings if training.state == State.CONFIRMED)
    return {"outside": [line(training) for training in trainings], "outside_domains": domain_lines(counted)}


def line(training: OutsideTraining) -> dict[str, Any]:
    """One training, as its owner and whoever confirms it read it."""
    where = {"pk": training.pk}
    return {
        "pk": training.pk,
        "name": training.learner.profile.chosen_name,
        "title": training.title,
        "provider": training.provider,
        "taken_on": training.taken_on,
        "minutes": training.minutes,
        "subject": domain_label(training.domain),
        "organization": training.organization.name if training.organization else "",
        "state": training.state,
        "counts": training.state == State.CONFIRMED,
        "state_label": _("No longer counted, and why") if training.was_taken_back else training.get_state_display(),
        "reason": training.reason,
        "decided_by": training.decided_by.profile.chosen_name if training.decided_by else "",
        "decided_at": training.decided_at,
        "url": reverse("lms_home:outside", kwargs=where),
        "url_delete": reverse("lms_home:outside_delete", kwargs=where),
        "url_paper": reverse("lms_home:outside_paper", kwargs=where) if training.paper else "",
        "url_not_counted": reverse("lms_home:outside_not_counted", kwargs=where),
        "url_take_back": reverse("lms_home:outside_take_back", kwargs=where),
    }


def waiting(user: User) -> OutsideTrainingQuerySet:
    """What this coordinator could confirm now."""
    return OutsideTraining.objects.sent_to(user).filter(state=State.WAITING)


def confirmed_lately(user: User) -> list[dict[str, Any]]:
    """What counts and this coordinator could take back, newest first."""
    counted = OutsideTraining.objects.sent_to(user).confirmed().select_related(*SHOWN)
    return [line(training) for training in counted.order_by("-decided_at")[:LATELY]]


def counted_for(user: User, member: Membership) -> list[dict[str, Any]]:
    """What counts of this member's training from elsewhere, as their trainer and coordinator see it."""
    here = OutsideTraining.objects.counted_for(user).filter(learner=member.user, organization=member.organization)
    return [line(training) for training in confirmed_outside_trainings(here)]


def domain_lines(trainings: Iterable[OutsideTraining]) -> list[dict[str, Any]]:
    """Minutes by subject as `{label, text, percent}`, in the order of the boards' lists."""
    minutes = outside_minutes(trainings)
    most = max(minutes.values(), default=0)
    return [
        {"label": label, "text": hours(minutes[key]), "percent": 100 * minutes[key] // most}
        for key, label in labels(minutes).items()
        if minutes.get(key)
    ]
