"""Drawing questions from a bank, and mixing their answers. Pure: the same seed draws the same, on every device."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True)
class Item:
    """What a draw must know of a question."""

    key: Any
    objective: str
    must_know: bool


@dataclass(frozen=True)
class Part:
    """How many questions about one objective somebody gets, and how many of those are must-know ones."""

    objective: str
    ask: int
    must_know: int


def draw(bank: Sequence[Item], parts: Iterable[Part], seed: str, keep: Sequence[Any] = ()) -> list[Any]:
    """Keys of the questions somebody gets, in the order they come.

    `keep` stays, in its order, as far as the bank has it; what is missing is drawn. Where the must-know questions of an
    objective run out, its others stand in, and the other way round; where both do, somebody gets fewer.
    """
    known = {item.key for item in bank}
    kept = dict.fromkeys(key for key in keep if key in known)
    drawn = [key for part in parts for key in _of(part, [i for i in bank if i.objective == part.objective], seed, kept)]
    return [*kept, *sorted(drawn, key=lambda key: _lot(f"order:{seed}", key))]


def _of(part: Part, bank: Sequence[Item], seed: str, kept: Collection[Any]) -> list[Any]:
    here = [item for item in bank if item.key in kept]
    if len(here) >= part.ask:
        return []
    waiting = sorted((item for item in bank if item.key not in kept), key=lambda item: _lot(seed, item.key))
    musts = part.must_know - sum(item.must_know for item in here)
    others = part.ask - part.must_know - sum(not item.must_know for item in here)
    first = [item.key for item in waiting if item.must_know][: max(0, musts)]
    first += [item.key for item in waiting if not item.must_know][: max(0, others)]
    return list(dict.fromkeys([*first, *(item.key for item in waiting)]))[: part.ask - len(here)]


def mixed(count: int, seed: str, *, never_straight: bool = False) -> list[int]:
    """The places 0 to `count` - 1 in another order; where it must not be the order itself, never that one."""
    places = sorted(range(count), key=lambda place: _lot(seed, place))
    return places[1:] + places[:1] if never_straight and places == list(range(count)) else places


def _lot(seed: str, thing: Any) -> bytes:
    return sha256(f"{seed}:{thing}".encode()).digest()
