"""How a scenario looks to the person who plays it: how it begins, one turn a page, how it went."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language

from assessments.roleplay.criteria import CRITERIA
from assessments.roleplay.scenarios import words
from assessments.roleplay.scenarios.graph import Playing, Step, play
from assessments.roleplay.scenarios.runs import Runs
from courses.enrollment.models import Enrollment
from courses.pages import marks
from courses.pages.models import organization_of
from courses.review.wordings import as_taught
from courses.review.words import Words

if TYPE_CHECKING:
    from assessments.roleplay.scenarios.models import ScenarioPage, ScenarioRun

_PLAY = "play"


def now(runs: Runs) -> dict[str, Any]:
    """Where somebody is: the turn that comes next, else how it began or went."""
    return {**_now(runs), **_copied(runs, road(runs))}


def _now(runs: Runs) -> dict[str, Any]:
    run = runs.current
    played = runs.played(run) if run else None
    if run is None or played is None:
        return beginning(runs)
    if run.ended_at and not played.ending:
        return {**beginning(runs), "is_over": True}
    if played.turn:
        return {**_around(runs), **_asked(runs, run, played)}
    if played.ending:
        return {**_around(runs), **_ended(runs, played)}
    # It was written anew since, or has gone round for too long.
    return {**beginning(runs), "is_changed": True}


def beginning(runs: Runs) -> dict[str, Any]:
    """How it begins."""
    return {**_around(runs), "state": "begin", "next_run": len(runs.all) + 1}


def turn(runs: Runs, run: "ScenarioRun", number: int, *, trouble: str = "") -> dict[str, Any] | None:
    """Choice `number` of a run: to make, or as it was made; after the last one how it went. None where it is not there
    to see."""
    played = runs.played(run)
    around = {**_around(runs), **_copied(runs, _url(runs, "turn", run=run.number, number=number))}
    if 1 <= number <= len(played.steps):
        return {**around, **_chosen(runs, run, played.steps, number)}
    is_here = run == runs.current and number == len(played.steps) + 1
    if is_here and played.turn and not run.ended_at:
        return {**around, **_asked(runs, run, played), "trouble": trouble}
    return {**around, **_ended(runs, played)} if is_here and played.ending else None


def _copied(runs: Runs, address: str) -> dict[str, Any]:
    """What a copy on the phone is told by a page: where it stands, and how far somebody has come."""
    return {"url_here": address, "so_far": json.dumps(runs.so_far())}


def _around(runs: Runs) -> dict[str, Any]:
    """What stands on every page of a scenario."""
    page, organization = runs.page, runs.enrollment.organization
    taught = as_taught(runs.reviews, page) if page.safety_critical else {}
    is_fallback = page.language != (get_language() or page.language).split("-")[0]
    return {
        "scenario": page,
        "situation": _words(runs).resolve(page.situation),
        "lang": page.language if is_fallback else "",
        "is_fallback": is_fallback,
        "review": runs.reviews.of(page) if page.safety_critical else None,
        "contact": {"name": organization.contact_name, "phone": organization.contact_phone},
        "opened_field": marks.hidden_field(runs, taught),
        "url_beat": reverse("lms_courses:beat", kwargs={"key": page.key}),
        "url_course": reverse("lms_courses:course", kwargs={"key": runs.enrollment.course_key}),
        "url_road": road(runs),
        "url_keep": reverse("lms_courses:keep", kwargs={"key": page.key}),
        "url_base": _url(runs, "begin").removesuffix("begin/"),
        "url_begin": _url(runs, "begin"),
        "here": "learning",
    }


def _words(runs: Runs) -> Words:
    return runs.reviews.words(runs.page.language)


def _asked(runs: Runs, run: "ScenarioRun", played: Playing) -> dict[str, Any]:
    number = len(played.steps) + 1
    where = {"run": run.number}
    return {
        **_turn(played, _words(runs)),
        "next_run": len(runs.all) + 1,
        "is_changed": run.choices.count() > len(played.steps),
        "url_choose": _url(runs, "turn", number=number, **where),
        "url_back": _url(runs, "turn", number=number - 1, **where) if number > 1 else "",
    }


def _turn(played: Playing, said: Words) -> dict[str, Any]:
    """The turn that comes next, with what came of the choice before it."""
    at: Any = played.turn
    last = played.steps[-1] if played.steps else None
    return {
        "state": "asked",
        "number": len(played.steps) + 1,
        "before": said.resolve(last.choice.consequence) if last else "",
        "levels": words.levels(played.state),
        "turn": at.name,
        "speaker": at.speaker,
        "line": said.resolve(at.line),
        "choices": [{"id": one.id, "text": said.resolve(one.text)} for one in at.open(played.state)],
    }


def _chosen(runs: Runs, run: "ScenarioRun", steps: Sequence[Step], number: int) -> dict[str, Any]:
    said, step, where = _words(runs), steps[number - 1], {"run": run.number}
    is_last_known = number == len(steps) and run != runs.current
    return {
        "state": "chosen",
        "number": number,
        "levels": words.levels(step.before),
        "speaker": step.turn.speaker,
        "line": said.resolve(step.turn.line),
        "text": said.resolve(step.choice.text),
        "consequence": said.resolve(step.choice.consequence),
        "url_back": _url(runs, "turn", number=number - 1, **where) if number > 1 else "",
        "url_next": road(runs) if is_last_known else _url(runs, "turn", number=number + 1, **where),
    }


def _ended(runs: Runs, played: Playing) -> dict[str, Any]:
    enrollment = runs.enrollment
    done = enrollment.completed_at
    return {
        **_end(played, _words(runs)),
        "next_run": len(runs.all) + 1,
        "url_finish": reverse("lms_home:finish", kwargs={"enrollment": enrollment.pk}) if done else "",
    }


def _end(played: Playing, said: Words) -> dict[str, Any]:
    """How it went: in words, by criterion, and the moments that mattered."""
    ending: Any = played.ending
    last = played.steps[-1] if played.steps else None
    return {
        "state": "ended",
        "before": said.resolve(last.choice.consequence) if last else "",
        "ending": {"title": ending.title, "text": said.resolve(ending.text), "tone": words.TONE_NAMES[ending.tone]},
        "levels": words.levels(played.state),
        "results": [
            {
                "title": CRITERIA.get(one.criterion, one.criterion),
                "said": words.result(one),
                "is_shown": not one.missing,
            }
            for one in played.results
        ],
        "moments": [_moment(step, said) for step in played.moments()],
        "not_seen": [_must_do(one, said) for one in played.steps if one.misses and one.turn in played.not_seen],
    }


def _moment(step: Step, said: Words) -> dict[str, str]:
    return {
        "text": said.resolve(step.choice.text),
        "consequence": said.resolve(step.choice.consequence),
        "rationale": said.resolve(step.choice.rationale),
    }


def _must_do(step: Step, said: Words) -> str:
    """What would have been the step, in its own words."""
    return said.resolve(next(one.text for one in step.turn.open(step.before) if one.must_do))


def road(runs: Runs) -> str:
    """Where the scenario is played."""
    return reverse("lms_courses:activity", kwargs={"key": runs.key})


def _url(runs: Runs, name: str, **where: Any) -> str:
    return reverse(f"lms_assessments:scenario_{name}", kwargs={"key": runs.key, **where})


def preview(page: "ScenarioPage", mode: str) -> dict[str, Any]:
    """A draft as somebody plays it who has just come to it. `mode` carries what they chose, as places among what was
    open: "play", "play.0.2"."""
    runs = Runs(Enrollment(organization=organization_of(page), course_key=page.key), page)
    shared = {**_around(runs), "url_course": "", "url_begin": "", "is_preview": True}
    name, *places = mode.split(".")
    played, taken = _previewed(runs, places)
    mode = ".".join([_PLAY, *taken])
    again = {"url_play": f"?mode={_PLAY}"}
    if name == _PLAY and played.turn:
        shown = _turn(played, _words(runs))
        ways = [{**one, "url": f"?mode={mode}.{place}"} for place, one in enumerate(shown["choices"])]
        back = f"?mode={'.'.join([_PLAY, *taken[:-1]])}" if taken else ""
        return {**shared, **shown, "choices": ways, "url_choose": "", "url_back": back}
    if name == _PLAY and played.ending:
        return {**shared, **_end(played, _words(runs)), **again}
    return {**shared, "state": "begin", **again, "is_stuck": name == _PLAY}


def _previewed(runs: Runs, places: Sequence[str]) -> tuple[Playing, list[str]]:
    chosen: list[tuple[str, str]] = []
    taken: list[str] = []
    for place in places:
        played = play(runs.scenario, chosen)
        options = played.turn.open(played.state) if played.turn else []
        if not (place.isascii() and place.isdecimal() and len(place) < 3 and int(place) < len(options)):
            break
        chosen.append((played.turn.name, options[int(place)].id))  # type: ignore[union-attr]  # it has options
        taken.append(place)
    return play(runs.scenario, chosen), taken
