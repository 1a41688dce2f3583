"""Reading an answer from a form. Anything in it may be missing, twice, or not what we offered."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from assessments.quizzes.bank import BankQuestion
from assessments.quizzes.grading import size

_SMALL = re.compile(r"[0-9]{1,2}", re.ASCII)


def given_in(data: QueryDict, question: BankQuestion) -> list[int]:
    """The answer as `grading` has it; an empty list where it is no whole one."""
    count = size(question.kind, question.content)
    if question.kind == "order":
        places = places_of(data, "place", count)
        in_order = sorted(range(count), key=lambda item: places[item] or 0)
        return in_order if sorted(place or 0 for place in places) == list(range(1, count + 1)) else []
    if question.kind == "match":
        chosen = places_of(data, "match", count)
        return [place for place in chosen if place is not None] if None not in chosen else []
    return sorted({int(value) for value in data.getlist("option") if _SMALL.fullmatch(value)})


def places_of(data: Mapping[str, Any], what: str, count: int) -> list[int | None]:
    """What was chosen in the boxes `what-0`, `what-1`, ...; None where nothing was."""
    typed = [str(data.get(f"{what}-{place}", "")) for place in range(count)]
    return [int(value) if _SMALL.fullmatch(value) else None for value in typed]
