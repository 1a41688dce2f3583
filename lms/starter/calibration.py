"""The written role-plays that ship with Porchlight, for observers to compare their eyes: `anchors/RP09.en.yaml`."""

from pathlib import Path

import yaml
from django.db import transaction

from assessments.roleplay.calibration.models import AnchorPerformance
from lms.people.models import Organization

ANCHORS = Path(__file__).parent / "anchors"


@transaction.atomic
def load_anchors(*, organization: Organization) -> list[AnchorPerformance]:
    """All of them in this organization, once: what somebody changed there since stays as it is."""
    return [_load(organization, path) for path in sorted(ANCHORS.glob("*.yaml"))]


def _load(organization: Organization, path: Path) -> AnchorPerformance:
    scenario, language = path.stem.split(".")
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    where = {"organization": organization, "scenario": scenario, "language": language, "title": said["title"]}
    there = AnchorPerformance.objects.filter(**where).first()
    if there:
        return there
    agreed = [
        ("agreed", {"key": key, "mark": str(one["mark"]), "why": one["why"]}) for key, one in said["agreed"].items()
    ]
    anchor = AnchorPerformance(**where, script=said["script"], source=said["source"], agreed=agreed)
    anchor.full_clean()
    anchor.save()
    return anchor
