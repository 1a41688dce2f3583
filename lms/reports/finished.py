"""Who finished what."""

from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext as _

from courses.progress.models import Completion
from lms.reports.asking import Asked
from lms.reports.reach import roles_of_learner
from lms.reports.sheets import Cell, Minutes, Sheet

# Never when somebody last signed in, what they answered or how often they tried (screens.md).
NAME = Coalesce("learner__profile__chosen_name", "learner__username")


def by_person(asked: Asked) -> Sheet:
    """Each course that somebody finished in this time: who, in which team, when, and the minutes it counts for."""
    head = [_("Name"), _("Team"), _("Course"), _("Finished on"), _("Minutes that count")]
    return Sheet(_("Who finished"), head, _finished(asked), lambda row: _line(row, asked))


def _finished(asked: Asked) -> QuerySet[Any, dict[str, Any]]:
    done = Completion.objects.training().filter(enrollment=OuterRef("pk")).order_by().values("enrollment")
    teams = roles_of_learner().filter(team__isnull=False).order_by("team__name").values("team__name")
    return (
        asked.enrollments()
        .filter(asked.within("completed_at"))
        .annotate(
            name=NAME,
            team=Subquery(teams[:1]),
            minutes=Subquery(done.annotate(total=Sum("minutes")).values("total")),
        )
        .order_by(Lower("name"), "completed_at", "pk")
        .values("name", "team", "syllabus__title", "completed_at", "minutes")
    )


def _line(row: dict[str, Any], asked: Asked) -> list[Cell]:
    day = row["completed_at"].astimezone(asked.reach.zone).date()
    return [row["name"], row["team"], row["syllabus__title"], day, Minutes(row["minutes"] or 0)]


def by_course(asked: Asked) -> Sheet:
    """Each course: how many finished it in this time, and how many are on it today."""
    found = (
        asked.enrollments()
        .order_by()
        .values("course_key")
        .annotate(
            title=Max("syllabus__title"),
            finished=Count("pk", filter=asked.within("completed_at")),
            under_way=Count("pk", filter=Q(completed_at=None)),
        )
        .order_by(Lower(F("title")))
    )
    head = [_("Course"), _("Finished"), _("On it today")]
    return Sheet(_("By course"), head, found, lambda row: [row["title"], row["finished"], row["under_way"]])
