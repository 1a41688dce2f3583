"""The mark that a lesson's page carries: when the server made it, and which words it shows.

Signed for one person and one lesson: nobody else's mark, and no other lesson's, says anything here.
"""

import re
import uuid
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.html import format_html

from courses.enrollment.models import Enrollment
from courses.progress.time import idle_seconds

_MARK = re.compile(r"(?P<made>[0-9]{1,12})( (?P<language>[a-z]{2,3}) (?P<wording>[0-9a-f]{64}))?", re.ASCII)


class Here(Protocol):
    """Somebody and an activity; a `Standing` knows both."""

    @property
    def enrollment(self) -> Enrollment: ...

    @property
    def key(self) -> uuid.UUID: ...


@dataclass(frozen=True)
class Mark:
    """What a page said of itself: the second at which it was made, and `{language, wording}` where a life may depend
    on what it shows."""

    made: int
    shown: dict[str, str] = field(default_factory=dict)


def hidden_field(here: Here, shown: dict[str, str]) -> str:
    """The hidden field of every form on a lesson's page."""
    signed = write(here, Mark(int(timezone.now().timestamp()), shown))
    return format_html('<input type="hidden" name="opened" value="{}" data-idle="{}">', signed, idle_seconds())


def write(here: Here, mark: Mark) -> str:
    """The mark, signed for whoever stands here."""
    said = [str(mark.made), *(mark.shown[name] for name in ("language", "wording") if mark.shown)]
    return _signer(here).sign(" ".join(said))


def read(here: Here, signed: Any) -> Mark | None:
    """What a mark says; None unless we made it for this person and this lesson."""
    try:
        said = _MARK.fullmatch(_signer(here).unsign(signed))
    except BadSignature:
        return None
    if said is None:
        return None
    shown = {"language": said["language"], "wording": said["wording"]} if said["wording"] else {}
    return Mark(int(said["made"]), shown)


def _signer(here: Here) -> Signer:
    return Signer(salt=f"lms_courses.marks {here.enrollment.learner_id} {here.key}")
