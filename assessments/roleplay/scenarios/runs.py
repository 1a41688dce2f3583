"""How somebody stands with a scenario. Reads and writes nothing."""

from functools import cached_property
from typing import TYPE_CHECKING

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

    def played(self, run: "ScenarioRun", steps: int | None = None) -> Playing:
        """How far the run has come, by what is written now; only its first `steps` choices where that is said."""
        chosen = list(run.choices.values_list("turn", "choice"))
        return play(self.scenario, chosen if steps is None else chosen[:steps])
