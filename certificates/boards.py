"""What somebody has, beside what a certification board asks: on paper and on the screen."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from certificates.facts import domain_minutes
from certificates.wording import in_words
from courses.boards.queries import labels
from courses.boards.rules import Line, measure, together
from courses.boards.shipped import Board
from courses.outside.models import OutsideTraining
from courses.outside.queries import outside_minutes
from courses.progress.credit import training_minutes
from courses.progress.models import Completion
from courses.signed_hours.models import Kind
from courses.signed_hours.queries import SignedTotal, signed_minutes


def beside(
    board: Board,
    completions: Sequence[Completion],
    outside: Sequence[OutsideTraining],
    signed: Sequence[SignedTotal] = (),
) -> dict[str, Any]:
    """`{name, also, source, rows, total, rest, signed}`: times in words by subject.

    `rest` is what counts for no subject of this board, None where everything does. `signed` says what of experience
    and supervision was signed here beside what is asked, `[{label, here, asked}]`; `asked` is "" without a number.
    """
    here, elsewhere = domain_minutes(completions), outside_minutes(outside)
    lines = measure(board.required, here=here, elsewhere=elsewhere)
    total, names = together(lines), labels(board.required)
    rest = (
        training_minutes(completions) - total.here,
        sum(elsewhere.values()) - total.elsewhere,
    )
    return {
        "name": board.name,
        "also": board.also,
        "source": board.source,
        "rows": [{"label": names[line.domain], **_row(line)} for line in lines],
        "total": _row(total),
        "rest": {"here": _time(rest[0]), "elsewhere": _time(rest[1])} if any(rest) else None,
        "signed": _signed(board, signed),
    }


def _signed(board: Board, totals: Sequence[SignedTotal]) -> list[dict[str, Any]]:
    here = signed_minutes(totals)
    asked = {Kind.EXPERIENCE: board.experience, Kind.SUPERVISION: board.supervision}
    return [
        {
            "label": kind.label,
            "here": _time(here.get(kind, 0)),
            "asked": in_words(asked[kind]) if asked[kind] else "",
        }
        for kind in Kind
        if asked[kind] or here.get(kind)
    ]


def _row(line: Line) -> dict[str, Any]:
    return {
        "asked": _time(line.asked),
        "here": _time(line.here),
        "elsewhere": _time(line.elsewhere),
        "missing": _time(line.missing),
        "is_missing": line.missing > 0,
        "percent": 100 * (line.asked - line.missing) // line.asked,
    }


def _time(minutes: int) -> str:
    return in_words(minutes) if minutes else gettext("none")
