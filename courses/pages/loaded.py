"""What a page remembers of the files it was loaded from.

Two digests, both empty on a page that was made by hand: what the files said when it was loaded last (`loaded_from`),
and what the page said right after, with the revision that it was (`loaded_as`, "digest:revision"). A page that says
something else by now was changed here, and is kept.
"""

from typing import Any

from django.db import models


def digest_field() -> Any:
    """64 hex characters, or nothing."""
    return models.CharField(max_length=64, blank=True, editable=False)
