"""The verbs of rubrics."""

from django.db import transaction
from django.utils.translation import get_language

from assessments.roleplay.rubrics.models import Rubric, RubricVersion
from lms.people.models import Organization


def rubric_for(organization: Organization, scenario: str, *, language: str = "") -> Rubric | None:
    """The agency's rubric for this scenario, in this language (the active one) or else in another."""
    wanted = (language or get_language() or "en").split("-")[0]
    found = list(Rubric.objects.filter(organization=organization, scenario=scenario))
    return min(found, key=lambda rubric: (rubric.language != wanted, rubric.language), default=None)


@transaction.atomic
def freeze(*, rubric: Rubric) -> RubricVersion:
    """The rubric as it stands now, to score by. The same words and numbers are the same version."""
    said = rubric.content()
    version, _created = RubricVersion.objects.get_or_create(
        organization_id=rubric.organization_id,
        content_hash=said.hash,
        defaults={
            "scenario": said.scenario,
            "language": said.language,
            "title": said.title,
            "content": said.as_json(),
        },
    )
    return version
