"""The editor's form of a scenario, and the map beside it."""

from typing import Any

from wagtail.admin.panels import Panel

from assessments.roleplay.scenarios.chart import chart, ways
from assessments.roleplay.scenarios.graph import MIDDLE
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


class MapPanel(Panel):
    """The map of what was saved last, in a picture and in words, and what keeps it from being published."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "lms_assessments/scenario_map.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page = self.instance
            scenario, found = page.scenario(), page.faults()
            is_empty = not scenario.turns
            return {
                **(super().get_context_data(parent_context) or {}),
                "chart": chart(scenario, frozenset(fault.where for fault in found if fault.where)),
                "ways": ways(scenario),
                "faults": [] if is_empty else [sentence(fault) for fault in found],
                "is_empty": is_empty,
            }
