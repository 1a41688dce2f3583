"""Minutes, dates and domains as people read them, on paper and on the screen."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.translation import gettext, ngettext, pgettext

from courses.boards.shipped import DOMAINS
from courses.signed_hours.queries import SignedTotal
from lms.people.clocks import day_by

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def in_words(minutes: int) -> str:
    """Minutes as people say them: "18 hours", "2 hours 30 minutes", "45 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}] if hours else []
    if rest or not hours:
        parts.append(ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest})
    return " ".join(parts)


def domain_rows(domains: Mapping[str, int], minutes: int, names: "Mapping[str, StrOrPromise]") -> list[dict[str, str]]:
    """The domains as `{label, time}`, in the order of their names; what counts for none of them comes last."""
    rows = [{"label": str(names[key]), "time": in_words(domains[key])} for key in names if domains.get(key)]
    rest = minutes - sum(domains.get(key, 0) for key in names)
    if rows and rest > 0:
        rows.append({"label": gettext("Other parts"), "time": in_words(rest)})
    return rows


def signed_rows(totals: Iterable[SignedTotal]) -> list[dict[str, str]]:
    """Signed hours as `{label, organization, time, days, count}`: from the first day to the last, by what they are."""
    return [
        {
            "label": str(one.kind.label),
            "organization": one.organization,
            "time": in_words(one.minutes),
            "days": written_out(one.first)
            if one.first == one.last
            else gettext("%(first)s to %(last)s") % {"first": written_out(one.first), "last": written_out(one.last)},
            "count": ngettext("signed once", "signed %(n)d times", one.times) % {"n": one.times},
        }
        for one in totals
    ]


def printed_shadowing(facts: Mapping) -> str:
    """The shadowing that a certificate states beside its hours; empty where it states none."""
    return in_words(facts["shadowing"]) if "shadowing" in facts else ""


def printed_rows(facts: Mapping) -> list[dict[str, str]]:
    """The domains of a certificate, by the names that were frozen with it."""
    return domain_rows(facts["domains"], facts["minutes"], {**DOMAINS, **facts.get("labels", {})})


def on_paper(day: str) -> str:
    """An ISO date written out: "November 21, 2026"."""
    parsed = parse_date(day)
    return written_out(parsed) if parsed else day


def written_out(day: date) -> str:
    """A date written out, in the language of the page."""
    return formats.date_format(day, pgettext("date on paper", "F j, Y"))


def day_in(time_zone: str, moment: datetime) -> str:
    """The day that it was there, written out."""
    return written_out(day_by(time_zone, moment))
