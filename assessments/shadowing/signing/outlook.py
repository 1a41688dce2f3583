"""How shifts read on the screens of whoever signs them."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from assessments.shadowing import outlook
from assessments.shadowing.models import ShadowEntry, ShadowEntryQuerySet
from assessments.shadowing.services import earlier_versions, when
from assessments.shadowing.signing.models import Remark, SigningLink, SignOff, StandIn
from assessments.shadowing.signing.queries import SIGNABLE, theirs_to_sign, waiting_for
from assessments.shadowing.signing.rules import UNDO_FOR
from assessments.shadowing.signing.services import seal_of
from assessments.shadowing.told import by_whom
from assessments.shadowing.words import ACTIVITIES, Level
from lms.people.models import Membership

# What one page shows at most; the rest comes as it gets shorter.
MOST_ON_A_PAGE = 100
DONE_ON_A_PAGE = 50
# What of a card somebody outside the agency reads: nothing that the person said to whoever signs.
OUTSIDE = frozenset(
    {"name", "when", "minutes", "setting", "colleague", "did", "introductions", "permission_asked", "seal"}
)


def queue(user: User, *, now: datetime) -> dict[str, Any]:
    """The context of the queue: by person, the one who has waited longest first; what can still be undone."""
    entries = list(_told(waiting_for(user, now=now))[:MOST_ON_A_PAGE])
    people = _by_person(entries)
    return {
        **outlook.around(user),
        "here": "people",
        "people": people,
        "count": len(entries),
        "is_full": len(entries) == MOST_ON_A_PAGE,
        "oldest_days": (now - entries[0].sent_at).days if entries and entries[0].sent_at else 0,
        "just_done": [decision(one) for one in undoable(user, now=now)],
        "stand_in": StandIn.objects.filter(supervisor=user).select_related("stand_in__profile").first(),
    }


def one(user: User, entry: ShadowEntry, *, now: datetime) -> dict[str, Any]:
    """The context of one shift: all of it that is not private, and everything that was decided and said about it."""
    links = SigningLink.objects.open().filter(entry=entry)
    return {
        **outlook.around(user),
        "here": "people",
        "entry": card(entry),
        "versions": [card(version) for version in earlier_versions(entry)],
        "story": story(entry),
        "is_open": entry.state in SIGNABLE and theirs_to_sign(user, now=now).filter(pk=entry.pk).exists(),
        "undoable": [decision(found) for found in undoable(user, now=now).filter(entry=entry)],
        "link": links.first(),
    }


def done(user: User, *, before: datetime | None = None) -> dict[str, Any]:
    """The context of what somebody decided, the newest first."""
    mine = _decisions(_decided_by(user)).order_by("-ledger_seq")
    rows = list((mine.filter(made_at__lt=before) if before else mine)[: DONE_ON_A_PAGE + 1])
    more = rows[DONE_ON_A_PAGE - 1].made_at if len(rows) > DONE_ON_A_PAGE else None
    lines = [decision(found) for found in rows[:DONE_ON_A_PAGE]]
    return {**outlook.around(user), "here": "people", "rows": lines, "more": more.isoformat() if more else ""}


def _decided_by(user: User) -> QuerySet[SignOff]:
    """In the agencies where this person works today."""
    here = Membership.objects.active().filter(user=user).values("organization")
    return SignOff.objects.filter(signer=user, entry__organization__in=here)


def undoable(user: User, *, now: datetime) -> QuerySet[SignOff]:
    """What this person decided within the last ten minutes and has not taken back."""
    return _decisions(SignOff.objects.standing().filter(pk__in=_decided_by(user), made_at__gt=now - UNDO_FOR))


def entries_of(user: User, *, now: datetime) -> ShadowEntryQuerySet:
    """The shifts that somebody may read here: theirs to sign, and those they decided about, while they work there."""
    decided = _decided_by(user).values("entry")
    # By key: two conditions on one person would otherwise be joined for every row.
    found = ShadowEntry.objects.filter(pk__in=decided) | ShadowEntry.objects.filter(
        pk__in=theirs_to_sign(user, now=now).order_by().values("pk")
    )
    return _told(found)


def card(entry: ShadowEntry) -> dict[str, Any]:
    """One shift, for whoever signs it. What only the person sees is not in it."""
    return {
        **outlook.line(entry),
        "name": str(entry.learner.profile),
        "url": reverse("lms_assessments:sign_one", kwargs={"pk": entry.pk}),
        "did": [(ACTIVITIES[key], Level(level).label) for key, level in entry.activities.items()],
        "introductions": entry.introductions,
        "permission_asked": entry.permission_asked,
        "debrief": entry.get_debrief_display(),
        "wish": entry.get_wish_display(),
        "to_practice": entry.to_practice,
        "remarks": [remark.text for remark in entry.remarks.all()],
        "asked_another": entry.asked_another_at is not None,
        "is_amendment": entry.amends_id is not None,
        "counted": entry.counted,
        "seal": seal_of(entry),
    }


def card_outside(entry: ShadowEntry) -> dict[str, Any]:
    """One shift, for a colleague behind a link: when, where and what was done, and none of the person's words."""
    return {name: said for name, said in card(entry).items() if name in OUTSIDE}


def decision(sign_off: SignOff) -> dict[str, Any]:
    """One decision in a line: whose shift, when it was, what was decided, until when it can be undone."""
    return {
        "pk": sign_off.pk,
        "name": str(sign_off.learner.profile),
        "when": when(sign_off.entry),
        "by": by_whom(sign_off),
        "outcome": sign_off.outcome,
        "outcome_label": sign_off.get_outcome_display(),
        "meaning": sign_off.get_meaning_display(),
        "minutes": sign_off.minutes,
        "written": sign_off.shown["minutes"],
        "reason": sign_off.reason,
        "at": sign_off.made_at,
        "until": sign_off.made_at + UNDO_FOR,
        "url": reverse("lms_assessments:sign_one", kwargs={"pk": sign_off.entry_id}),
    }


def story(entry: ShadowEntry) -> list[dict[str, Any]]:
    """Everything that was decided and said about a shift, in order."""
    told = [decision(one) for one in _decisions(entry.sign_offs.all())]
    said = [
        {"by": str(remark.author.profile), "text": remark.text, "at": remark.said_at}
        for remark in entry.remarks.select_related("author__profile")
    ]
    return sorted([*told, *said], key=lambda line: line["at"])


def _decisions(found: QuerySet[SignOff]) -> QuerySet[SignOff]:
    people = ("learner__profile", "signer__profile", "standing_in_for__profile", "link__made_by__profile")
    return found.select_related("entry", *people)


def _told(entries: ShadowEntryQuerySet) -> ShadowEntryQuerySet:
    related = entries.select_related("learner__profile", "colleague__profile", "organization", "amends")
    return related.prefetch_related(Prefetch("remarks", Remark.objects.order_by("said_at")))


def _by_person(entries: Iterable[ShadowEntry]) -> list[dict[str, Any]]:
    """`{name, cards, minutes, pk}` for each, whoever has waited longest first."""
    longest: dict[int, int] = {}
    for place, entry in enumerate(entries):
        longest.setdefault(entry.learner_id, place)
    ordered = sorted(entries, key=lambda entry: (longest[entry.learner_id], entry.sent_at))
    groups = [list(group) for _who, group in groupby(ordered, key=lambda entry: entry.learner_id)]
    return [
        {
            "name": str(group[0].learner.profile),
            "pk": group[0].learner_id,
            "cards": [card(entry) for entry in group],
            "minutes": sum(entry.minutes for entry in group),
        }
        for group in groups
    ]


def count(user: User, *, now: datetime | None = None) -> int:
    """How many shifts wait for this person's signature."""
    return waiting_for(user, now=now or timezone.now()).count()
