"""How far observers agree, scenario by scenario: figures of all of them together, never of one person.

Counted are the role-plays that two people looked at and signed; a third look settles, so it says nothing here. The look
of whoever began stands first. Versions of a rubric are taken together, as far as they ask for the same.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from assessments.roleplay.agreement import FEW, MANY, Agreement, Intraclass, agreement, intraclass
from assessments.roleplay.observed.looks import PASSES
from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.rubrics.content import Content
from assessments.roleplay.rubrics.models import RubricVersion
from assessments.roleplay.scoring import HIGHEST, LOWEST, Seen
from lms.people.models import EDITS_COURSES, Membership, Organization

LEVELS = range(LOWEST, HIGHEST + 1)
SEEN = [one.value for one in reversed(Seen)]
Looks = tuple[Observation, Observation]


@dataclass(frozen=True)
class Line:
    """One criterion, or one must-do step."""

    name: str
    found: Agreement

    @property
    def same(self) -> int | None:
        """How often both said the same, in whole percent."""
        return _percent(self.found.exact)

    @property
    def near(self) -> int | None:
        """How often they were at most one level apart."""
        return _percent(self.found.adjacent)


@dataclass(frozen=True)
class ScenarioAgreement:
    """What may be said of one scenario. `ready` is how many of the looks said ready, in percent; `totals` stands from
    thirty role-plays on."""

    organization: Organization
    scenario: str
    title: str
    n: int
    observers: int
    criteria: Sequence[Line] = ()
    must_do: Sequence[Line] = ()
    ready: int | None = None
    totals: Intraclass | None = None

    @property
    def is_few(self) -> bool:
        return self.n < FEW

    @property
    def has_kappa(self) -> bool:
        return self.n >= MANY


def organizations_of(user: User) -> QuerySet[Organization]:
    """Where this person is a trainer or a coordinator."""
    mine = Membership.objects.active().filter(user=user, role__in=EDITS_COURSES)
    return Organization.objects.filter(pk__in=mine.values("organization")).order_by("name")


def scenarios(organizations: Iterable[Organization]) -> list[ScenarioAgreement]:
    """Every scenario that two people looked at together, by agency. Three queries, however much was played."""
    here = {one.pk: one for one in organizations}
    pairs: dict[tuple[uuid.UUID, str], list[Looks]] = defaultdict(list)
    for looks in _seen_twice(here):
        played = looks[0].performance
        pairs[played.organization_id, played.scenario].append(looks)
    versions = RubricVersion.objects.in_bulk({one[0].performance.rubric_id for many in pairs.values() for one in many})
    names = {number: one.name for number, one in here.items()}
    ordered = sorted(pairs, key=lambda key: (names[key[0]], key[1]))
    return [_scenario(here[key[0]], key[1], pairs[key], versions) for key in ordered]


def _seen_twice(here: Iterable[uuid.UUID]) -> list[Looks]:
    """Both first looks of each role-play that two people signed, whoever began it first."""
    counts = Q(observations__is_third=False, observations__signed_at__isnull=False)
    twice = Performance.objects.filter(organization__in=here).annotate(looks=Count("observations", filter=counts))
    signed = Observation.objects.signed().filter(is_third=False, performance__in=twice.filter(looks=2).values("pk"))
    found: dict[uuid.UUID, list[Observation]] = defaultdict(list)
    for one in signed.select_related("performance"):
        found[one.performance_id].append(one)
    opened = [sorted(two, key=lambda one: one.observer_id != one.performance.opened_by_id) for two in found.values()]
    return [(first, second) for first, second in opened]


def _scenario(
    organization: Organization, scenario: str, looks: Sequence[Looks], versions: dict[uuid.UUID, RubricVersion]
) -> ScenarioAgreement:
    ours = {versions[first.performance.rubric_id] for first, _second in looks}
    said = [version.said for version in sorted(ours, key=_newest_in_my_language)]
    observers = {one.observer_id for two in looks for one in two}
    known = ScenarioAgreement(organization, scenario, said[0].title, len(looks), len(observers))
    if known.is_few:
        return known
    passed = [one.decision in PASSES for two in looks for one in two]
    totals = [tuple(float(one.score or 0) for one in two) for two in looks]
    return ScenarioAgreement(
        *(organization, scenario, known.title, known.n, known.observers),
        criteria=[_line(key, name, LEVELS, looks) for key, name in _criteria(said).items()],
        must_do=[_line(key, name, SEEN, looks) for key, name in _must_do(said).items()],
        ready=_percent(sum(passed) / len(passed)),
        totals=intraclass(totals) if known.has_kappa else None,
    )


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _newest_in_my_language(version: RubricVersion) -> tuple[bool, float]:
    return version.language != (get_language() or "en").split("-")[0], -version.frozen_at.timestamp()


def _criteria(said: Sequence[Content]) -> dict[str, str]:
    return _first((one.key, one.name) for content in said for one in content.criteria)


def _must_do(said: Sequence[Content]) -> dict[str, str]:
    return _first((one.key, one.text) for content in said for one in content.steps if one.must_do)


def _first(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What stands for each key, in the words of the first version that has it."""
    found: dict[str, str] = {}
    for key, name in named:
        found.setdefault(key, name)
    return found


def _pairs(key: str, values: Sequence[Any], looks: Sequence[Looks]) -> list[tuple[int, int]]:
    """What both marked there, as places among the values, the lowest first."""
    both = [(first.marks.get(key, [None])[0], second.marks.get(key, [None])[0]) for first, second in looks]
    return [(values.index(one), values.index(other)) for one, other in both if one in values and other in values]


def _line(key: str, name: str, values: Sequence[Any], looks: Sequence[Looks]) -> Line:
    return Line(name, agreement(_pairs(key, values, looks), levels=range(len(values))))
