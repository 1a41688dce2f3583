"""What of an activity may be kept on a phone: the same for every kind, whichever app it comes from."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from lms.people.requests import SignedInRequest


class Copy:
    """An activity as it is kept for one person. A kind that can be kept makes its own (`Activity.phone_copy`).

    `scripts` are files of ours that its pages need beside those of every page.
    """

    title: str
    scripts: Sequence[str] = ()

    def start(self, request: HttpRequest) -> str:
        """The address where it opens."""
        raise NotImplementedError

    def pages(self) -> list[dict[str, str]]:
        """`{"url", "copy"}` of each page: what somebody asks for, and where its copy comes from."""
        raise NotImplementedError

    def words(self) -> list[str]:
        """All that its pages can say, to anybody: a copy is fetched anew where this has changed."""
        raise NotImplementedError

    def html(self, request: SignedInRequest, page: int) -> str | None:
        """The copy of page `page` (from 1), with nothing of theirs in it; None where there is no such page."""
        raise NotImplementedError

    def pictures(self, width: int) -> int:
        """Bytes of its pictures, each `width` pixels wide."""
        return 0

    def media(self) -> list[Any]:
        """Files to watch and to listen to, each with its captions."""
        return []

    def played(self) -> dict[str, Any] | None:
        """How far they have come, for a copy that goes on from there; None where it does not ask."""
        return None
