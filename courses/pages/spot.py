"""A page of a lesson as an address: read in full, or "Steps only", which leaves stories out.

The choice travels in the address and is kept nowhere: nobody can tell who skipped a story (facts.md 6).
"""

import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

STEPS_ONLY = "read=steps"


def is_steps_only(request: HttpRequest) -> bool:
    """Whether stories are left out for this reader now."""
    return request.GET.get("read") == "steps"


@dataclass(frozen=True)
class Spot:
    """Where somebody reads, and how."""

    key: uuid.UUID
    page: int
    steps_only: bool = False

    @classmethod
    def of(cls, request: HttpRequest, key: uuid.UUID, page: int) -> "Spot":
        """The page of a lesson, read in the manner of this request."""
        return cls(key, page, is_steps_only(request))

    def url(self, name: str = "page", **more: Any) -> str:
        """The address of one of our views for this page."""
        address = reverse(f"lms_courses:{name}", kwargs={"key": self.key, "page": self.page, **more})
        return f"{address}?{STEPS_ONLY}" if self.steps_only else address

    def read(self, *, steps_only: bool) -> "Spot":
        """The same page, read the other way."""
        return replace(self, steps_only=steps_only)
