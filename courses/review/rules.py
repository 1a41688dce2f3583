"""What has to be reviewed, what a signature covers and where a review stands. Pure: no database, no clock.

Everything is judged item by item. An item is a safety claim that a lesson makes, a parameter that it uses, or, where
nobody tagged anything, the whole lesson. Its digest changes with its own wording and with nothing else.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from courses.review.reader import Kind, Needs, Registry

WHOLE = "lesson"
WHOLE_NEEDS: Needs = (frozenset({Kind.CLINICIAN}),)
WHOLE_INTERVAL = 12

SOON = timedelta(days=30)
# After this long without a new look nothing is awarded (facts.md 3.4 c).
GRACE = timedelta(days=60)

PARAMETER = re.compile(r"\[\[param:(\w+)\]\]")
QUOTE = re.compile(r"\[\[(local:\w+)\]\]")


class State(StrEnum):
    """Where the review of one lesson in one language stands."""

    NOT_REVIEWED = "not_reviewed"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True)
class Passage:
    """One piece of a lesson: what it says in lines to read, its content as data, and the claims it makes."""

    id: str
    content: Any
    lines: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    is_check: bool = False

    @property
    def parameters(self) -> list[str]:
        """Keys of the parameters it names, in order."""
        return list(dict.fromkeys(PARAMETER.findall(json.dumps(self.content))))

    @property
    def quotes(self) -> list[str]:
        """The lines of the local sheet that it quotes, such as "local:good_samaritan"."""
        return list(dict.fromkeys(QUOTE.findall(json.dumps([self.content, self.lines]))))


@dataclass(frozen=True)
class Signed:
    """What a rule must know of one signature."""

    kind: str
    covers: Mapping[str, str]
    due: date


def digest(value: Any) -> str:
    """64 hex characters for plain JSON, whatever ids the editor gave its parts."""
    canonical = json.dumps(without_ids(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def without_ids(value: Any) -> Any:
    """The same content without the ids of blocks and list items: they say nothing to a reader."""
    if isinstance(value, Mapping):
        return {key: without_ids(one) for key, one in value.items() if key != "id"}
    if isinstance(value, list | tuple):
        return [without_ids(one) for one in value]
    return value


def claims_in(passages: Iterable[Passage], known: Registry) -> list[str]:
    """Ids of the claims that these passages make, in the order of the lesson."""
    found = dict.fromkeys(claim for passage in passages for claim in passage.claims)
    return [claim for claim in found if claim in known.claims]


def parameters_in(passages: Sequence[Passage], known: Registry) -> list[str]:
    """Keys of the parameters that these passages name, or that their claims rest on."""
    named = [key for passage in passages for key in passage.parameters]
    rested_on = [known.claims[claim].param for claim in claims_in(passages, known)]
    return [key for key in dict.fromkeys([*named, *rested_on]) if key in known.parameters]


def items(passages: Sequence[Passage], values: Mapping[str, str], known: Registry) -> dict[str, str]:
    """`{item id: digest}` of everything that somebody must stand behind, in the order of the lesson.

    `values` are the parameters' (`{key: value}`) and the quoted lines' (`{"local:topic": text}`).
    """
    found = {claim: _claim_digest(claim, passages, values, known) for claim in claims_in(passages, known)}
    if not found:
        found[WHOLE] = whole_digest(passages, values)
    for key in parameters_in(passages, known):
        found[key] = digest([key, values.get(key, "")])
    return found


def whole_digest(passages: Sequence[Passage], values: Mapping[str, str]) -> str:
    """The digest of everything that a lesson says."""
    return digest([[passage.content for passage in passages], _quoted(passages, values)])


def _claim_digest(claim: str, passages: Sequence[Passage], values: Mapping[str, str], known: Registry) -> str:
    tagged = [passage for passage in passages if claim in passage.claims]
    own = dict.fromkeys([*(key for passage in tagged for key in passage.parameters), known.claims[claim].param])
    used = {key: values.get(key, "") for key in own if key in known.parameters}
    return digest([claim, [passage.content for passage in tagged], used, _quoted(tagged, values)])


def _quoted(passages: Iterable[Passage], values: Mapping[str, str]) -> dict[str, str]:
    return {quote: values.get(quote, "") for passage in passages for quote in passage.quotes}


def is_taught_in(passages: Sequence[Passage], lesson: Sequence[Passage], known: Registry) -> bool:
    """Whether somebody must stand behind a part of the lesson: it claims something or names a value. Where the
    lesson claims nothing, behind every part."""
    return not claims_in(lesson, known) or bool(claims_in(passages, known) or parameters_in(passages, known))


def wording_digest(passages: Sequence[Passage], values: Mapping[str, str], known: Registry) -> str:
    """One digest for all items together: what somebody was taught, or signed."""
    return digest(items(passages, values, known))


def needs_of(item: str, known: Registry) -> Needs:
    """Who must stand behind an item."""
    line = known.claims.get(item) or known.parameters.get(item)
    return line.needs if line else WHOLE_NEEDS


def still_needed(needs: Needs, kinds: Collection[str]) -> set[Kind]:
    """Kinds of which one must still sign; empty where the item is cleared."""
    return {kind for alternatives in needs if not alternatives & set(kinds) for kind in alternatives}


def due_of(needs: Needs, signed: Collection[Signed]) -> date | None:
    """The day by which a cleared item is looked at again; None where it is not cleared."""
    latest = [max((one.due for one in signed if one.kind in alternatives), default=None) for alternatives in needs]
    days = [day for day in latest if day is not None]
    return min(days) if days and len(days) == len(latest) else None


def state(*, due: date | None, today: date, was_begun: bool, was_taken_back: bool) -> State:
    """Where a review stands. `due` is None unless every item is cleared; `was_begun` says that somebody was asked
    or has signed something; `was_taken_back` that nothing was signed since a review was taken back."""
    if due is None:
        if was_taken_back:
            return State.TAKEN_BACK
        return State.IN_REVIEW if was_begun else State.NOT_REVIEWED
    if due < today:
        return State.OVERDUE
    return State.DUE_SOON if due - today <= SOON else State.REVIEWED


def counts_for_awards(due: date | None, today: date) -> bool:
    """Whether a certificate may rest on it: reviewed, and overdue by 60 days at most."""
    return due is not None and today - due <= GRACE


def is_delivered(passage: Passage, reviewed: Mapping[str, str], known: Registry) -> bool:
    """Whether learners are asked this: no question depends on a value that nobody has reviewed."""
    return all(reviewed.get(key) for key in parameters_in([passage], known))


def changed_items(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Items that are new or say something else than before."""
    return {item for item, its_digest in now.items() if before.get(item) != its_digest}


def asks_again(passage: Passage, changed: Collection[str], before: Collection[str], known: Registry) -> bool:
    """Whether this question must be answered again: it is a must-know of what changed.

    `before` are the digests of the passages that were taught; they decide where nothing in the lesson is tagged.
    """
    if not passage.is_check:
        return False
    touched = {*passage.claims, *parameters_in([passage], known)} & set(changed)
    return bool(touched) or (WHOLE in changed and digest(passage.content) not in before)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + (first.month == 12), first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
