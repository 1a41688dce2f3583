"""A score that was given on paper, entered by whoever was there."""

import re
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from assessments.roleplay.observed.beginning import Beginning
from assessments.roleplay.observed.forms import HOW_IT_WENT, BeginForm, WholeForm
from assessments.roleplay.observed.marks_form import MarksForm
from assessments.roleplay.observed.paper import Sheet, days, enter_from_paper
from assessments.roleplay.observed.queries import observable
from assessments.roleplay.observed.views import sentence
from assessments.roleplay.rubrics.content import Content
from assessments.roleplay.rubrics.services import rubric_for
from lms.people import stepup
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest

CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)", re.ASCII)
AGAIN = _("Begin again from the list.")
SELF, MOMENT = "self-", "moment-"


class PaperForm(MarksForm, WholeForm):
    """Everything that a sheet says. `key` makes a double tap one."""

    key = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid.uuid4, error_messages={"invalid": AGAIN, "required": AGAIN}
    )
    played_on = forms.DateField(
        label=_("Day it was played"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    declined = forms.BooleanField(label=_("They would rather not rate themselves"), required=False)

    def __init__(self, *args: Any, beginning: Beginning, observer: User, rubric: Content, **kwargs: Any) -> None:
        super().__init__(*args, rubric=rubric, **kwargs)
        about: dict[str, Any] = {
            "scenarios": beginning.scenarios,
            "enrollment": beginning.enrollment,
            "observer": observer,
        }
        self.fields["partner"] = BeginForm(**about).fields["partner"]
        self.organization = beginning.enrollment.organization
        for one in rubric.criteria:
            choices = [("", "–"), *HOW_IT_WENT]
            self.fields[SELF + one.key] = forms.TypedChoiceField(
                label=one.name, choices=choices, coerce=int, empty_value=None, required=False
            )
        for number, about_moment in enumerate(rubric.moments):
            self.fields[f"{MOMENT}{number}"] = forms.RegexField(
                CLOCK.pattern + r"\Z",
                label=about_moment,
                required=False,
                max_length=6,
                error_messages={"invalid": _("Minutes and seconds, such as 1:15.")},
            )

    def clean_played_on(self) -> Any:
        day, (first, last) = self.cleaned_data["played_on"], days(self.organization)
        if not first <= day <= last:
            raise ValidationError(
                gettext("The day is today or one of the last %(days)s.") % {"days": (last - first).days}
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        names = [SELF + one.key for one in self.rubric.criteria]
        if not cleaned.get("declined"):
            for name in names:
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, gettext("What does the sheet say? Or tick that they would rather not."))
        return cleaned

    def group(self, prefix: str) -> list[forms.BoundField]:
        """The fields whose names begin so."""
        return [self[name] for name in self.fields if name.startswith(prefix)]

    @property
    def self_fields(self) -> list[forms.BoundField]:
        return self.group(SELF)

    @property
    def moment_fields(self) -> list[forms.BoundField]:
        return self.group(MOMENT)

    def sheet(self, scenario: str) -> Sheet:
        """What was entered. Only of a form that is valid."""
        said = self.cleaned_data
        ratings = None if said["declined"] else {one.key: said[SELF + one.key] for one in self.rubric.criteria}
        clocks = [(said[f"{MOMENT}{number}"], name) for number, name in enumerate(self.rubric.moments)]
        names = ("played_on", "partner", "global_rating", "worked", "to_try")
        return Sheet(
            scenario=scenario,
            marks=self.marks,
            self_ratings=ratings,
            moments=[(_seconds(clock), name) for clock, name in clocks if clock],
            **{name: said[name] for name in names},
        )


def _seconds(clock: str) -> int:
    minutes, seconds = clock.split(":")
    return 60 * int(minutes) + int(seconds)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def paper(request: SignedInRequest, enrollment: uuid.UUID, key: uuid.UUID) -> HttpResponse:
    """One sheet. Where the practice plays several scenarios, `?scenario=` says which."""
    people = observable(request.user).select_related("learner__profile", "organization", "syllabus")
    beginning = Beginning.of(get_object_or_404(people, pk=enrollment), key, request.user)
    if beginning is None:
        raise Http404
    scenario = request.GET.get("scenario") or next(iter(beginning.scenarios), "")
    rubric = rubric_for(beginning.enrollment.organization, scenario) if scenario in beginning.scenarios else None
    form = None
    if rubric:
        said = request.POST if request.method == "POST" else None
        form = PaperForm(said, beginning=beginning, observer=request.user, rubric=rubric.content())
    if request.method == "POST" and form:
        if not stepup.is_fresh(request):
            return stepup.ask(request)
        if form.is_valid() and (signed := _enter(request, beginning, form, scenario)):
            return redirect("lms_assessments:observe_finish", pk=signed)
    around = {"here": "observe", "roles": roles_of(request.user)}
    context = {"beginning": beginning, "scenario": scenario, "form": form, **around}
    return render(request, "lms_assessments/practice/paper.html", context)


def _enter(request: SignedInRequest, beginning: Beginning, form: PaperForm, scenario: str) -> uuid.UUID | None:
    """The performance; None where something is in the way, which the form says."""
    key, sheet = form.cleaned_data["key"], form.sheet(scenario)
    try:
        signed = enter_from_paper(key=key, observer=request.user, sheet=sheet, **beginning.who)
    except (ValidationError, PermissionDenied) as error:
        form.add_error(None, sentence(error))
        return None
    messages.success(request, gettext("Entered and signed."))
    return signed.performance_id
