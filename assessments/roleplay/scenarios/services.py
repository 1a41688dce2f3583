"""The verbs of playing a scenario. Each is safe to repeat, from any number of tabs and devices."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.roleplay.scenarios.graph import Choice, Playing
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
    work: Work | None = None,
) -> ScenarioRun:
    """Keep what somebody chooses as their `number`-th choice of a run, and finish the activity at its end.

    `turn` names what they read. The first choice of a number stands. Raises ValidationError, with a sentence for the
    person, where nothing could be kept.
    """
    runs = ScenarioRun.objects.select_for_update().filter(enrollment=enrollment, activity_key=page.key)
    run = runs.filter(number=run_number).first()
    if run is None:
        raise ValidationError(_("This is not open yet. Here is where you are."))
    if work:
        spend_time(enrollment=enrollment, activity_key=page.key, work=work)
    known = Runs(enrollment, page)
    played = known.played(run)
    if number <= len(played.steps):
        return run
    choice = _chosen(played, number, turn, choice_id)
    # What was chosen in an earlier wording, and fits no more, makes room.
    run.choices.filter(number__gte=number).delete()
    ScenarioChoice.objects.create(run=run, number=number, turn=turn, choice=choice.id, said=choice.text[:300])
    _go_on(known, run)
    return run


def _chosen(played: Playing, number: int, turn: str, choice_id: str) -> Choice:
    if played.turn is None or number != len(played.steps) + 1:
        raise ValidationError(_("This is not open yet. Here is where you are."))
    if played.turn.name != turn:
        raise ValidationError(_("This scenario changed while you were reading. Here is how it goes on now."))
    found = next((one for one in played.turn.open(played.state) if one.id == choice_id), None)
    if found is None:
        raise ValidationError(_("Choose one of these."))
    return found


def _go_on(known: Runs, run: ScenarioRun) -> None:
    """Keep the place for "Keep going", and finish where an ending was reached, whichever."""
    enrollment, page, played = known.enrollment, known.page, known.played(run)
    turn_page(enrollment=enrollment, activity=page, page=min(len(played.steps), page.page_count))
    if played.ending:
        run.ending, run.ended_at = played.ending.name, timezone.now()
        run.save(update_fields=["ending", "ended_at"])
        # The same words for everybody: how it ended is nobody's business.
        complete_activity(enrollment=enrollment, activity=page, result=_("practiced"))
