"""What certification boards ask, beside one's own record."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from certificates.boards import beside
from courses.boards.queries import board_with
from courses.outside.models import OutsideTraining
from courses.outside.queries import confirmed_outside_trainings
from courses.progress.models import Completion
from lms.home import outlook
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def board(request: SignedInRequest, key: str) -> HttpResponse:
    """My record beside what one board asks."""
    found = board_with(key)
    if found is None:
        raise Http404
    completions = list(Completion.objects.filter(enrollment__learner=request.user))
    elsewhere = confirmed_outside_trainings(OutsideTraining.objects.of(request.user))
    context = {
        **outlook.common(request.user, "record"),
        "board": beside(found, completions, elsewhere),
        "url_print": f"{reverse('lms_certificates:transcript')}?board={found.key}",
    }
    return render(request, "lms_home/board.html", context)
