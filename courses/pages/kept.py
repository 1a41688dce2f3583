"""What is made once for everybody, and kept: in the cache that the site shares, and in the memory of this process.

A name says all that the thing depends on, so that what is kept is never stale: an edit makes another name.
"""

from functools import lru_cache
from typing import Any

from django.core.cache import cache

A_DAY = 24 * 60 * 60
MOST_HERE = 256


class _NotKept(Exception):
    """Nothing has this name, or not any more."""


def recall(name: str) -> Any:
    """What is kept under this name, not to be altered; None where nothing is."""
    try:
        return _here(name)
    except _NotKept:
        return None


def keep(name: str, value: Any) -> Any:
    """The value, kept from now on."""
    cache.set(name, value, A_DAY)
    return value


@lru_cache(maxsize=MOST_HERE)
def _here(name: str) -> Any:
    found = cache.get(name)
    if found is None:
        raise _NotKept
    return found


def forget() -> None:
    """Forget what this process remembers, as when it starts."""
    _here.cache_clear()
