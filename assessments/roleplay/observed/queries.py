"""Who may look at which performance."""

import uuid

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from assessments.roleplay.observed.models import Observation, Performance
from courses.enrollment.models import Enrollment
from lms.people.models import Membership
from lms.people.permissions import OBSERVES


def observes_in(user: User) -> QuerySet[Membership]:
    """The user's roles as an observer."""
    return Membership.objects.active().filter(user_id=user.pk, role__in=OBSERVES)


def require_observer(user: User) -> None:
    """Raises Http404 for whoever observes nobody."""
    if not observes_in(user).exists():
        raise Http404


def observable(user: User) -> QuerySet[Enrollment]:
    """Enrollments of everyone whom this user may observe: as `can_observe`."""
    theirs = Membership.objects.active().filter(user=OuterRef("learner"), organization=OuterRef("organization"))
    here = Enrollment.objects.filter(Exists(theirs), organization__in=observes_in(user).values("organization"))
    return here.filter(withdrawn_at=None).exclude(learner_id=user.pk)


def played_here(user: User) -> QuerySet[Performance]:
    """Performances that this user may look at."""
    people = observable(user).order_by().values("pk")
    return Performance.objects.filter(enrollment__in=people).select_related("learner__profile", "enrollment")


def may_join(performance: Performance, user: User) -> bool:
    """Whether this user may look too, as `services.join`. Its observations are at hand."""
    looks = list(performance.observations.all())
    is_taken = performance.partner_id == user.pk or any(look.observer_id == user.pk for look in looks)
    return not is_taken and len(looks) == 1 and not looks[0].signed_at


def looks_of(user: User, pk: uuid.UUID) -> Observation:
    """What this user sees of a performance, signed or not. Raises Http404 where they do not look at it."""
    mine = Observation.objects.filter(performance=pk, observer_id=user.pk)
    mine = mine.filter(performance__organization__in=observes_in(user).values("organization"))
    about = ("rubric", "learner__profile", "partner__profile", "enrollment__organization", "opened_by__profile")
    found = mine.select_related("observer__profile", *(f"performance__{one}" for one in about)).first()
    if found is None:
        raise Http404
    return found
