"""What shadowing asks of somebody, and what is left of it: no database, no clock.

No published evidence sets a number (curriculum.yaml, `beyond_18_hours`): an agency decides, and may ask for none.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

# The level from which on somebody did it together with a colleague, and from which on they led.
TOGETHER, LED = 2, 3


class Part(StrEnum):
    """What of a requirement can be left."""

    WATCHED = "watched"
    TOGETHER = "together"
    LED = "led"
    MINUTES = "minutes"
    ACTIVITY = "activity"
    SETTINGS = "settings"
    COLLEAGUES = "colleagues"


@dataclass(frozen=True)
class Requirement:
    """What is asked: shifts by kind, minutes, each of these activities at `level` or above on `times` shifts, kinds of
    places, colleagues. 0 asks for nothing."""

    watched: int = 0
    together: int = 0
    led: int = 0
    minutes: int = 0
    activities: Collection[str] = ()
    level: int = 4
    times: int = 0
    settings: int = 0
    colleagues: int = 0


def gentler(owed: Requirement, now: Requirement) -> Requirement:
    """Of what was asked when somebody began and what is asked now, the less of each: nobody is asked for more on the
    way, and what an agency leaves out helps everybody."""
    numbers = [part.name for part in fields(Requirement) if part.name != "activities"]
    return Requirement(
        **{name: min(getattr(owed, name), getattr(now, name)) for name in numbers},
        activities=[name for name in owed.activities if name in now.activities],
    )


@dataclass(frozen=True)
class CountedShift:
    """A shift that counts. `key` tells it from others, `activities` is `{activity: level}`; a colleague who is not
    named is None."""

    key: Hashable
    minutes: int
    setting: str = ""
    colleague: Hashable | None = None
    activities: Mapping[str, int] = field(default_factory=dict)

    @property
    def kind(self) -> Part | None:
        """By the highest level that anything was done at; None where nothing is said."""
        highest = max(self.activities.values(), default=0)
        if not highest:
            return None
        return Part.LED if highest >= LED else Part.TOGETHER if highest >= TOGETHER else Part.WATCHED


@dataclass(frozen=True)
class Gap:
    """How much of one part is left, in minutes where it is time; `activity` is the one that is meant."""

    part: Part
    left: int
    activity: str = ""


def missing(requirement: Requirement, shifts: Iterable[CountedShift]) -> list[Gap]:
    """What is left, in the order in which it is asked; empty where nothing is. Each shift counts once, as one kind."""
    counted = list({shift.key: shift for shift in shifts}.values())
    gaps = [
        *_kinds_left(requirement, counted),
        Gap(Part.MINUTES, requirement.minutes - sum(shift.minutes for shift in counted)),
        *_activities_left(requirement, counted),
        Gap(Part.SETTINGS, requirement.settings - len({shift.setting for shift in counted} - {""})),
        Gap(Part.COLLEAGUES, requirement.colleagues - len({shift.colleague for shift in counted} - {None})),
    ]
    return [gap for gap in gaps if gap.left > 0]


def _kinds_left(requirement: Requirement, counted: list[CountedShift]) -> list[Gap]:
    kinds = Counter(shift.kind for shift in counted)
    asked = {
        Part.WATCHED: requirement.watched,
        Part.TOGETHER: requirement.together,
        Part.LED: requirement.led,
    }
    return [Gap(kind, number - kinds[kind]) for kind, number in asked.items()]


def _activities_left(requirement: Requirement, counted: list[CountedShift]) -> list[Gap]:
    done = Counter(name for shift in counted for name, level in shift.activities.items() if level >= requirement.level)
    return [Gap(Part.ACTIVITY, requirement.times - done[name], name) for name in requirement.activities]
