"""What the shift log holds about a person."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.shadowing.agreements import Agreement
from assessments.shadowing.levels.models import LevelStep
from assessments.shadowing.models import FINAL, ShadowEntry, ShadowEntryQuerySet
from assessments.shadowing.services import withdraw_shifts
from assessments.shadowing.signing.models import Outcome, Remark, SigningLink, SignOff, StandIn
from assessments.shadowing.signing.rules import UNDO_FOR, is_settled
from assessments.shadowing.told import state_told
from assessments.shadowing.words import ACTIVITIES, Level
from lms.people.held import Held, as_rows, in_words
from lms.people.models import Organization
from lms.people.privacy import left_before


def held_about(user: User) -> Held:
    """`{what: rows}`: the shifts that somebody logged; and, by day alone, those of others that name them."""
    return {
        _("Shifts you logged"): as_rows(ShadowEntry.objects.of(user), activities=(_("what you did"), _did), **_told()),
        # Nothing about whose shift it was.
        _("Shifts of others that name you"): [
            {"id": str(one.pk), str(_("date")): in_words(one.started_at)}
            for one in ShadowEntry.objects.filter(colleague=user)
        ],
        _("Shadowing you agreed to"): as_rows(
            Agreement.objects.filter(enrollment__learner=user).select_related("enrollment__syllabus"),
            enrollment=(_("course"), lambda one: one.enrollment.syllabus.title),
        ),
        _("Levels after a break"): as_rows(LevelStep.objects.filter(learner=user)),
        _("Levels of others that you set after a break"): [
            {"id": str(one.pk), str(_("when")): in_words(one.set_at), str(_("what")): one.get_activity_display()}
            for one in LevelStep.objects.filter(set_by=user).exclude(learner=user)
        ],
        _("What was decided about your shifts"): as_rows(
            SignOff.objects.filter(learner=user, made_at__lte=timezone.now() - UNDO_FOR),
            shown=(_("what was signed"), _shown),
        ),
        _("What you said about your shifts"): as_rows(Remark.objects.filter(author=user)),
        **_for_others(user),
    }


def _for_others(user: User) -> Held:
    """One's own acts, and nothing about whose shifts they were."""
    return {
        _("Shifts of others that you decided about"): [
            {
                "id": str(one.pk),
                str(_("when")): in_words(one.made_at),
                str(_("decision")): one.get_outcome_display(),
                str(_("as")): one.role,
            }
            for one in SignOff.objects.filter(signer=user)
        ],
        _("Shifts that somebody decided about in your place"): [
            {"id": str(one.pk), str(_("when")): in_words(one.made_at), str(_("decision")): one.get_outcome_display()}
            for one in SignOff.objects.filter(standing_in_for=user)
        ],
        _("Links you made for colleagues to sign by"): [
            {"id": str(one.pk), str(_("made")): in_words(one.made_at), str(_("used")): in_words(one.used_at)}
            for one in SigningLink.objects.filter(made_by=user)
        ],
        _("Who stands in for you"): as_rows(StandIn.objects.filter(supervisor=user)),
        _("For whom you stand in"): as_rows(StandIn.objects.filter(stand_in=user)),
    }


def _told() -> dict[str, Any]:
    """Of a decision that can still be undone nothing is told yet, here neither."""
    now = timezone.now()
    settled: dict[str, Callable[[ShadowEntry], Any]] = {
        "counted": lambda entry: entry.counted if is_settled(entry.decided_at, now=now) else 0,
        "decided_at": lambda entry: entry.decided_at if is_settled(entry.decided_at, now=now) else None,
    }
    return {
        "state": (_("state"), lambda entry: state_told(entry, now=now).label),
        "counted": (_("minutes counted"), settled["counted"]),
        "decided_at": (_("decided"), settled["decided_at"]),
    }


def _shown(sign_off: SignOff) -> dict[str, str]:
    return {name: str(value) for name, value in sign_off.shown.items() if value not in ("", {}, 0, False)}


def _did(entry: ShadowEntry) -> dict[str, str]:
    return {str(ACTIVITIES[key]): str(Level(level).label) for key, level in entry.activities.items()}


@transaction.atomic
def erase(user: User) -> None:
    """One's own go; those of others no longer say with whom."""
    StandIn.objects.filter(Q(supervisor=user) | Q(stand_in=user)).delete()
    LevelStep.objects.filter(learner=user).delete()
    _delete(ShadowEntry.objects.filter(learner=user))
    ShadowEntry.objects.filter(colleague=user).update(colleague=None)


@transaction.atomic
def leave(user: User, organization: Organization) -> None:
    """Somebody has left an agency: what nobody there signed is theirs alone again."""
    withdraw_shifts(learner=user, organization=organization)
    places = StandIn.objects.filter(organization=organization)
    places.filter(Q(supervisor=user) | Q(stand_in=user)).delete()


@transaction.atomic
def expire(*, before: datetime, most: int) -> int:
    """Of people who left an agency that long ago: what nobody there signed, and levels after a break. Returns how many
    rows went."""
    left = ShadowEntry.objects.filter(
        left_before(before, user=OuterRef("learner"), organization=OuterRef("organization"))
    )
    unsigned = left.exclude(state__in=FINAL).filter(amended_by=None)
    steps = LevelStep.objects.filter(
        left_before(before, user=OuterRef("learner"), organization=OuterRef("organization"))
    )
    gone = LevelStep.objects.filter(pk__in=list(steps.values_list("pk", flat=True)[:most])).delete()[0]
    return gone + _delete(ShadowEntry.objects.filter(pk__in=list(unsigned.values_list("pk", flat=True)[:most])))


def _delete(entries: ShadowEntryQuerySet) -> int:
    """With what was decided and said about them, in the order in which each lets the next one go."""
    keys = list(entries.values_list("pk", flat=True))
    decided = SignOff.objects.filter(entry__in=keys)
    decided.filter(outcome=Outcome.UNDONE).delete()
    decided.delete()
    SigningLink.objects.filter(entry__in=keys).delete()
    # The latest versions first: each holds on to the one that it corrects.
    while ShadowEntry.objects.filter(pk__in=keys, amended_by=None).delete()[0]:
        continue
    return len(keys)
