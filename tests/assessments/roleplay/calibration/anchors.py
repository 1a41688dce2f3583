"""Written role-plays, and whoever marks them."""

import uuid

from django.contrib.auth.models import User

from assessments.roleplay.calibration.models import AnchorPerformance, Calibration
from assessments.roleplay.calibration.services import calibrate
from lms.people.models import Organization

SCRIPT = "They wait. Then they call for help."
AGREED = (("G1", "2", "Asks only."), ("G4", "4", "Steady."), ("O1", "yes", "The call is there."))
# What somebody sees in it.
MARKS = {"G1": 3, "G4": 4, "O1": "partly"}


def anchor(organization: Organization, scenario: str = "RP08") -> AnchorPerformance:
    """One for the rubric of `tests.assessments.roleplay.observed.building`."""
    made = AnchorPerformance(
        organization=organization,
        scenario=scenario,
        title="Behind the van",
        script=SCRIPT,
        source="Written here.",
        agreed=[("agreed", {"key": key, "mark": mark, "why": why}) for key, mark, why in AGREED],
    )
    made.full_clean()
    made.save()
    return made


def done_by(user: User, anchor: AnchorPerformance) -> Calibration:
    """Somebody marks it."""
    return calibrate(key=uuid.uuid4(), anchor=anchor, observer=user, marks=MARKS)
