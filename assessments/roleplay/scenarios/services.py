"""The verbs of playing a scenario. Each is safe to repeat, from any number of tabs and devices."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.roleplay.scenarios.graph import Choice, Playing, Scenario
from assessments.roleplay.scenarios.models import ScenarioChoice, ScenarioPage, ScenarioRun
from assessments.roleplay.scenarios.runs import Runs
from courses.enrollment.models import Enrollment
from courses.progress.services import complete_activity, spend_time, turn_page
from courses.progress.time import Work

MOST_RUNS = 1000


@transaction.atomic
def begin_run(*, enrollment: Enrollment, page: ScenarioPage, number: int, work: Work | None = None) -> None:
    """Begin run `number`, also in the middle of the one before, which stays as it is. Nothing happens where it was
    begun before."""
    if work:
        spend_time(enrollment=enrollment, activity_key=page.key, work=work)
    if number == len(Runs(enrollment, page).all) + 1 <= MOST_RUNS:
        ScenarioRun.objects.get_or_create(enrollment=enrollment, activity_key=page.key, number=number)


@transaction.atomic
def choose(
    *,
    enrollment: Enrollment,
    page: ScenarioPage,
    run_number: int,
    number: int,
    turn: str,
    choice_id: str,
    edition: str = "",
    shown: Mapping[str, str] | None = None,
    late: bool = False,
    work: Work | None = None,
) -> ScenarioRun:
    """Keep what somebody chooses as their `number`-th choice of a run, and finish the activity at its end.

    `turn` names what they read. The first choice of a number stands. What no longer fits counts as it was read, where
    `edition` says in which; `shown` are its words, `{language, wording}`, where a life may depend on them. `late` says
    that it was done a while ago, without a connection. Raises ValidationError, with a sentence for the person, where
    nothing could be kept.
    """
    runs = ScenarioRun.objects.select_for_update().filter(enrollment=enrollment, activity_key=page.key)
    run = runs.filter(number=run_number).first()
    if run is None:
        raise ValidationError(_("This is not open yet. Here is where you are."))
    if work:
        spend_time(enrollment=enrollment, activity_key=page.key, work=work)
    known = Runs(enrollment, page)
    read = _as_read(known, run, number, turn, choice_id, edition)
    played = known.played(run, read)
    if run.ended_at or number <= len(played.steps):
        return run
    choice = _chosen(played, number, turn, choice_id, is_now=edition == str(page.live_revision_id))
    # What was chosen in an earlier wording, and fits no more, makes room.
    run.choices.filter(number__gte=number).delete()
    ScenarioChoice.objects.create(run=run, number=number, turn=turn, choice=choice.id, said=choice.text[:300])
    played = known.played(run, read)
    page_done = min(len(played.steps), page.page_count)
    turn_page(enrollment=enrollment, activity=page, page=page_done, shown=shown, late=late)
    if played.ending:
        _end(known, run, played.ending.name)
    return run


def _as_read(known: Runs, run: ScenarioRun, number: int, turn: str, choice_id: str, edition: str) -> Scenario | None:
    """The scenario in which this choice was there to make: as it was read, where it changed since; None for now's."""
    asked = (number, turn, choice_id)
    if not edition or edition == str(known.page.live_revision_id) or _fits(known.played(run), *asked):
        return None
    read = known.as_read(edition)
    return read if read and _fits(known.played(run, read), *asked) else None


def _fits(played: Playing, number: int, turn: str, choice_id: str) -> bool:
    """Whether this choice was made before, or can be made next."""
    try:
        return number <= len(played.steps) or bool(_chosen(played, number, turn, choice_id))
    except ValidationError:
        return False


def _chosen(played: Playing, number: int, turn: str, choice_id: str, *, is_now: bool = False) -> Choice:
    if played.turn is None or number != len(played.steps) + 1:
        raise ValidationError(_("This is not open yet. Here is where you are."))
    if played.turn.name != turn and is_now:
        raise ValidationError(_("You went on from here somewhere else, and that stands. Here is where you are."))
    if played.turn.name != turn:
        raise ValidationError(_("This scenario changed while you were reading. Here is how it goes on now."))
    found = next((one for one in played.turn.open(played.state) if one.id == choice_id), None)
    if found is None:
        raise ValidationError(_("Choose one of these."))
    return found


def _end(known: Runs, run: ScenarioRun, ending: str) -> None:
    """Finish, whichever ending was reached."""
    run.ending, run.ended_at = ending, timezone.now()
    run.save(update_fields=["ending", "ended_at"])
    # The same words for everybody: how it ended is nobody's business.
    complete_activity(enrollment=known.enrollment, activity=known.page, result=_("practiced"))
