"""How somebody stands with a scenario. Reads and writes nothing."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from wagtail.models import Revision

from assessments.roleplay.scenarios.graph import Playing, Scenario, play
from courses.enrollment.models import Enrollment
from courses.review.queries import Reviews, reviews_of

if TYPE_CHECKING:
    import uuid

    from assessments.roleplay.scenarios.models import ScenarioPage, ScenarioRun


class Runs:
    """One enrollment and one scenario, in the language of `page`. A run goes on in whichever language."""

    def __init__(self, enrollment: Enrollment, page: "ScenarioPage") -> None:
        self.enrollment, self.page = enrollment, page

    @property
    def key(self) -> "uuid.UUID":
        """The scenario's own key."""
        return self.page.key

    @cached_property
    def scenario(self) -> Scenario:
        """What is written now."""
        return self.page.scenario()

    @cached_property
    def reviews(self) -> Reviews:
        """What the organization teaches."""
        return reviews_of(self.enrollment.organization)

    @cached_property
    def all(self) -> list["ScenarioRun"]:
        """Every run so far, the first one first."""
        from assessments.roleplay.scenarios.models import ScenarioRun

        return list(ScenarioRun.objects.filter(enrollment=self.enrollment, activity_key=self.key))

    @property
    def current(self) -> "ScenarioRun | None":
        """The run that is going on, or the last one; None before the first."""
        return self.all[-1] if self.all else None

    def numbered(self, number: int) -> "ScenarioRun | None":
        """The run of this number."""
        return next((run for run in self.all if run.number == number), None)

    def played(self, run: "ScenarioRun", scenario: Scenario | None = None) -> Playing:
        """How far the run has come, by what is written now, or by this scenario."""
        return play(scenario or self.scenario, _chosen_in(run))

    def as_read(self, edition: str) -> Scenario | None:
        """What was written in an edition of it, a number as `edition` of its page says; None where there is none."""
        if not (edition.isascii() and edition.isdecimal() and len(edition) < 10):
            return None
        pages = type(self.page).objects.filter(translation_key=self.key).values_list("pk", flat=True)
        editions = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in pages])
        found = editions.filter(pk=int(edition)).first()
        return found.as_object().scenario() if found else None

    def so_far(self) -> dict[str, Any]:
        """`{"run", "chosen", "over"}`: the number of the run (0 before the first), what was chosen in it, each
        choice the name of its turn and its own id, and whether it is over."""
        run = self.current
        if run is None:
            return {"run": 0, "chosen": [], "over": False}
        return {"run": run.number, "chosen": _chosen_in(run), "over": run.ended_at is not None}


def _chosen_in(run: "ScenarioRun") -> list[tuple[str, str]]:
    return list(run.choices.values_list("turn", "choice"))
