"""What a funder asks: how many people, hours and certificates. No names, and no figure by which to tell somebody."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Case, Count, F, Max, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from certificates.models import Certificate, Status
from courses.progress.models import Completion, CompletionQuerySet
from courses.review.queries import source_language
from lms.people.models import Membership, Role
from lms.people.permissions import RANK
from lms.reports.asking import Asked
from lms.reports.sheets import Cell, Minutes, Sheet
from lms.reports.subjects import subjects_of, sums, with_rest
from lms.reports.suppression import LEAST, Hidden, Shown, publish, publish_amounts

Counts = dict[tuple[str, str], int]


def _done(asked: Asked) -> CompletionQuerySet:
    """Everything that was done here in this time, also by people who left since."""
    here = Completion.objects.filter(asked.within("completed_at"), enrollment__organization=asked.reach.organization)
    return here.order_by()


def people(asked: Asked) -> Sheet:
    """How many people took part: by the role they hold, or held last, and the county of their team."""
    agency = asked.reach.organization
    held = Membership.objects.filter(organization=agency, user=OuterRef("pk"))
    rank = Case(*(When(role=role, then=Value(number)) for number, role in enumerate(RANK)))
    last = held.order_by(F("ended_at").desc(nulls_first=True), rank.desc())
    county = Coalesce(NullIf("team__county", Value("")), Value(agency.county))
    rows = (
        User.objects.filter(pk__in=_done(asked).values("enrollment__learner"))
        .annotate(role=Subquery(last.values("role")[:1]), county=Subquery(last.values(where=county)[:1]))
        .values_list("role", "county")
        .annotate(Count("pk"))
        .order_by()
    )
    labels: dict[str | None, Any] = {**dict(Role.choices), None: _("Here no longer")}
    counts = {(str(labels[role]), where or _("County not said")): count for role, where, count in rows}
    return _cross(_("People who took part, by role and county"), _("Role"), counts, [*map(str, labels.values())])


def certificates(asked: Asked) -> Sheet:
    """How many certificates were awarded and still stand: by course and by the language it was learned in."""
    here = Certificate.objects.filter(organization=asked.reach.organization, status=Status.VALID)
    spoken = KeyTextTransform("language", "facts")
    rows = (
        here.filter(asked.within("awarded_at"))
        .order_by()
        .annotate(language=Coalesce(spoken, Value(source_language()), output_field=TextField()))
        .values_list("enrollment__course_key", "language")
        .annotate(Max("enrollment__syllabus__title"), Count("pk"))
    )
    counts: Counts = {}
    for _key, language, title, count in rows:
        where = (title, get_language_info(language)["name_local"].capitalize())
        counts[where] = counts.get(where, 0) + count
    return _cross(_("Certificates, by course and language"), _("Course"), counts, sorted({row for row, _c in counts}))


def _cross(title: str, corner: str, counts: Counts, rows: Iterable[str]) -> Sheet:
    """A table of counts with what they add up to, small ones hidden."""
    rows = [row for row in rows if any(row == one for one, _column in counts)]
    columns = sorted({column for _row, column in counts})
    shown = publish([[counts.get((row, column), 0) for column in columns] for row in rows])
    lines = [[row, *cells, together] for row, cells, together in zip(rows, shown.cells, shown.rows, strict=True)]
    last = [[_("Together"), *shown.columns, shown.total]] if rows else []
    return Sheet(title, [corner, *columns, _("Together")], [*lines, *last], lambda line: [*map(_figure, line)])


def hours(asked: Asked) -> Sheet:
    """The minutes that count, by subject; hidden where only a few people made them."""
    domains = subjects_of(asked.reach.organization)
    done = with_rest(_done(asked).training(), domains)
    who = {f"people_{n}": _people(domains__has_key=key) for n, key in enumerate(domains)}
    found = done.aggregate(**sums(domains), **who, everybody=_people(), without=_people(rest__gt=0))
    known = [(str(label), found[f"people_{n}"], found[f"subject_{n}"]) for n, label in enumerate(domains.values())]
    used = [line for line in [*known, (_("Without a subject"), found["without"], found["no_subject"])] if line[2] > 0]
    each, together = publish_amounts([(people, minutes) for _label, people, minutes in used])
    together = together if found["everybody"] >= LEAST else Hidden.FEW
    lines = [(label, shown) for (label, _people, _minutes), shown in zip(used, each, strict=True)]
    last = [(_("Together"), together)] if used else []
    head = [_("Subject"), _("Minutes that count")]
    return Sheet(_("Hours by subject"), head, [*lines, *last], lambda row: [row[0], _time(row[1])])


def _people(**of: Any) -> Count:
    return Count("enrollment__learner", distinct=True, filter=Q(**of))


def _time(shown: Shown) -> Cell:
    if shown == Hidden.FEW:
        return _("of fewer than ten people")
    return _figure(shown) if isinstance(shown, Hidden) else Minutes(shown)


def _figure(shown: Any) -> Cell:
    words = {Hidden.FEW: f"<{LEAST}", Hidden.HELD_BACK: _("held back")}
    return words[shown] if isinstance(shown, Hidden) else shown


def tables(asked: Asked) -> list[Sheet]:
    """All three."""
    return [people(asked), hours(asked), certificates(asked)]
