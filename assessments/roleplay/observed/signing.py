"""Signing what an observer saw, and counting it where it suffices. Called by services, inside their transactions."""

from collections.abc import Iterable
from decimal import Decimal as Number

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.roleplay.observed import taps
from assessments.roleplay.observed.looks import Look, Pass, Standing, is_complete, standing
from assessments.roleplay.observed.models import GlobalRating, Observation, Performance
from assessments.roleplay.scoring import Decision, result
from courses.enrollment.models import Enrollment
from courses.pages.queries import in_source_language
from courses.pages.sessions import SessionPage
from courses.progress.models import Completion
from courses.progress.services import complete_activity, lock_all
from lms.ledger import services as ledger
from lms.people.models import Membership, Role


def sign(observation: Observation, performance: Performance) -> Observation:
    """Compute the score and sign it, with the rubric's hash. Raises ValidationError for a rating that is none."""
    if observation.global_rating not in GlobalRating.values:
        raise ValidationError(_("Say how it was as a whole."))
    rubric = performance.rubric.said
    found = result(
        rubric.scheme,
        ratings=taps.ratings_of(observation.marks, rubric),
        seen=taps.seen_of(observation.marks, rubric),
        global_rating=observation.global_rating,
    )
    observation.performance, observation.learner = performance, performance.learner
    observation.score, observation.steps_percent = Number(f"{found.score:.3f}"), found.steps_percent
    observation.decision = found.decision
    observation.outcome = {"why": found.why, "not_seen": found.not_seen, "at_lowest": found.at_lowest}
    observation.outcome = {name: list(map(str, listed)) for name, listed in observation.outcome.items()}
    observation.signed_at, observation.salt = timezone.now(), ledger.new_salt()
    observation.clean_fields(
        exclude=["performance", "learner", "observer", "marks", "outcome", "ledger_seq", "ledger_mac"]
    )
    entry = ledger.append(
        actor=observation.observer.profile.ledger_key,
        role=observation.role,
        meaning=f"role-play {found.decision.replace('_', ' ')}",
        subject=observation.pk,
        facts=observation.facts(),
        salt=observation.salt,
    )
    observation.ledger_seq, observation.ledger_mac = entry.seq, entry.mac
    observation.save()
    return observation


def look_of(observation: Observation, performance: Performance) -> Look:
    """What an observer saw, for the rules of what stands."""
    rubric = performance.rubric.said
    return Look(
        observer=str(observation.observer_id),
        decision=Decision(observation.decision) if observation.decision else None,
        ratings=taps.ratings_of(observation.marks, rubric),
        seen=taps.seen_of(observation.marks, rubric),
        is_third=observation.is_third,
    )


def in_order(performance: Performance) -> list[Observation]:
    """What was seen of it: by whoever began it first, a third look last."""
    opened_by = performance.opened_by_id
    return sorted(performance.observations.all(), key=lambda one: (one.is_third, one.observer_id != opened_by))


def standing_of(performance: Performance) -> Standing:
    """What stands of this performance now."""
    looks = [look_of(one, performance) for one in in_order(performance)]
    return standing(looks, performance.rubric.said.scheme) if looks else Standing()


def passes_of(enrollment: Enrollment, session: SessionPage) -> list[Pass]:
    """The performances of this practice in which this person was ready."""
    played = Performance.objects.filter(enrollment=enrollment, activity_key=session.key)
    return passes_in(played.select_related("rubric").prefetch_related("observations"), session)


def passes_in(performances: Iterable[Performance], session: SessionPage) -> list[Pass]:
    """Those of these performances in which somebody was ready, in what this practice asks for today. Their rubric and
    observations are at hand."""
    found = [(one, standing_of(one)) for one in performances if one.scenario in session.scenarios]
    return [Pass(one.scenario, stands.observer, stands.ready) for one, stands in found if stands.is_passing]


def is_shown(enrollment: Enrollment, session: SessionPage) -> bool:
    """Whether this person was seen ready often enough, by enough people."""
    return is_complete(
        passes_of(enrollment, session),
        scenarios=session.scenarios,
        performances=session.performances,
        observers=session.observers,
        line_managers=line_managers(enrollment),
    )


def line_managers(enrollment: Enrollment) -> set[str]:
    """Who supervises this person's teams here: their word alone is not enough."""
    here = Membership.objects.active().filter(organization_id=enrollment.organization_id)
    teams = here.filter(user_id=enrollment.learner_id, team__isnull=False).values("team")
    return {str(pk) for pk in here.filter(role=Role.SUPERVISOR, team__in=teams).values_list("user", flat=True)}


def complete_if_shown(performance: Performance) -> None:
    """Finish the practice where this person was seen ready often enough, by the word of somebody who saw it last.
    Nothing for whoever is taken off the course: it waits for them."""
    if performance.enrollment.withdrawn_at:
        return
    session = in_source_language(SessionPage.objects.all(), performance.activity_key)
    if session and session.is_scored and is_shown(performance.enrollment, session):
        stands = standing_of(performance)
        names = stands.ready if stands.is_passing else passes_of(performance.enrollment, session)[0].ready
        complete_activity(
            enrollment=performance.enrollment,
            activity=session,
            attested_by=User.objects.get(pk=names[-1]),
            result=_("seen ready by observers"),
        )


@transaction.atomic
def complete_all_shown(session: SessionPage) -> None:
    """Whoever was seen ready often enough already is done: a practice may ask for less than before."""
    played = Performance.objects.filter(activity_key=session.key).select_related("enrollment", "rubric")
    done = Completion.objects.filter(enrollment=OuterRef("enrollment"), activity_key=session.key)
    waiting = list(played.filter(~Exists(done)).prefetch_related("observations"))
    lock_all([one.enrollment for one in waiting])
    latest = {one.enrollment_id: one for one in reversed(waiting) if standing_of(one).is_passing}
    for one in latest.values():
        complete_if_shown(one)
