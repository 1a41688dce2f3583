"""Trainings from elsewhere of several people, from one list."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from courses.outside.imports import COLUMNS, Line, TrainingList, import_trainings, read_trainings
from courses.outside.queries import domain_label, domain_names
from lms.home import outlook
from lms.home.agency import coordinated
from lms.home.csv_lists import CsvForm, sample, seal, unseal
from lms.people import stepup
from lms.people.models import Organization
from lms.people.requests import SignedInRequest
from lms.templatetags.porchlight import duration

KIND = "outside"


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
@stepup.required
def import_list(request: SignedInRequest) -> HttpResponse:
    """Send a file, read what is wrong with it, or what would be imported; then import all of it."""
    organization = coordinated(request.user)
    if "sealed" in request.POST:
        return _import(request, organization)
    form = CsvForm(request.POST, request.FILES) if request.method == "POST" else CsvForm()
    if not form.is_valid():
        return _page(request, form)
    content = form.content
    return _look(request, content, read_trainings(content, organization=organization, by=request.user))


@login_required
@require_GET
def sample_list(request: SignedInRequest) -> HttpResponse:
    """An example to fill in."""
    coordinated(request.user)
    rows = [
        COLUMNS,
        ("rosa", "A day about listening", "County health department", "2026-03-01", "390", "mentoring"),
        ("sam", "Ethics for peers", "The state association", "2026-04-15", "120", "ethics"),
    ]
    return sample("trainings-from-elsewhere", rows)


def _import(request: SignedInRequest, organization: Organization) -> HttpResponse:
    kept = unseal(request.POST["sealed"], kind=KIND, user=request.user)
    if kept is None:
        messages.error(request, _("This list was looked at more than an hour ago. Please send the file again."))
        return redirect("lms_home:outside_import")
    found = read_trainings(kept["content"], organization=organization, by=request.user)
    if not found.sheet.is_good:
        return _look(request, kept["content"], found)
    seen = request.POST.get("seen") == "on"
    try:
        entered = import_trainings(lines=found.lines, organization=organization, by=request.user, seen=seen)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("lms_home:outside_import")
    said = ngettext("Imported: %(n)s training.", "Imported: %(n)s trainings.", len(entered)) % {"n": len(entered)}
    messages.success(request, said)
    return redirect("lms_home:people" if seen else "lms_home:outside_queue")


def _look(request: SignedInRequest, content: bytes, found: TrainingList) -> HttpResponse:
    sealed = seal(content, kind=KIND, user=request.user) if found.sheet.is_good else ""
    lines = [_line(line) for line in found.lines]
    return _page(request, CsvForm(), sheet=found.sheet, lines=lines, sealed=sealed)


def _line(line: Line) -> dict[str, Any]:
    details = line.details
    parts = [details.provider, details.taken_on.isoformat(), duration(details.minutes), domain_label(details.domain)]
    return {
        "number": line.row.line,
        "what": f"{line.learner.profile.chosen_name}: {details.title}",
        "more": " · ".join(str(part) for part in parts if part),
    }


def _page(request: SignedInRequest, form: CsvForm, **found: Any) -> HttpResponse:
    subjects = ", ".join(domain_names(coordinated(request.user)).values())
    context = {
        **outlook.common(request.user, "people"),
        "form": form,
        "title": _("A list of trainings from elsewhere"),
        "url_back": reverse("lms_home:outside_queue"),
        "url_sample": reverse("lms_home:outside_sample"),
        "columns": [
            ("username", _("who took it, by the name they sign in with")),
            ("title", _("what it was called")),
            ("provider", _("who gave it")),
            ("date", _("the day, as 2026-11-26 or 11/26/2026")),
            ("minutes", _("how long it took, in whole minutes")),
            ("domain", _("the subject it counts for, or empty: %(names)s") % {"names": subjects}),
        ],
        "asks_seen": True,
        "do": _("Import all of them"),
        **found,
    }
    return render(request, "lms_home/csv_list.html", context)
