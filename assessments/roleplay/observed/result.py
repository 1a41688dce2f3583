"""What an observer reads before they sign, and after."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.roleplay.observed import taps
from assessments.roleplay.observed.apart import clock
from assessments.roleplay.observed.marks_form import SEEN_NAMES
from assessments.roleplay.observed.models import Decision, Observation
from assessments.roleplay.observed.signing import passes_of, standing_of
from assessments.roleplay.observed.so_far import so_far
from assessments.roleplay.rubrics.content import Content
from assessments.roleplay.rubrics.words import LEVELS
from assessments.roleplay.scoring import DEVELOPING, Seen, Why
from courses.pages.queries import find_activity
from courses.pages.sessions import SessionPage
from courses.progress.models import Completion


def review(observation: Observation) -> dict[str, Any]:
    """What was marked, and what is missing. Nothing is computed yet."""
    performance = observation.performance
    rubric, kept = performance.rubric.said, observation.marks
    missing = taps.unmarked(kept, rubric)
    return {
        "performance": performance,
        "language": rubric.language,
        "missing": [{"key": key, "name": rubric.names[key]} for key in missing],
        "rows": [{"name": rubric.names[key], "said": said} for key, said in _said(observation, rubric).items()],
        "moments": [{**one, "clock": clock(one["at"])} for one in taps.moments_of(kept)],
        "is_ready": not missing and performance.self_rated_at is not None,
    }


def result(observation: Observation) -> dict[str, Any]:
    """What a signed observation came to, in words, and what comes next."""
    performance = observation.performance
    rubric = performance.rubric.said
    return {
        "performance": performance,
        "observation": observation,
        "language": rubric.language,
        "is_not_yet": observation.decision == Decision.NOT_YET,
        "score": shown(observation.score or Decimal(0)),
        "to_practice": to_practice(observation, rubric),
        "below": _below(observation, rubric),
        "rows": beside(observation, rubric),
        "moments": [{**one, "clock": clock(one["at"])} for one in taps.moments_of(observation.marks)],
        "next": what_comes_next(observation),
    }


def shown(score: Decimal) -> Decimal:
    """To one place, never rounded up: what is not there yet does not look as if it were."""
    return score.quantize(Decimal("0.1"), rounding=ROUND_DOWN)


def to_practice(observation: Observation, rubric: Content) -> list[dict[str, str]]:
    """What to practice: must-do steps that were not seen, then what was not yet or developing."""
    levels, seen = taps.ratings_of(observation.marks, rubric), taps.seen_of(observation.marks, rubric)
    steps = [one for one in rubric.steps if one.must_do and seen[one.key] != Seen.YES]
    found = [{"name": one.text, "why": _("must-do step not seen yet")} for one in steps]
    low = [one for one in rubric.criteria if levels[one.key] <= DEVELOPING]
    low.sort(key=lambda one: levels[one.key])
    return found + [{"name": one.name, "why": str(LEVELS[levels[one.key]])} for one in low]


def beside(observation: Observation, rubric: Content) -> list[dict[str, Any]]:
    """What the observer saw beside how the learner saw it, by criterion."""
    own, levels = observation.performance.self_ratings, taps.ratings_of(observation.marks, rubric)
    rows = [(one.name, LEVELS[levels[one.key]], LEVELS.get(own.get(one.key, 0), "")) for one in rubric.criteria]
    return [{"name": name, "observer": observer, "learner": learner} for name, observer, learner in rows]


def what_comes_next(observation: Observation) -> str:
    """A sentence: who has to look still, or that it is done."""
    performance = observation.performance
    looks = list(performance.observations.select_related("observer__profile"))
    waits = [one.observer.profile.chosen_name for one in looks if not one.signed_at]
    if waits:
        return _("%(names)s still looks at this one. It counts when both have signed.") % {"names": ", ".join(waits)}
    stands = standing_of(performance)
    if stands.asks_for_third:
        names = ", ".join(performance.rubric.said.names[key] for key in stands.apart)
        return _("The two of you saw this apart: %(names)s. Somebody who was not there reads both first.") % {
            "names": names
        }
    if Completion.objects.filter(enrollment=performance.enrollment, activity_key=performance.activity_key).exists():
        return _("This practice is done: it shows on their path.")
    return _so_far(observation)


def _so_far(observation: Observation) -> str:
    performance = observation.performance
    session = find_activity(performance.activity_key)
    if not isinstance(session, SessionPage) or not session.is_scored:
        return ""
    others = Observation.objects.filter(performance__enrollment=performance.enrollment_id)
    names = {str(pk): name for pk, name in others.values_list("observer", "observer__profile__chosen_name")}
    passes = passes_of(performance.enrollment, session)
    return _("So far: %(so_far)s.") % {"so_far": so_far(passes, session, names, has_played=True)}


def _said(observation: Observation, rubric: Content) -> Mapping[str, str]:
    levels, seen = taps.ratings_of(observation.marks, rubric), taps.seen_of(observation.marks, rubric)
    said = {key: str(LEVELS[level]) for key, level in levels.items()} | {
        key: str(SEEN_NAMES[one]) for key, one in seen.items()
    }
    return {key: said[key] for key in rubric.keys if key in said}


def _below(observation: Observation, rubric: Content) -> list[str]:
    """Where a cut was not reached, in words."""
    why, said = observation.outcome.get("why", []), []
    if Why.SCORE in why:
        said.append(_("All criteria together are not there yet: ready begins at %(cut)s of 4.") % {"cut": rubric.cut})
    if Why.CHECKLIST in why:
        said.append(_("Of the other steps, ready begins at %(cut)s%%.") % {"cut": rubric.steps_cut})
    return said
