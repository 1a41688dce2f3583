"""The verbs of an observed role-play. Each is safe to repeat, from any number of tabs and devices."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.roleplay.observed import taps
from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.signing import complete_if_shown, sign
from assessments.roleplay.observed.taps import Mark
from assessments.roleplay.rubrics.services import freeze, rubric_for
from assessments.roleplay.scoring import HIGHEST, LOWEST
from courses.enrollment.models import Enrollment
from courses.pages.sessions import SessionPage
from courses.progress.services import lock_all
from lms.people.models import Membership
from lms.people.permissions import can_observe

GONE = gettext_lazy("This performance was thrown away.")


@transaction.atomic
def open_performance(
    *,
    key: uuid.UUID,
    observer: User,
    enrollment: Enrollment,
    session: SessionPage,
    scenario: str,
    partner: User | None = None,
    on_paper_at: datetime | None = None,
) -> Performance:
    """Somebody begins to play, and `observer` to look. `key` is made by whoever asks: the same one again is the same
    performance. `on_paper_at` is when it was played, where it was scored on paper then.

    Raises PermissionDenied where the observer may not observe this person, ValidationError where this practice is not
    scored, has no rubric yet, or cannot be played with that partner.
    """
    role = observes(observer, enrollment)
    before = Performance.objects.filter(pk=key).first()
    if before:
        return _begun_already(before, observer, enrollment)
    if enrollment.withdrawn_at or not session.is_scored or scenario not in session.scenarios:
        raise ValidationError(_("This is not scored here."))
    rubric = rubric_for(enrollment.organization, scenario)
    if rubric is None:
        raise ValidationError(
            _("There is no rubric for %(scenario)s yet. A trainer can add one.") % {"scenario": scenario}
        )
    if partner and not _may_play_along(partner, enrollment, observer):
        raise ValidationError(_("The partner is somebody else who works here."))
    said = {
        "organization_id": enrollment.organization_id,
        "enrollment": enrollment,
        "learner_id": enrollment.learner_id,
        "activity_key": session.key,
        "scenario": scenario,
        "rubric": freeze(rubric=rubric),
        "opened_by": observer,
        "partner": partner,
        "begun_at": on_paper_at or timezone.now(),
        "on_paper": on_paper_at is not None,
    }
    performance, is_new = Performance.objects.get_or_create(pk=key, defaults=said)
    if not is_new:
        return _begun_already(performance, observer, enrollment)
    _look(performance, role)
    return performance


@transaction.atomic
def join(*, performance: Performance, observer: User) -> Observation:
    """A second person looks too. Raises PermissionDenied as `open_performance`, ValidationError where two look already,
    where it was signed, or where they play themselves."""
    role = observes(observer, performance.enrollment)
    locked = hold(performance)
    looking = list(locked.observations.all())
    mine = next((one for one in looking if one.observer_id == observer.pk), None)
    if mine:
        return mine
    if observer.pk == locked.partner_id:
        raise ValidationError(_("You played along. Somebody else observes."))
    if len(looking) > 1 or any(one.signed_at for one in looking):
        raise ValidationError(_("This one is being observed already. You can observe the next one."))
    return _look(locked, role)


@transaction.atomic
def step_back(*, observation: Observation, observer: User) -> None:
    """Not observing after all: what was marked goes. Where nobody else looks, the performance goes too. Signed is
    signed: then nothing happens."""
    _mine(observation, observer)
    lock_all([observation.performance.enrollment])
    locked = hold(observation.performance)
    if not locked.observations.filter(pk=observation.pk, signed_at=None).delete()[0]:
        return
    if not locked.observations.exists():
        locked.delete()
    else:
        # The other one waited for this one.
        complete_if_shown(locked)


@transaction.atomic
def keep_marks(*, observation: Observation, observer: User, marks: Iterable[Mark]) -> tuple[Observation, list[str]]:
    """Keep what was tapped, in whatever order and however often it comes. Returns the observation and the ids of marks
    that fit nothing here.

    Raises PermissionDenied for somebody else's, ValidationError where it is signed.
    """
    _mine(observation, observer)
    locked = Observation.objects.select_for_update(of=("self",)).select_related("performance__rubric")
    mine = locked.filter(pk=observation.pk).first()
    if mine is None:
        raise ValidationError(GONE)
    rubric, arrived = mine.performance.rubric.said, list(marks)
    fitting = [mark for mark in arrived if taps.fits(mark, rubric)]
    ids = {mark.id for mark in fitting}
    merged = taps.merge(mine.marks, fitting)
    if merged != mine.marks:
        if mine.signed_at:
            raise ValidationError(_("This is signed. What you mark now is not in it."))
        if len(taps.moments_of(merged)) > taps.MOST_MOMENTS or len(merged) > taps.MOST_KEPT:
            raise ValidationError(_("That is as many moments as there is room for."))
        mine.marks = merged
        mine.save(update_fields=["marks"])
    return mine, [mark.id for mark in arrived if mark.id not in ids]


@transaction.atomic
def rate_self(*, performance: Performance, by: User, ratings: Mapping[str, int]) -> Performance:
    """How the learner saw it, criterion by criterion: on their own phone, or on an observer's that they were handed.
    The first rating stands.

    Raises PermissionDenied for anybody else, ValidationError where a criterion is missing or a score is signed.
    """
    locked = _before_signing(performance, by)
    if locked.self_rated_at:
        return locked
    wanted = [one.key for one in locked.rubric.said.criteria]
    if any(not LOWEST <= ratings.get(key, 0) <= HIGHEST for key in wanted):
        raise ValidationError(_("Say for each how it was. Your best guess is fine."))
    locked.self_ratings, locked.self_rated_at = {key: ratings[key] for key in wanted}, timezone.now()
    locked.save(update_fields=["self_ratings", "self_rated_at"])
    return locked


@transaction.atomic
def decline_self(*, performance: Performance, by: User) -> Performance:
    """The learner would rather not; nobody asks why. Raises as `rate_self`."""
    locked = _before_signing(performance, by)
    if locked.self_rated_at is None:
        locked.self_declined, locked.self_rated_at = True, timezone.now()
        locked.save(update_fields=["self_declined", "self_rated_at"])
    return locked


@transaction.atomic
def finish(
    *, observation: Observation, observer: User, global_rating: int, worked: str = "", to_try: str = ""
) -> Observation:
    """How it was as a whole; only then is the score computed, signed into the ledger, and counted where it suffices.

    Raises PermissionDenied for somebody else's, ValidationError where something is not marked yet, or where the learner
    has not rated themselves yet.
    """
    _mine(observation, observer)
    enrollment = observation.performance.enrollment
    lock_all([enrollment])
    performance = hold(observation.performance)
    # A tap that arrives at this moment is in it, or hears that it is signed.
    mine = performance.observations.select_for_update(of=("self",)).filter(pk=observation.pk).first()
    if mine is None:
        raise ValidationError(GONE)
    if mine.signed_at:
        return mine
    role = observes(observer, enrollment)
    rubric = performance.rubric.said
    if left := taps.unmarked(mine.marks, rubric):
        names = ", ".join(rubric.names[key] for key in left)
        raise ValidationError(_("Not marked yet: %(names)s.") % {"names": names})
    if performance.self_rated_at is None:
        name = performance.learner.profile.chosen_name
        raise ValidationError(_("%(name)s comes first: how did they see it themselves?") % {"name": name})
    mine.global_rating, mine.role = global_rating, role.role
    mine.worked, mine.to_try = " ".join(worked.split()), " ".join(to_try.split())
    signed = sign(mine, performance)
    complete_if_shown(performance)
    return signed


@transaction.atomic
def ask_again(*, performance: Performance, learner: User) -> Performance:
    """The learner asks for another observer. No reason is needed. PermissionDenied for anybody else's."""
    if performance.learner_id != learner.pk:
        raise PermissionDenied(_("This is somebody else's."))
    Performance.objects.filter(pk=performance.pk, asked_again_at=None).update(asked_again_at=timezone.now())
    performance.refresh_from_db()
    return performance


def _begun_already(performance: Performance, observer: User, enrollment: Enrollment) -> Performance:
    if performance.opened_by_id != observer.pk or performance.enrollment_id != enrollment.pk:
        raise ValidationError(_("This was begun already. Begin again from the list."))
    return performance


def observes(observer: User, enrollment: Enrollment) -> Membership:
    """As which role somebody observes this person. PermissionDenied where they do not."""
    role = can_observe(observer, enrollment.learner_id, enrollment.organization)
    if role is None:
        raise PermissionDenied(_("You do not observe this person."))
    return role


def hold(performance: Performance) -> Performance:
    """The performance, held: its observers sign one after the other. ValidationError where it was thrown away."""
    locked = Performance.objects.select_for_update(of=("self",)).filter(pk=performance.pk)
    found = locked.select_related("rubric", "learner__profile", "partner__profile", "enrollment__organization").first()
    if found is None:
        raise ValidationError(GONE)
    return found


def _may_play_along(partner: User, enrollment: Enrollment, observer: User) -> bool:
    here = Membership.objects.active().filter(user=partner, organization=enrollment.organization)
    return partner.pk not in {enrollment.learner_id, observer.pk} and here.exists()


def _look(performance: Performance, role: Membership) -> Observation:
    return Observation.objects.create(
        performance=performance, learner_id=performance.learner_id, observer_id=role.user_id, role=role.role
    )


def _mine(observation: Observation, observer: User) -> None:
    if observation.observer_id != observer.pk:
        raise PermissionDenied(_("This is somebody else's."))


def _before_signing(performance: Performance, by: User) -> Performance:
    locked = hold(performance)
    looking = {one.observer_id: one for one in locked.observations.all()}
    if by.pk != locked.learner_id and by.pk not in looking:
        raise PermissionDenied(_("This is somebody else's."))
    if locked.self_rated_at is None and any(one.signed_at for one in looking.values()):
        raise ValidationError(_("This is signed already."))
    return locked
