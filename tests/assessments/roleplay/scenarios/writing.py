"""Scenarios as the editor keeps them, and people who play them."""

import uuid
from typing import Any

from assessments.roleplay.scenarios.models import ScenarioPage, ScenarioRun
from assessments.roleplay.scenarios.runs import Runs
from assessments.roleplay.scenarios.services import begin_run, choose
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.pages.models import ModulePage
from lms.people.models import Organization, User
from tests import builders

NOTHING: dict[str, Any] = {"needs": [], "otherwise": "", "claims": []}


def choice(text: str, to: str, **more: Any) -> dict[str, Any]:
    """A choice; `effects` are changes by criterion."""
    effects = [{"criterion": name, "change": str(change)} for name, change in more.pop("effects", {}).items()]
    given = {"consequence": f"After {text}.", "rationale": f"Because {text}.", "must_do": False, "needs": []}
    moves = {"trust": 0, "safety": 0, "tension": 0}
    return {"text": text, "to": to, **given, **moves, **more, "effects": items(*effects)}


def items(*values: Any) -> list[dict[str, Any]]:
    return [{"type": "item", "id": str(uuid.uuid4()), "value": value} for value in values]


def turn(name: str, *choices: dict[str, Any], **more: Any) -> dict[str, Any]:
    given = {"name": name, "speaker": "Neighbor", "line": f"What now at the {name}?", **NOTHING, **more}
    return {"type": "turn", "id": str(uuid.uuid4()), "value": {**given, "choices": items(*choices)}}


def ending(name: str, tone: str = "mixed", **more: Any) -> dict[str, Any]:
    given = {"name": name, "title": f"It ends {name}", "text": f"So it ends {name}.", "tone": tone}
    return {"type": "ending", "id": str(uuid.uuid4()), "value": {**NOTHING, **given, **more}}


STEPS = [
    turn(
        "door",
        choice("Listen", "sofa", effects={"G1": 2}, trust=1),
        choice("Argue", "sofa", effects={"G1": -1}, tension=2),
    ),
    turn("sofa", choice("Call for help", "calm", must_do=True, effects={"G7": 1}), choice("Wait", "gone")),
    ending("calm", "good"),
    ending("gone", "hard"),
]


def scenario(module: ModulePage, steps: list[dict[str, Any]] | None = None, **fields: Any) -> Any:
    """A published scenario."""
    given = {"title": "At the door", "minutes": 8, "domains": {"ethics": 8}, "situation": "Somebody is at the door."}
    more = {"debrief": "What did you notice?\nWhat helped?", "content_note": "Raised voices.", **fields}
    return builders.publish(module, ScenarioPage(steps=steps or STEPS, **{**given, **more}))


def begun(learner: User, organization: Organization) -> Any:
    """A scenario in a course of its own, which this person has begun."""
    course = builders.course(organization, "Practice")
    page = scenario(builders.module(course))
    begin_run(enrollment=enroll(learner=learner, organization=organization, course=course), page=page, number=1)
    return page


def pick(enrollment: Enrollment, page: ScenarioPage, text: str, run: int | None = None) -> ScenarioRun:
    """Choose this next."""
    runs = Runs(enrollment, page)
    here = runs.numbered(run) if run else runs.current
    assert here
    played = runs.played(here)
    assert played.turn
    chosen = next(one for one in played.turn.open(played.state) if one.text == text)
    where = {"run_number": here.number, "number": len(played.steps) + 1, "turn": played.turn.name}
    return choose(enrollment=enrollment, page=page, choice_id=chosen.id, **where)


def play_to_the_end(enrollment: Enrollment, page: ScenarioPage, *texts: str) -> None:
    begin_run(enrollment=enrollment, page=page, number=len(Runs(enrollment, page).all) + 1)
    for text in texts:
        pick(enrollment, page, text)
