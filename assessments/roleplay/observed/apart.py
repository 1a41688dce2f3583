"""What two observers saw apart, for whoever reads it as a third."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet

from assessments.roleplay.observed import taps
from assessments.roleplay.observed.marks_form import in_words, step_label
from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.signing import in_order, standing_of
from assessments.roleplay.observed.third import was_there
from lms.people.models import Membership
from lms.people.permissions import OBSERVES


def within_reach(user: User) -> QuerySet[Performance]:
    """The performances of the agencies in which this person observes."""
    here = Membership.objects.active().filter(user=user, role__in=OBSERVES).values("organization")
    seen = Performance.objects.filter(organization__in=here).prefetch_related("observations")
    return seen.select_related("rubric", "learner__profile", "enrollment__organization")


def waiting_for(user: User) -> list[Performance]:
    """Those that ask this person for a third look, the oldest first. They were not there."""
    first = Q(observations__is_third=False, observations__signed_at__isnull=False)
    counted = within_reach(user).annotate(
        firsts=Count("observations", filter=first), thirds=Count("observations", filter=Q(observations__is_third=True))
    )
    # Somebody who works here no more is observed by nobody.
    works = Membership.objects.active().filter(user__in=counted.values("learner"))
    here = set(works.values_list("user", "organization"))
    twice = counted.filter(firsts=2, thirds=0, enrollment__withdrawn_at=None).order_by("begun_at")
    return [one for one in twice if (one.learner_id, one.organization_id) in here and asks(one, user)]


def asks(performance: Performance, user: User) -> bool:
    """Whether this one asks this person for a third look."""
    return not was_there(user, performance) and standing_of(performance).asks_for_third


def side_by_side(performance: Performance) -> dict[str, Any]:
    """Both looks by what was marked: `{columns, apart, alike}`, where a row is `{name, first, second}`. Whose look it
    was is not said: what counts is what was seen."""
    one, other = [look for look in in_order(performance) if not look.is_third][:2]
    apart = standing_of(performance).apart
    rows = [(key, _row(key, one, other, performance)) for key in performance.rubric.said.keys]
    return {
        "apart": [row for key, row in rows if key in apart],
        "alike": [row for key, row in rows if key not in apart],
        "words": [_words(look) for look in (one, other)],
    }


def _row(key: str, one: Observation, other: Observation, performance: Performance) -> dict[str, str]:
    rubric = performance.rubric.said
    must_do = {step.key for step in rubric.steps if step.must_do}
    said = [in_words(look.marks[key][0]) for look in (one, other)]
    return {"name": step_label(rubric.names[key], key in must_do), "first": said[0], "second": said[1]}


def _words(look: Observation) -> dict[str, Any]:
    moments = [{**one, "clock": clock(one["at"])} for one in taps.moments_of(look.marks)]
    return {"worked": look.worked, "to_try": look.to_try, "moments": moments}


def clock(seconds: int) -> str:
    """Seconds since the play began, as minutes and seconds: 75 is "1:15"."""
    return f"{seconds // 60}:{seconds % 60:02d}"
