"""Reports: what supervisors, trainers and coordinators ask again and again."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from lms.people import csv_cells, stepup
from lms.people.requests import SignedInRequest
from lms.reports import asking, outlook
from lms.reports.kinds import kind_of
from lms.reports.reach import reaches_of
from lms.reports.sheets import rows_of

private = cache_control(private=True, no_store=True)


@login_required
@require_GET
@private
def index(request: SignedInRequest) -> HttpResponse:
    """Which reports there are."""
    reaches = reaches_of(request.user)
    if not reaches:
        raise Http404
    return render(request, "lms_reports/index.html", outlook.index(request.user, reaches))


@login_required
@require_GET
@private
def report(request: SignedInRequest, key: str) -> HttpResponse:
    """One report, about what the address asks."""
    kind = kind_of(key)
    form = asking.read(request.user, request.GET, everyone=kind.everyone, leave_out=kind.leave_out)
    return render(request, "lms_reports/report.html", outlook.report(request.user, kind, form, request.GET))


@login_required
@require_POST
@private
@stepup.required
def file(request: SignedInRequest, key: str) -> HttpResponseBase:
    """The same to take along, as rows are found."""
    kind = kind_of(key)
    form = asking.read(request.user, request.POST, everyone=kind.everyone, leave_out=kind.leave_out)
    if not form.is_valid():
        return redirect(outlook.address(kind))
    sheets = kind.file(form.asked)
    name = f"{kind.key}-{timezone.localdate().isoformat()}.csv"
    return StreamingHttpResponse(
        csv_cells.stream(rows_of(sheets)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
