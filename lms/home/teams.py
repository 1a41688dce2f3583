"""A team: what it is called, and in which county it works."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from lms.home import outlook
from lms.home.agency import coordinated
from lms.people.models import Team
from lms.people.requests import SignedInRequest
from lms.people.services import change_team


class ChangeTeamForm(forms.ModelForm):
    """A team as it is, to correct."""

    class Meta:
        model = Team
        fields = ("name", "county")


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def team(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Call a team otherwise, or say where it works."""
    found = get_object_or_404(coordinated(request.user).teams.all(), pk=pk)
    form = ChangeTeamForm(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_team(team=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("name", error.messages)
        else:
            messages.success(request, _("Saved."))
            return redirect("lms_home:everyone")
    return render(request, "lms_home/team.html", {**outlook.common(request.user, "people"), "form": form})
