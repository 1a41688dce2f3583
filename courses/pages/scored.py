"""What scored practice shows of itself on a learner's page. Who scores registers here; nobody is imported upward.

scored.register(outlook.on_session)  # in the app's AppConfig.ready()
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from courses.enrollment.models import Enrollment

if TYPE_CHECKING:
    from courses.pages.sessions import SessionPage

Outlook = Callable[["SessionPage", Enrollment], dict[str, Any]]

_REGISTERED: list[Outlook] = []


def register(outlook: Outlook) -> None:
    """From now on this says how somebody stands in a scored practice: a context with the `template` that shows it."""
    _REGISTERED[:] = [outlook]


def of(session: "SessionPage", enrollment: Enrollment) -> dict[str, Any] | None:
    """How this person stands in this practice; None where nobody scores."""
    return next((outlook(session, enrollment) for outlook in _REGISTERED), None)
