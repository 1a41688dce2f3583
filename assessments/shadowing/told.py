"""What the person is told of a decision about their shift: nothing before its minutes of undo are over, then all."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.shadowing.local_times import Shift
from assessments.shadowing.models import DECIDED, ShadowEntry, State
from assessments.shadowing.services import when
from assessments.shadowing.signing import rules
from assessments.shadowing.signing.models import Outcome, SignOff
from assessments.shadowing.signing.services import shown_of
from courses.pages.outlook import hours
from lms.people.models import Role


def state_told(entry: ShadowEntry, *, now: datetime) -> State:
    """Where it stands, as far as nobody can undo that any more."""
    state = State(entry.state)
    if state not in DECIDED or rules.is_settled(entry.decided_at, now=now):
        return state
    before = entry.sign_offs.standing().filter(made_at__lte=now - rules.UNDO_FOR).last()
    return State.SUBMITTED if before is None or _moved_on(entry, before) else State(before.outcome)


def _moved_on(entry: ShadowEntry, before: SignOff) -> bool:
    """Whether it was sent, answered or passed on since then, and so waited again."""
    since = [entry.sent_at, entry.asked_another_at, *entry.remarks.values_list("said_at", flat=True)]
    return any(at is not None and at > before.made_at for at in since)


def decisions(entry: ShadowEntry, *, now: datetime) -> list[SignOff]:
    """Everything that was decided and can be known, the first one first. An undo is known with what it undoes."""
    people = ("signer__profile", "standing_in_for__profile", "link__made_by__profile", "undoes", "undone_by")
    return [one for one in entry.sign_offs.select_related(*people) if _is_told(one, now)]


def _is_told(made: SignOff, now: datetime) -> bool:
    """An undo is as old as what it undoes."""
    return rules.is_settled((made.undoes or made).made_at, now=now)


def standing(made: list[SignOff]) -> SignOff | None:
    """The decision that stands today, of those."""
    kept = [one for one in made if one.outcome != Outcome.UNDONE and not hasattr(one, "undone_by")]
    return kept[-1] if kept else None


def history(entry: ShadowEntry, *, now: datetime) -> list[dict[str, Any]]:
    """Everything that happened to a shift, in order: `{at, what, by, why}`. Nothing is left out of it."""
    lines = [decision_line(one, entry) for one in decisions(entry, now=now)]
    lines += [
        {"at": one.said_at, "what": f"“{one.text}”", "by": _by_oneself(entry, one.author), "why": ""}
        for one in entry.remarks.select_related("author__profile")
    ]
    own = [
        (entry.sent_at, _("You sent it.")),
        (entry.asked_another_at, _("You asked someone else to look.")),
        (entry.agreed_at, _("You said: that is right.")),
    ]
    lines += [{"at": at, "what": what, "by": "", "why": ""} for at, what in own if at]
    return sorted(lines, key=lambda line: line["at"])


def decision_line(made: SignOff, entry: ShadowEntry) -> dict[str, Any]:
    """One decision in words: what, by whom, as what, with which meaning, and why."""
    then = said_then(made, entry)
    counts = _what(made) if made.minutes else ""
    return {
        "at": made.made_at,
        "what": " ".join(filter(None, [_what(made), then])),
        "beside_its_name": " ".join(filter(None, [counts, then])),
        "by": " · ".join(filter(None, [by_whom(made), _meaning(made)])),
        "why": made.reason,
    }


def by_whom(made: SignOff) -> str:
    """Who decided, as what, and in whose place."""
    if made.link:
        said = _("%(name)s, a colleague without an account, by a link that %(maker)s made")
        return said % {"name": made.signer_name, "maker": made.link.made_by.profile}
    role = str(dict(Role.choices).get(made.role, made.role)).lower()
    who = _("%(name)s, %(role)s") % {"name": made.signer.profile if made.signer else "", "role": role}
    if made.standing_in_for is None:
        return who
    return _("%(name)s, standing in for %(other)s") % {"name": who, "other": made.standing_in_for.profile}


def said_then(made: SignOff, entry: ShadowEntry) -> str:
    """What the shift said when this was decided, where it says something else today."""
    today = shown_of(entry)
    if {**made.shown, "colleague": ""} == {**today, "colleague": ""}:  # who has left is named by neither
        return ""
    start, end = (datetime.fromisoformat(made.shown[edge]) for edge in ("start", "end"))
    then = ShadowEntry(started_at=start, ended_at=end, time_zone=made.shown["time_zone"])
    said = {"when": when(then), "time": hours(Shift(start, end).minutes)}
    return _("At that time you had written: %(when)s, %(time)s.") % said


def _what(made: SignOff) -> str:
    if made.outcome == Outcome.IN_PART:
        wrote = {"wrote": hours(made.shown["minutes"]), "counted": hours(made.minutes)}
        return _("You wrote %(wrote)s, counted %(counted)s.") % wrote
    if made.outcome == Outcome.SIGNED:
        return _("Signed: %(time)s.") % {"time": hours(made.minutes)}
    if made.outcome == Outcome.UNDONE:
        return _("Taken back within ten minutes.")
    return f"{made.get_outcome_display()}."


def _meaning(made: SignOff) -> str:
    return f"“{made.get_meaning_display()}”" if made.meaning else ""


def _by_oneself(entry: ShadowEntry, author: Any) -> str:
    return pgettext("who said it", "You") if author.pk == entry.learner_id else str(author.profile)
