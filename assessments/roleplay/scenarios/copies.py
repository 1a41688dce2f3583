"""A scenario as it is kept on a phone: one page that plays all of it (lms/static/lms/playing.js)."""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from assessments.roleplay.criteria import CRITERIA
from assessments.roleplay.scenarios import outlook, words
from assessments.roleplay.scenarios.graph import MEASURES, MOST_CHOICES, Choice, Ending, Need, Result, Scenario, Turn
from assessments.roleplay.scenarios.runs import Runs
from courses.enrollment.models import Enrollment
from courses.pages.copies import Copy
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest

if TYPE_CHECKING:
    from assessments.roleplay.scenarios.models import ScenarioPage

_SHOWN, _AT_TIMES, _NOT_YET = Result("", 1, 0), Result("", 1, 1), Result("", 0, 1)
Say = Callable[[str], str]
_TEMPLATE = "lms_assessments/scenario_copy.html"


class ScenarioCopy(Copy):
    """All turns and endings on one page, with what comes of every choice."""

    scripts = ("playing.js",)

    def __init__(self, enrollment: Enrollment, page: "ScenarioPage") -> None:
        self.runs = Runs(enrollment, page)
        self.title = page.title

    def start(self, request: HttpRequest) -> str:
        """The one road: it opens where somebody is."""
        return outlook.road(self.runs)

    def pages(self) -> list[dict[str, str]]:
        """The one page."""
        copy = reverse("lms_courses:copy", kwargs={"key": self.runs.key, "page": 1})
        return [{"url": outlook.road(self.runs), "copy": copy}]

    def words(self) -> list[str]:
        """The page without what is new each time."""
        return [render_to_string(_TEMPLATE, {**self._context(), "opened_field": ""})]

    def html(self, request: SignedInRequest, page: int) -> str | None:
        """The page, before anything is chosen."""
        if page != 1:
            return None
        return render_to_string(_TEMPLATE, {**self._context(), "roles": roles_of(request.user)}, request)

    def played(self) -> dict[str, Any]:
        """The run that goes on, and what was chosen in it."""
        return self.runs.so_far()

    def _context(self) -> dict[str, Any]:
        say = self.runs.reviews.words(self.runs.page.language).resolve
        graph = json.dumps(graph_of(self.runs.scenario, say), ensure_ascii=False)
        # What somebody did is no part of it, so that it stays the same copy.
        own = {"next_run": 1, "graph": graph, "url_road": "", "url_copied": outlook.road(self.runs)}
        return {**outlook.beginning(self.runs), **own}


def graph_of(scenario: Scenario, say: Say) -> dict[str, Any]:
    """What playing.js plays, for JSON: the scenario with all that is said, and the words for how it went."""
    return {
        "start": scenario.start,
        "first": scenario.turns[0].name if scenario.turns else "",
        "most": MOST_CHOICES,
        "places": [_place(place, say) for place in scenario.places.values()],
        "measures": [str(words.MEASURE_NAMES[name]) for name in MEASURES],
        "levels": [str(level) for level in words.LEVELS],
        "criteria": {key: str(title) for key, title in CRITERIA.items()},
        "said": {"shown": words.result(_SHOWN), "at_times": words.result(_AT_TIMES), "not_yet": words.result(_NOT_YET)},
    }


def _place(place: Turn | Ending, say: Say) -> dict[str, Any]:
    shared = {"name": place.name, "needs": _needs(place.needs), "otherwise": place.otherwise}
    if isinstance(place, Turn):
        choices = [_choice(choice, say) for choice in place.choices]
        return {**shared, "speaker": place.speaker, "line": say(place.line), "choices": choices}
    tone = str(words.TONE_NAMES[place.tone])
    return {**shared, "title": place.title, "text": say(place.text), "tone": tone}


def _choice(choice: Choice, say: Say) -> dict[str, Any]:
    texts = {name: say(getattr(choice, name)) for name in ("text", "consequence", "rationale")}
    return {
        **texts,
        "id": choice.id,
        "to": choice.to,
        "needs": _needs(choice.needs),
        "must_do": choice.must_do,
        "moves": [choice.moves.get(name, 0) for name in MEASURES],
        "criteria": choice.criteria,
    }


def _needs(needs: Sequence[Need]) -> list[tuple[int, int, int]]:
    """`(place of the measure, least, most)`; a measure that nobody knows asks for nothing."""
    return [(MEASURES.index(need.measure), need.least, need.most) for need in needs if need.measure in MEASURES]
