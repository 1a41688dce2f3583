"""How shifts read on the screens of whoever logged them."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Sum
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.shadowing.models import COUNTED, DECIDED, ShadowEntry, ShadowEntryQuerySet, State
from assessments.shadowing.reply_form import ReplyForm
from assessments.shadowing.services import when
from assessments.shadowing.signing.models import Remark
from assessments.shadowing.signing.replies import can_answer, is_locked
from assessments.shadowing.signing.rules import REPLY_FOR
from assessments.shadowing.signing.who import colleague_who_signs, others_who_could_look, signers_of
from assessments.shadowing.told import decision_line, decisions, history, standing, state_told
from assessments.shadowing.versions import differences
from assessments.shadowing.words import ACTIVITIES, Level
from courses.pages.outlook import hours as duration
from lms.people.held import name_of
from lms.people.models import Membership, Organization, Role

# More names than that are no help.
MOST_NAMES = 4


def mine(user: User) -> ShadowEntryQuerySet:
    """Every shift that somebody logged, with what a line of it says of others."""
    return ShadowEntry.objects.of(user).select_related("organization", "colleague__profile")


def agencies_of(user: User) -> list[Organization]:
    """Where somebody could have been on a shift, the first role's first."""
    roles = Membership.objects.active().filter(user=user).select_related("organization").order_by("started_at")
    return list({role.organization_id: role.organization for role in roles}.values())


def last_of(user: User, organization: Organization) -> ShadowEntry | None:
    """The latest shift that somebody logged there: the next one is often like it."""
    return ShadowEntry.objects.of(user).filter(organization=organization).first()


def is_here(user: User, organization: Organization) -> bool:
    """Whether somebody is in this agency today."""
    return Membership.objects.active().filter(user=user, organization=organization).exists()


def readers(user: User, organization: Organization) -> str:
    """Who reads a shift of this person first, by the name each chose: the supervisors of their team. "" for nobody."""
    teams = Membership.objects.active().filter(user=user, organization=organization, team__isnull=False).values("team")
    found = Membership.objects.active().filter(team__in=teams, role=Role.SUPERVISOR).exclude(user=user)
    names = found.order_by("started_at").values_list("user__profile__chosen_name", flat=True)
    return get_text_list(list(names), _("or"))


def around(user: User) -> dict[str, Any]:
    """What stands on every one of these pages."""
    held = list(Membership.objects.active().filter(user=user).select_related("organization").order_by("started_at"))
    first = held[0].organization if held else None
    contact = {"name": first.contact_name, "phone": first.contact_phone} if first else None
    return {"here": "record", "roles": {one.role for one in held}, "contact": contact, "name": name_of(user)}


def hours(user: User, *, now: datetime) -> dict[str, Any]:
    """The context of the list: what asks for a word of the person stands first."""
    answered = Remark.objects.filter(entry=OuterRef("pk"), author_id=user.pk, said_at__gt=OuterRef("decided_at"))
    entries = list(mine(user).select_related("amends", "amended_by").annotate(answered=Exists(answered)))
    signers = signers_of(user)
    here = {one.organization.pk for one in signers}
    rows = [row(entry, now=now, is_here=entry.organization_id in here) for entry in entries]
    asking = [one for one in rows if one["asks"]]
    return {
        **around(user),
        "asking": asking,
        "rows": [one for one in rows if not one["asks"]],
        "totals": _totals(user, rows, len(asking)),
        "signers": signers,
    }


def _totals(user: User, rows: list[dict[str, Any]], asking: int) -> list[str]:
    """What is signed, what waits, and how many ask for a word; only what there is."""
    signed = mine(user).counting().aggregate(total=Sum("counted"))["total"]
    waiting = sum(one["minutes"] for one in rows if one["state"] == State.SUBMITTED)
    said = ngettext("%(n)d shift asks for your word", "%(n)d shifts ask for your word", asking) % {"n": asking}
    return [
        *([_("%(time)s signed") % {"time": duration(signed)}] if signed else []),
        *([_("%(time)s waiting to be signed") % {"time": duration(waiting)}] if waiting else []),
        *([said] if asking else []),
    ]


def row(entry: ShadowEntry, *, now: datetime, is_here: bool) -> dict[str, Any]:
    """One shift of the list, as the person may know it."""
    told, answers = state_told(entry, now=now), is_here and can_answer(entry)
    return {
        **line(entry),
        "state": told,
        "state_label": told.label,
        "counted": duration(entry.counted) if told == State.IN_PART else "",
        "asks": answers and not getattr(entry, "answered", False),
        "until": answer_until(entry) if answers else None,
        "is_correction": entry.amends is not None,
        "is_corrected": hasattr(entry, "amended_by"),
    }


def answer_until(entry: ShadowEntry) -> date | None:
    """The last day on which the person has the next word, by the clock at work; None where that does not end."""
    if entry.state not in (State.IN_PART, State.NOT_COUNTED) or entry.decided_at is None:
        return None
    return (entry.decided_at + REPLY_FOR).astimezone(entry.zone).date()


def line(entry: ShadowEntry) -> dict[str, Any]:
    """One shift in short."""
    return {
        "pk": entry.pk,
        "when": when(entry),
        "minutes": entry.minutes,
        "time": duration(entry.minutes),
        "setting": entry.get_setting_display(),
        "colleague": str(entry.colleague.profile) if entry.colleague else "",
        "organization": entry.organization.name,
        "state": entry.state,
        "state_label": entry.get_state_display(),
        "url": reverse("lms_assessments:shift", kwargs={"pk": entry.pk}),
    }


def shift(user: User, entry: ShadowEntry, *, now: datetime, form: ReplyForm | None = None) -> dict[str, Any]:
    """One shift in full, for whoever logged it: what it says, what was decided, what can be said to that."""
    told, is_here_still = state_told(entry, now=now), is_here(user, entry.organization)
    answers = is_here_still and can_answer(entry)
    made = decisions(entry, now=now)
    stands = standing(made) if told in DECIDED else None
    return {
        **around(user),
        "entry": {**line(entry), "state": told, "state_label": told.label},
        "did": [(ACTIVITIES[key], Level(level).label) for key, level in entry.activities.items()],
        "told": entry,
        "has_left": not is_here_still,
        "decision": decision_line(stands, entry) if stands else None,
        "history": history(entry, now=now),
        "form": (form or ReplyForm()) if answers else None,
        "until": answer_until(entry) if answers else None,
        "can_agree": answers and told in (State.IN_PART, State.NOT_COUNTED),
        "others": others_in_words(entry) if answers or _asked_another(entry, told) else "",
        "asked_another": _asked_another(entry, told),
        "can_correct": is_here_still and told in (State.SUBMITTED, State.NEEDS_WORD, State.NOT_THERE),
        "can_amend": can_amend(user, entry),
        "signs": who_signs(user, entry) if is_here_still and told == State.SUBMITTED else None,
        **versions(entry),
    }


def can_amend(user: User, entry: ShadowEntry) -> bool:
    """Whether a correction of it would be a version of its own, and there is none yet."""
    return is_locked(entry) and not hasattr(entry, "amended_by") and is_here(user, entry.organization)


def _asked_another(entry: ShadowEntry, told: State) -> bool:
    return told == State.SUBMITTED and entry.asked_another_at is not None


def versions(entry: ShadowEntry) -> dict[str, Any]:
    """The version before and the one after, each with what differs."""
    later: ShadowEntry | None = getattr(entry, "amended_by", None)
    counts = later is not None and later.settled_at is not None and later.state in COUNTED
    return {
        "earlier": {**line(entry.amends), "differs": differences(entry.amends, entry)} if entry.amends else None,
        "later": {**line(later), "differs": differences(entry, later), "counts": counts} if later else None,
    }


def others_in_words(entry: ShadowEntry) -> str:
    """To whom it goes where someone else is asked to look; empty where nobody is left."""
    names = [str(one.profile) for one in others_who_could_look(entry)[: MOST_NAMES + 1]]
    if len(names) > MOST_NAMES:
        return _("supervisors, trainers and coordinators of %(name)s") % {"name": entry.organization.name}
    return ", ".join(names)


def who_signs(user: User, entry: ShadowEntry) -> dict[str, Any]:
    """By name: whoever supervises the person there, and the colleague who was there."""
    here = [one for one in signers_of(user) if one.organization == entry.organization]
    return {"signers": here, "colleague": colleague_who_signs(entry)}
