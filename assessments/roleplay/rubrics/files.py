"""A rubric as it stands in a course's files, and back."""

from collections.abc import Collection
from decimal import Decimal as Number

from django.core.exceptions import ValidationError

from assessments.roleplay.rubrics.content import LEVELS
from assessments.roleplay.rubrics.models import Rubric
from courses.files import course, plain_text
from courses.files.digests import digest
from courses.files.problems import NotReadable, Problem
from courses.files.rubric_keeper import Became
from courses.files.rubrics import as_said
from lms.people.models import Organization


class RubricFiles:
    """A `Rubric` of the files becomes one of the organization's."""

    def put(self, organization: Organization, read: course.Rubric) -> Became:
        """Raises NotReadable for what the editor would refuse."""
        mine = Rubric.objects.select_for_update().filter(organization=organization)
        rubric = mine.filter(scenario=read.scenario, language=read.language).first()
        said = digest_of(read)
        if rubric and digest_of(record(rubric)) != rubric.loaded_from:
            return Became.KEPT
        if rubric and rubric.loaded_from == said:
            return Became.SAME
        became = Became.CHANGED if rubric else Became.MADE
        rubric = rubric or Rubric(organization=organization, scenario=read.scenario, language=read.language)
        fill(rubric, read)
        rubric.loaded_from = said
        try:
            rubric.full_clean()
        except ValidationError as error:
            raise NotReadable(Problem(read.path, 1, says) for says in error.messages) from error
        rubric.save()
        return became

    def of(self, organization: Organization, scenarios: Collection[str]) -> list[course.Rubric]:
        found = Rubric.objects.filter(organization=organization, scenario__in=scenarios)
        return [record(rubric) for rubric in found.order_by("scenario", "language")]


def digest_of(read: course.Rubric) -> str:
    """The digest of what its file says. What is empty is in neither, so a field more changes nothing."""
    return digest(as_said(read))


def fill(rubric: Rubric, read: course.Rubric) -> None:
    """Everything that was read, as the editor has it; nothing is saved here."""
    rubric.title, rubric.note = plain_text.read(read.title), plain_text.read(read.note)
    rubric.cut, rubric.steps_cut = Number(f"{read.cut:.2f}"), read.steps_cut
    rubric.moments = "\n".join(map(plain_text.read, read.moments))
    rubric.criteria = [("criterion", _criterion(one)) for one in read.criteria]
    rubric.steps = [
        ("step", {"key": one.key, "text": plain_text.read(one.text), "must_do": one.must_do}) for one in read.steps
    ]


def _criterion(read: course.Criterion) -> dict[str, object]:
    anchors = zip(LEVELS, map(plain_text.read, read.anchors), strict=True)
    return {"key": read.key, "name": plain_text.read(read.name), "weight": read.weight, **dict(anchors)}


def record(rubric: Rubric) -> course.Rubric:
    """The rubric as it would be read from files."""
    said = rubric.content()
    return course.Rubric(
        path="",
        scenario=said.scenario,
        language=said.language,
        title=plain_text.spelled(said.title),
        criteria=tuple(
            course.Criterion(
                one.key, plain_text.spelled(one.name), one.weight, tuple(map(plain_text.spelled, one.anchors))
            )
            for one in said.criteria
        ),
        steps=tuple(course.Step(one.key, plain_text.spelled(one.text), one.must_do) for one in said.steps),
        moments=tuple(map(plain_text.spelled, said.moments)),
        cut=said.cut,
        steps_cut=said.steps_cut,
        note=plain_text.spelled(said.note),
    )
