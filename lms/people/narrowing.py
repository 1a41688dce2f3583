"""Where a library does less than we promise and offers no hook for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any


def narrow(library: Any) -> Callable[[Callable], Callable]:
    """Put a stricter method in the place of a library's own, which ours is given first. Loud where it is gone."""

    def put(ours: Callable) -> Callable:
        original = getattr(library, ours.__name__)

        @wraps(original)
        def narrowed(self: Any, *args: Any, **kwargs: Any) -> Any:
            return ours(original, self, *args, **kwargs)

        setattr(library, ours.__name__, narrowed)
        return ours

    return put
