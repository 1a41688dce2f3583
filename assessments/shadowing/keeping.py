"""The page that shifts are added on, as it is kept on a phone (decision 0012): what belongs to it, and its size."""

import hashlib
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

import lms
from assessments.shadowing import outlook
from assessments.shadowing.forms import ShiftForm
from courses.pages import offline
from lms.people import preferences
from lms.people.models import Organization
from lms.people.requests import SignedInRequest

KEY = "shifts"


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def keep(request: SignedInRequest) -> HttpResponse:
    """What is kept, in the shape of a lesson. `version` changes when the form, or whom it names, does."""
    agencies = outlook.agencies_of(request.user)
    if not agencies:
        raise Http404
    address, saves = reverse("lms_assessments:add_shift"), offline.saves_data(request)
    forms = [_as_text(request, agency) for agency in agencies]
    pages = [address, *(f"{address}?at={agency.pk}" for agency in agencies)]
    told: dict[str, Any] = {
        "key": KEY,
        "title": _("Add a shift"),
        "url": reverse("lms_assessments:keep_shift_form"),
        "road": reverse("lms_assessments:hours"),
        "start": address,
        "version": _digest(lms.__version__, preferences.attributes(request), *forms),
        "width": 400,
        "pages": [{"url": page, "copy": page} for page in pages],
        "files": offline.fonts(saves),
        "bytes": sum(len(form.encode()) for form in forms) + offline.looks(saves),
        "media": [],
        "media_bytes": 0,
    }
    return JsonResponse(told)


def _as_text(request: SignedInRequest, agency: Organization) -> str:
    """The form without what is new each time."""
    last = outlook.last_of(request.user, agency)
    form = ShiftForm(learner=request.user, organization=agency, last=last)
    del form.fields["key"], form.fields["day"]
    return f"{agency.name} {form}"


def _digest(*parts: Any) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()
