"""What time is worth: the minutes that a completion credits, by which rule and for which days."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from courses.enrollment.models import APART, Enrollment
from courses.progress import hours
from courses.progress.models import Completion
from lms import conf, prepared
from lms.people.clocks import day_by

# The rules by name, as `Completion.rule` keeps them.
HALF, ENGAGED, ATTESTED, SIGNED, PUBLISHED = "half", "engaged", "attested", "signed", "published"
BY_TIME = (HALF, ENGAGED)
_CREDIT = """
SELECT completion.kind, completion.credit
  FROM lms_courses_completion completion
  JOIN lms_courses_enrollment enrollment ON enrollment.id = completion.enrollment_id
 WHERE enrollment.learner_id = %(learner)s AND enrollment.organization_id = %(organization)s
"""


def first_credit(
    *, enrollment: Enrollment, owed: dict[str, Any], seconds: int, attested: int | None, now: datetime
) -> dict[str, Any]:
    """The columns of a new completion that speak of minutes. `owed` as in `Syllabus.modules`; `attested` minutes
    where somebody who was there says so, whatever was worked on the screen."""
    published, cap = owed["minutes"], conf.daily_cap()
    minutes = hours.credited(published=published, seconds=seconds, half=conf.half_engaged())
    if attested is not None:
        minutes = attested
    taken = credited_by_day(enrollment)
    return {
        "published_minutes": published,
        "published_domains": owed["domains"],
        "minutes": minutes,
        "domains": hours.share(owed["domains"], minutes=minutes, published=published),
        "credit": hours.spread(minutes, day=_today(enrollment, now), taken=taken, cap=cap),
        "rule": {"name": _name(attested), "idle": int(conf.idle_limit().total_seconds()), "cap": cap},
    }


def _name(attested: int | None) -> str:
    if attested is not None:
        return ATTESTED
    return HALF if conf.half_engaged() else ENGAGED


def signed_credit(*, owed: dict[str, Any], days: Mapping[date, int]) -> dict[str, Any]:
    """The same of what was signed day by day: `{day of the organization's clock: minutes}`. Nothing is moved to another
    day, because each was signed for its own."""
    minutes = sum(days.values())
    return {
        "published_minutes": owed["minutes"],
        "published_domains": owed["domains"],
        "minutes": minutes,
        "domains": hours.share(owed["domains"], minutes=minutes, published=owed["minutes"]),
        "credit": {day.isoformat(): part for day, part in sorted(days.items()) if part},
        "rule": {"name": SIGNED},
    }


def training_minutes(completions: Iterable[Completion]) -> int:
    """What of these counts as training."""
    return sum(completion.minutes for completion in completions if completion.kind not in APART)


def apart_minutes(completions: Iterable[Completion]) -> int:
    """What of these was signed apart: shadowing."""
    return sum(completion.minutes for completion in completions if completion.kind in APART)


def later_credit(
    completion: Completion, *, enrollment: Enrollment, seconds: int, now: datetime
) -> dict[str, Any] | None:
    """What changes on a completion after more time was worked; None where nothing does. By its own rule."""
    if completion.rule.get("name") not in BY_TIME:
        return None
    published, half = completion.published_minutes, completion.rule["name"] == HALF
    minutes = hours.credited(published=published, seconds=seconds, half=half)
    more = minutes - completion.minutes
    if more <= 0:
        return None
    cap = completion.rule["cap"]
    added = hours.spread(more, day=_today(enrollment, now), taken=credited_by_day(enrollment), cap=cap)
    return {
        "minutes": minutes,
        "domains": hours.share(completion.published_domains, minutes=minutes, published=published),
        "credit": dict(Counter(completion.credit) + Counter(added)),
    }


def credited_by_day(enrollment: Enrollment) -> Counter[str]:
    """Minutes of training that count already for each day, over all the courses that the learner takes in this
    organization."""
    where = {"learner": enrollment.learner_id, "organization": prepared.key_of(enrollment.organization_id)}
    total: Counter[str] = Counter()
    with prepared.cursor() as cursor:
        cursor.execute(_CREDIT, where)
        for kind, credit in cursor.fetchall():
            total.update({} if kind in APART else json.loads(credit))
    return total


def _today(enrollment: Enrollment, now: datetime) -> date:
    return day_by(enrollment.organization.time_zone, now)


def rule_in_words(rule: dict[str, Any]) -> str:
    """A rule as a transcript prints it: what counted, and the most that counts for a day."""
    said = {
        HALF: _(
            "All of the published minutes count when the person worked on the part for at least half of them; "
            "otherwise the minutes worked count. A later visit can add the rest."
        ),
        ENGAGED: _("The minutes worked count, up to the published ones. A later visit can add the rest."),
        ATTESTED: _("The minutes count that somebody who was there confirmed."),
        SIGNED: _("The minutes of each shift count that were signed, for the day of that shift."),
        PUBLISHED: _("The minutes count that the course set for the part when the person enrolled."),
    }[rule.get("name", PUBLISHED)]
    return " ".join([said, *_limits(rule)])


def _limits(rule: dict[str, Any]) -> list[str]:
    limits = []
    if rule.get("name") in BY_TIME:
        minutes = max(1, rule["idle"] // 60)
        limits.append(
            ngettext(
                "Time stops counting after %(n)d quiet minute.",
                "Time stops counting after %(n)d quiet minutes.",
                minutes,
            )
            % {"n": minutes}
        )
    if rule.get("cap"):
        limits.append(
            _("At most %(cap)s count for one day; the rest counts for the next.") % {"cap": _cap_in_words(rule["cap"])}
        )
    return limits


def _cap_in_words(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    if rest:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    return ngettext("%(n)d hour", "%(n)d hours", whole) % {"n": whole}


def days_in_words(completion: Completion) -> str:
    """For which days its minutes count, where that is not one day alone."""
    if len(completion.credit) < 2:
        return ""
    parts = [
        _("%(n)d for %(day)s")
        % {"n": minutes, "day": date_format(date.fromisoformat(day), pgettext("short date", "M j"))}
        for day, minutes in sorted(completion.credit.items())
    ]
    return _("Minutes by day: %(days)s.") % {"days": ", ".join(parts)}


def why(completion: Completion, *, seconds: int) -> str:
    """To the learner, and to nobody else: how the minutes of this part came about."""
    numbers = {"credited": completion.minutes, "published": completion.published_minutes, "worked": seconds // 60}
    name = completion.rule.get("name", PUBLISHED)
    if name == ATTESTED:
        return _("%(credited)d minutes, because somebody who was there confirmed them.") % numbers
    if name == SIGNED:
        return _("%(credited)d minutes, because they were signed, shift by shift.") % numbers
    if name == PUBLISHED:
        return _("%(credited)d minutes, as the course set for it.") % numbers
    if completion.minutes < completion.published_minutes:
        return (
            _(
                "%(credited)d of %(published)d minutes, because that is how long you worked on it. "
                "Come back to it whenever you like: what you add counts, up to all %(published)d."
            )
            % numbers
        )
    if name == HALF:
        return (
            _(
                "%(credited)d of %(published)d minutes, because you worked on it for at least half of them "
                "(%(worked)d minutes)."
            )
            % numbers
        )
    return _("%(credited)d of %(published)d minutes, because you worked on it that long.") % numbers
