"""The editor's form of a scenario, and the map below it."""

from typing import Any

from wagtail.admin.panels import Panel

from assessments.roleplay.scenarios.chart import chart, ways
from assessments.roleplay.scenarios.graph import MIDDLE
from assessments.roleplay.scenarios.marking import marked
from assessments.roleplay.scenarios.words import sentence
from courses.pages.forms import ActivityForm


class ScenarioForm(ActivityForm):
    """A draft without a beginning state keeps the middle: the database wants a number."""

    def _level(self, name: str) -> int:
        level = self.cleaned_data[name]
        return MIDDLE if level in (None, "") else level

    def clean_start_trust(self) -> int:
        return self._level("start_trust")

    def clean_start_safety(self) -> int:
        return self._level("start_safety")

    def clean_start_tension(self) -> int:
        return self._level("start_tension")

    def clean(self) -> dict[str, Any]:
        # What is not whole yet says so in its place, and nobody judges the turns that were saved before.
        self.instance.has_steps = "steps" not in self.errors
        return super().clean()

    def _post_clean(self) -> None:
        """What cannot work is said at the head of the page, and at the turn where it is."""
        super()._post_clean()
        page = self.instance
        if page.has_steps and not page.is_draft and (error := marked(page.steps, page.faults())):
            self.add_error("steps", error)


def drawn(page: Any) -> dict[str, Any]:
    """What the map shows of a scenario: the picture, the same in words, and what keeps it from being published."""
    scenario, found = page.scenario(), page.faults()
    is_empty = not scenario.turns
    return {
        "chart": chart(scenario, frozenset(fault.where for fault in found if fault.where)),
        "ways": ways(scenario),
        "faults": [] if is_empty else [sentence(fault) for fault in found],
        "is_empty": is_empty,
    }


class MapPanel(Panel):
    """The map of what was saved last. Below the turns: where it grows, nobody loses the line that they write."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "lms_assessments/scenario_map.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**(super().get_context_data(parent_context) or {}), **drawn(self.instance)}
