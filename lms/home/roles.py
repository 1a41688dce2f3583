"""Who has which role and team, and leaving."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms import conf
from lms.home import outlook, privacy
from lms.home.agency import coordinated
from lms.people import stepup
from lms.people.models import EDITS_COURSES, Membership, Organization, Role, Team
from lms.people.permissions import MAY_OBSERVE, can_restore_access
from lms.people.requests import SignedInRequest
from lms.people.services import add_team, end_role, let_observe, move_to_team


class TeamForm(forms.Form):
    """In which team somebody works."""

    team = forms.ModelChoiceField(
        Team.objects.none(), label=gettext_lazy("Team"), required=False, empty_label=gettext_lazy("No team")
    )

    def __init__(self, *args: object, organization: Organization, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        self.fields["team"].queryset = organization.teams.all()  # type: ignore[attr-defined]


class NewTeamForm(forms.Form):
    """A team's name."""

    name = forms.CharField(label=gettext_lazy("Name of the team"), max_length=80)


def _people(request: SignedInRequest) -> QuerySet[Membership]:
    here = Membership.objects.active().filter(organization=coordinated(request.user))
    return here.select_related("user__profile", "team", "organization").order_by("user__profile__chosen_name")


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def everyone(request: SignedInRequest) -> HttpResponse:
    """Everyone in the agency with role and team."""
    return _everyone(request, NewTeamForm())


def _everyone(request: SignedInRequest, form: NewTeamForm) -> HttpResponse:
    teams = coordinated(request.user).teams.all()
    context = {**outlook.common(request.user, "people"), "members": _people(request), "teams": teams, "form": form}
    return render(request, "lms_home/everyone.html", context)


@login_required
@require_POST
def new_team(request: SignedInRequest) -> HttpResponse:
    """Make a team."""
    form = NewTeamForm(request.POST)
    if not form.is_valid():
        return _everyone(request, form)
    add_team(organization=coordinated(request.user), name=form.cleaned_data["name"], by=request.user)
    messages.success(request, _("Saved."))
    return redirect("lms_home:everyone")


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def role(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One role of one person: the team, and ending it."""
    found = get_object_or_404(_people(request), pk=pk)
    form = TeamForm(organization=found.organization, initial={"team": found.team})
    context = {
        "member": found,
        "form": form,
        "can_restore": bool(can_restore_access(request.user, found.user)),
        "edits_courses": found.role in EDITS_COURSES,
        "can_observe": found.role in MAY_OBSERVE,
        "observes": _people(request).filter(user=found.user, role=Role.OBSERVER).exists(),
    }
    return render(request, "lms_home/role.html", {**outlook.common(request.user, "people"), **context})


@login_required
@require_POST
@stepup.required
def move(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The person works in another team now."""
    found = get_object_or_404(_people(request), pk=pk)
    form = TeamForm(request.POST, organization=found.organization)
    if form.is_valid():
        move_to_team(membership=found, team=form.cleaned_data["team"], by=request.user)
        messages.success(request, _("Saved."))
    return redirect("lms_home:role", pk=pk)


@login_required
@require_POST
@stepup.required
def observe(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The person observes role-plays too."""
    found = get_object_or_404(_people(request), pk=pk)
    try:
        let_observe(membership=found, by=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("They can observe role-plays now."))
    return redirect("lms_home:role", pk=pk)


@login_required
@require_POST
@stepup.required
def end(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The role ends; what the person did stays theirs."""
    found = get_object_or_404(_people(request), pk=pk)
    try:
        end_role(membership=found, by=request.user)
        privacy.forget_there(user=found.user, organization=found.organization)
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect("lms_home:role", pk=pk)
    messages.success(request, _("The role has ended. Their record stays theirs."))
    return redirect("lms_home:home" if found.user == request.user else "lms_home:everyone")


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def leave_here(request: SignedInRequest, organization: uuid.UUID) -> HttpResponse:
    """Leave an agency in one step, after reading what stays and what goes."""
    mine = Organization.objects.filter(memberships__in=Membership.objects.active().filter(user=request.user))
    found = get_object_or_404(mine.distinct(), pk=organization)
    if request.method == "POST" and not stepup.is_fresh(request):
        return stepup.ask(request)
    if request.method == "POST":
        try:
            privacy.leave_agency(user=request.user, organization=found)
        except ValidationError as error:
            messages.error(request, error.message)
            return redirect("lms_home:leave", organization=organization)
        said = _("You have left %(organization)s. Your record and your certificates stay with you.")
        messages.success(request, said % {"organization": found.name})
        return redirect("lms_home:home")
    more = {"organization": found, "months": conf.retention_months()}
    return render(request, "lms_home/leave.html", {**outlook.common(request.user, "record"), **more})
