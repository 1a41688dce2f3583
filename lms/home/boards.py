"""What certification boards ask: beside one's own record, and as the coordinator writes it down."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from certificates.boards import beside
from courses.boards.models import BoardProfile
from courses.boards.queries import as_boards, board_for, domains_of
from courses.boards.services import retire_board, write_board
from courses.boards.shipped import BOARDS
from courses.outside.models import OutsideTraining
from courses.outside.queries import confirmed_outside_trainings
from courses.progress.models import Completion
from courses.signed_hours.queries import signed_totals
from lms.home import outlook
from lms.home.agency import coordinated
from lms.home.boards_forms import BoardForm, hours_rows
from lms.people.models import Organization
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def board(request: SignedInRequest, key: str) -> HttpResponse:
    """My record beside what one board asks."""
    found = board_for(request.user, key)
    if found is None:
        raise Http404
    completions = list(Completion.objects.filter(enrollment__learner=request.user))
    elsewhere = confirmed_outside_trainings(OutsideTraining.objects.of(request.user))
    context = {
        **outlook.common(request.user, "record"),
        "board": beside(found, completions, elsewhere, signed_totals(request.user)),
        "url_print": f"{reverse('lms_certificates:transcript')}?board={found.key}",
    }
    return render(request, "lms_home/board.html", context)


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def boards(request: SignedInRequest) -> HttpResponse:
    """The boards of the agency, and those that ship."""
    own = coordinated(request.user).board_profiles.filter(retired_at=None)
    context = {**outlook.common(request.user, "people"), "own": as_boards(own), "shipped": BOARDS}
    return render(request, "lms_home/boards.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def add_board(request: SignedInRequest) -> HttpResponse:
    """Write down what a board asks."""
    return _written(request, coordinated(request.user), None)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def edit_board(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct what a board asks."""
    organization = coordinated(request.user)
    return _written(request, organization, _own(organization, pk))


def _own(organization: Organization, pk: uuid.UUID) -> BoardProfile:
    return get_object_or_404(organization.board_profiles.filter(retired_at=None), pk=pk)


def _written(request: SignedInRequest, organization: Organization, found: BoardProfile | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form, rows = BoardForm(data, instance=found, organization=organization), hours_rows(data, board=found)
    if data is not None and all([form.is_valid(), rows.is_valid()]):
        try:
            write_board(organization=organization, by=request.user, board=found, hours=rows.hours, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("name", error)
        else:
            messages.success(request, _("Saved. Lessons can count for these subjects now."))
            return redirect("lms_home:boards")
    context = {
        **outlook.common(request.user, "people"),
        "form": form,
        "rows": rows,
        "known": domains_of([organization]).values(),
        "url_retire": reverse("lms_home:retire_board", kwargs={"pk": found.pk}) if found else "",
    }
    return render(request, "lms_home/board_form.html", context)


@login_required
@require_POST
def retire(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Offer a board no longer."""
    retire_board(board=_own(coordinated(request.user), pk), by=request.user)
    messages.success(request, _("It is not offered any more. What counted for its subjects stays."))
    return redirect("lms_home:boards")
