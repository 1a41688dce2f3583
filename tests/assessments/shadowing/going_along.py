"""Shadowing in a course, and people whose shifts are signed."""

from typing import Any

from django.contrib.auth.models import User

from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.pages import ShadowingPage
from assessments.shadowing.signing.services import sign_off
from lms.people.models import Organization
from tests import builders

# A page that asks for nothing but what a test says.
NOTHING: dict[str, Any] = dict.fromkeys(
    ("watched", "together", "led", "hours", "times", "settings_asked", "colleagues_asked"), 0
)


def shadowing(organization: Organization, title: str = "Going along", **asked: Any) -> ShadowingPage:
    """A published page in a course of its own that asks for so much, and for nothing else."""
    module = builders.module(builders.course(organization, f"A course of {title}"))
    return builders.publish(module, ShadowingPage(title=title, **{**NOTHING, **asked}))


def signed(
    learner: User, organization: Organization, signer: User, *, settles: bool = True, **told: Any
) -> ShadowEntry:
    """One that somebody signed, ten minutes ago where nothing else is said."""
    entry = builders.shift(learner, organization, **told)
    sign_off(entry=entry, signer=signer, outcome="signed", meaning="was_there")
    return builders.minutes_pass(entry) if settles else entry
