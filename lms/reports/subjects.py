"""Hours by subject: of each person and of all of them together."""

from collections.abc import Iterable
from functools import reduce
from operator import sub
from typing import TYPE_CHECKING, Any

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Lower
from django.utils.translation import gettext as _

from courses.boards.models import Domain
from courses.boards.queries import labels
from courses.boards.shipped import DOMAINS
from courses.progress.models import Completion
from lms.people.models import Membership, Organization
from lms.reports.asking import Asked
from lms.reports.sheets import Cell, Minutes, Sheet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Rows = QuerySet[Any, dict[str, Any]]
NAME = Coalesce("enrollment__learner__profile__chosen_name", "enrollment__learner__username")


def subjects_of(organization: Organization) -> "dict[str, StrOrPromise]":
    """`{domain: label}` of everything that minutes may have counted for there, retired or not."""
    own = Domain.objects.filter(organization=organization).values_list("pk", flat=True)
    return labels([*DOMAINS, *map(str, own)])


def with_rest(done: QuerySet[Completion], domains: Iterable[str]) -> QuerySet[Completion]:
    """Each with the minutes that count for no subject, as `rest`."""
    return done.annotate(rest=reduce(sub, map(_minutes_for, domains), F("minutes")))


def sums(domains: "dict[str, StrOrPromise]") -> dict[str, Any]:
    """What to aggregate over completions `with_rest`: the credited `minutes`, those of each subject as `subject_0`,
    `subject_1`, and those of `no_subject`."""
    found = {f"subject_{n}": Coalesce(Sum(_minutes_for(key)), 0) for n, key in enumerate(domains)}
    return {"minutes": Coalesce(Sum("minutes"), 0), **found, "no_subject": Coalesce(Sum("rest"), 0)}


def _minutes_for(key: str) -> Coalesce:
    return Coalesce(Cast(KeyTextTransform(key, "domains"), IntegerField()), 0)


def _done(asked: Asked) -> QuerySet[Completion]:
    mine = Completion.objects.training().filter(asked.within("completed_at"), enrollment__in=asked.enrollments())
    return mine.order_by()


def totals(done: QuerySet[Completion], organization: Organization) -> "list[tuple[StrOrPromise, int]]":
    """Credited minutes by subject, those without any in the end; only what somebody worked on."""
    domains = subjects_of(organization)
    found = with_rest(done, domains).aggregate(**sums(domains))
    by_subject = [(label, found[f"subject_{n}"]) for n, label in enumerate(domains.values())]
    every = [*by_subject, (_("Without a subject"), found["no_subject"])]
    return [(label, minutes) for label, minutes in every if minutes > 0]


def by_subject(asked: Asked) -> Sheet:
    """The minutes that count, by subject, and together."""
    found = totals(_done(asked), asked.reach.organization)
    together = [(_("Together"), sum(minutes for _label, minutes in found))] if found else []
    head = [_("Subject"), _("Minutes that count")]
    return Sheet(_("By subject"), head, [*found, *together], lambda row: [str(row[0]), Minutes(row[1])])


def by_person(asked: Asked) -> Sheet:
    """Each person who did something in this time: the minutes that count, by subject and together."""
    domains = subjects_of(asked.reach.organization)
    head = [_("Name"), _("Team"), *map(str, domains.values()), _("Together")]
    return Sheet(_("By person"), head, _people(asked, domains), lambda row: _line(row, len(domains)))


def _people(asked: Asked, domains: "dict[str, StrOrPromise]") -> Rows:
    here = Membership.objects.active().filter(organization=asked.reach.organization, team__isnull=False)
    teams = here.filter(user=OuterRef("enrollment__learner")).order_by("team__name").values("team__name")
    return (
        with_rest(_done(asked), domains)
        .values("enrollment__learner", name=NAME)
        .annotate(**sums(domains), team=Subquery(teams[:1]))
        .order_by(Lower("name"), "enrollment__learner")
    )


def _line(row: dict[str, Any], subjects: int) -> list[Cell]:
    by_subject = [Minutes(row[f"subject_{n}"]) for n in range(subjects)]
    return [row["name"], row["team"], *by_subject, Minutes(row["minutes"])]
