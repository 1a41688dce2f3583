"""The page on which an observer marks: what it shows, and what a form that was sent without scripts says."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assessments.roleplay.observed import taps
from assessments.roleplay.observed.apart import clock
from assessments.roleplay.observed.marks_form import SEEN_NAMES
from assessments.roleplay.observed.models import Observation
from assessments.roleplay.observed.taps import Mark
from assessments.roleplay.rubrics.content import Content
from assessments.roleplay.rubrics.words import LEVELS

OTHER = "other"
# Beside each field stands what it said when the page was made: only what changed is a mark.
WAS = "was_"


def page(observation: Observation, now: datetime) -> dict[str, Any]:
    """What is marked so far, by criterion, step and moment. No score, nor what the learner said."""
    performance = observation.performance
    rubric, kept = performance.rubric.said, observation.marks
    return {
        "performance": performance,
        "rubric": rubric,
        "criteria": [
            {"said": one, "levels": _levels(one.levels), "value": _value(kept, one.key)} for one in rubric.criteria
        ],
        "steps": [{"said": one, "value": _value(kept, one.key)} for one in rubric.steps],
        "seen": SEEN_NAMES,
        "moments": [{**one, "clock": clock(one["at"])} for one in taps.moments_of(kept)],
        "kept": kept,
        "elapsed": seconds_between(performance.begun_at, now),
        "most_moments": taps.MOST_MOMENTS,
        "new_moment": f"{taps.MOMENT}{uuid.uuid4().hex}",
    }


def told(posted: Mapping[str, str], observation: Observation, now: datetime) -> list[Mark]:
    """The marks in a form that was sent without scripts: what was changed, and a moment that was added or taken away.
    What is no mark at all is left out."""
    rubric, kept = observation.performance.rubric.said, observation.marks
    stamp = taps.next_stamp(kept, int(now.timestamp() * 1000))
    values = {**_changed(posted, rubric), **_moment(posted, observation, now)}
    return [Mark(key, value, stamp, uuid.uuid4().hex) for key, value in values.items()]


def seconds_between(begun: datetime, now: datetime) -> int:
    """Whole seconds, never less than none nor more than a moment may have."""
    return min(max(int((now - begun).total_seconds()), 0), taps.MOST_SECONDS)


def _levels(levels: list[tuple[int, str]]) -> list[dict[str, Any]]:
    return [{"number": number, "label": LEVELS[number], "anchor": anchor} for number, anchor in levels]


def _value(kept: Mapping[str, list[Any]], key: str) -> str:
    return str(kept[key][0]) if key in kept else ""


def _changed(posted: Mapping[str, str], rubric: Content) -> dict[str, Any]:
    said = {key: posted[key] for key in rubric.keys if key in posted and posted[key] != posted.get(WAS + key, "")}
    criteria = {one.key for one in rubric.criteria}
    return {key: _level(value) if key in criteria else value for key, value in said.items()}


def _level(value: str) -> int | str:
    return int(value) if value in {"1", "2", "3", "4"} else value


def _moment(posted: Mapping[str, str], observation: Observation, now: datetime) -> dict[str, Any]:
    kept, rubric = observation.marks, observation.performance.rubric.said
    gone, key, which = posted.get("away", ""), posted.get("new_moment", ""), posted.get("moment", "")
    if gone in kept and gone.startswith(taps.MOMENT):
        return {gone: None}
    # Sent twice it is one moment, at the time of the first.
    if not which or key in kept or not key.startswith(taps.MOMENT):
        return {}
    names = {OTHER: "", **{str(number): name for number, name in enumerate(rubric.moments)}}
    at = seconds_between(observation.performance.begun_at, now)
    return {key: {"at": at, "about": names[which]}} if which in names else {}
