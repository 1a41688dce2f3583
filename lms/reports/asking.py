"""What somebody asks of a report: about which agency, time, course and team. All of it stands in the address."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Max, Q
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.enrollment.models import Enrollment, EnrollmentQuerySet
from lms.reports.reach import Reach, reaches_of
from lms.reports.spans import EARLIEST, LATEST, Span, last_twelve_months, this_month

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PERIODS = [
    ("year", gettext_lazy("The last 12 months")),
    ("month", gettext_lazy("This month")),
    ("all", gettext_lazy("All of it")),
    ("dates", gettext_lazy("From one day to another")),
]


@dataclass(frozen=True)
class Asked:
    """One question, understood."""

    reach: Reach
    span: Span
    course: UUID | None = None
    team: UUID | None = None

    def enrollments(self) -> EnrollmentQuerySet:
        """Those that it is about."""
        found = self.reach.enrollments(self.team)
        return found.filter(course_key=self.course) if self.course else found

    def within(self, column: str) -> Q:
        """Rows in which this moment lies in the time that it is about."""
        return self.span.holds(column, self.reach.zone)

    @property
    def data(self) -> dict[str, str]:
        """The same question as a form would send it, with days that stay what they are tomorrow."""
        said = {
            "agency": self.reach.organization.pk,
            "period": "dates",
            "since": self.span.since,
            "until": self.span.until,
            "course": self.course,
            "team": self.team,
        }
        return {name: str(value) for name, value in said.items() if value}

    @property
    def days(self) -> str:
        """The time that it is about, in words."""
        since, until = (date_format(day, "j M Y") if day else "" for day in (self.span.since, self.span.until))
        if since and until:
            return _("From %(since)s to %(until)s") % {"since": since, "until": until}
        if since or until:
            return (_("Since %(day)s") if since else _("Up to %(day)s")) % {"day": since or until}
        return _("From the first day on")


def _is_near(day: date) -> None:
    if not EARLIEST <= day <= LATEST:
        years = {"first": EARLIEST.year, "last": LATEST.year}
        raise ValidationError(_("Choose a day in the years %(first)d to %(last)d.") % years)


def _day(label: "StrOrPromise") -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, validators=[_is_near])


class AskForm(forms.Form):
    """The question, as somebody picks it. Nothing picked is a question too: the last twelve months, everybody."""

    agency = forms.ChoiceField(label=gettext_lazy("Agency"), required=False)
    period = forms.ChoiceField(label=gettext_lazy("Time"), choices=PERIODS, required=False, initial="year")
    since = _day(gettext_lazy("From"))
    until = _day(gettext_lazy("Until"))
    course = forms.ChoiceField(label=gettext_lazy("Course"), required=False)
    team = forms.ChoiceField(label=gettext_lazy("Team"), required=False)

    def __init__(self, data: Any, *, reach: Reach, reaches: list[Reach], leave_out: tuple[str, ...] = ()) -> None:
        super().__init__(data)
        self.reach = reach
        choices = {
            "agency": [(str(one.organization.pk), one.organization.name) for one in reaches],
            "course": [("", _("Every course")), *_courses(reach)],
            "team": [("", _("Every team")), *((str(team.pk), team.name) for team in reach.teams())],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # each is a ChoiceField
        for name in (*leave_out, *(["agency"] if len(reaches) == 1 else [])):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if said.get("period") == "dates" and since and until and until < since:
            self.add_error("until", _("This is before the first day."))
        return said

    @property
    def asked(self) -> Asked:
        """The question, once it is valid."""
        said = self.cleaned_data
        course, team = (UUID(said[name]) if said.get(name) else None for name in ("course", "team"))
        return Asked(self.reach, self._span(said.get("period") or "year", self.reach.today), course, team)

    def _span(self, period: str, today: date) -> Span:
        if period == "dates":
            return Span(self.cleaned_data["since"], self.cleaned_data["until"])
        spans = {"year": last_twelve_months(today), "month": this_month(today), "all": Span()}
        return spans[period]


def _courses(reach: Reach) -> list[tuple[str, str]]:
    """Every course that somebody here was ever on, by title."""
    found = Enrollment.objects.filter(organization=reach.organization).order_by().values_list("course_key")
    named = sorted(found.annotate(title=Max("syllabus__title")), key=lambda one: one[1].casefold())
    return [(str(key), title) for key, title in named]


def read(user: User, data: Any, *, everyone: bool = False, leave_out: tuple[str, ...] = ()) -> AskForm:
    """The form for this person, filled in with `data`. Raises Http404 where they may not ask anything; with
    `everyone`, where they may not ask about everyone in an agency."""
    reaches = [reach for reach in reaches_of(user) if reach.sees_everyone or not everyone]
    if not reaches:
        raise Http404
    chosen = next((one for one in reaches if str(one.organization.pk) == data.get("agency")), reaches[0])
    return AskForm(data, reach=chosen, reaches=reaches, leave_out=leave_out)
