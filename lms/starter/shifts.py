"""The shifts of the demo's people: two that wait, and those that were signed."""

import uuid
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from assessments.shadowing.local_times import Shift
from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.rules import Told
from assessments.shadowing.services import write_shift
from assessments.shadowing.signing.services import sign_off
from lms.people.models import Organization


def log_shifts(*, organization: Organization, rosa: User, sam: User, supervisor: User) -> None:
    """Rosa went along twice and waits; of Sam's, one is signed and one waits. Once."""
    if ShadowEntry.objects.filter(organization=organization).exists():
        return
    hello = {"introduce": 2, "supplies": 1}
    _log(rosa, organization, 3, 4, Told("van", supervisor.pk, hello, 2, True, "yes", "watch", "The first hello."))
    _log(rosa, organization, 1, 3, Told("street", None, {"naloxone": 2, "listen": 3}, debrief="yes", wish="try"))
    signed = _log(sam, organization, 9, 5, Told("fixed_site", supervisor.pk, {"supplies": 3, "handoff": 2}))
    _log(sam, organization, 2, 4, Told("van", supervisor.pk, {"naloxone": 3}, debrief="declined"))
    sign_off(entry=signed, signer=supervisor, outcome="signed", meaning="was_there")


def _log(learner: User, organization: Organization, days_ago: int, hours: int, told: Told) -> ShadowEntry:
    day = timezone.localdate() - timedelta(days=days_ago)
    start = timezone.make_aware(datetime(day.year, day.month, day.day, 13))
    shift = Shift(start, start + timedelta(hours=hours))
    key = uuid.uuid4()
    return write_shift(learner=learner, organization=organization, shift=shift, told=told, key=key, send=True)
