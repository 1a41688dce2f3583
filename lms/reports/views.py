"""Reports: what supervisors, trainers and coordinators ask again and again."""

import uuid
from datetime import date
from tempfile import TemporaryFile

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from lms import conf
from lms.people import stepup
from lms.people.clocks import today_in
from lms.people.requests import SignedInRequest
from lms.reports import asking, files, outlook
from lms.reports.exports import ask_for_file, opened_by
from lms.reports.kinds import kind_of
from lms.reports.models import Export, Form, State
from lms.reports.reach import reaches_of

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
    """The same to take along: at once where it is short, else made by a task."""
    kind = kind_of(key)
    form = asking.read(request.user, request.POST, everyone=kind.everyone, leave_out=kind.leave_out)
    if not form.is_valid():
        return redirect(outlook.address(kind))
    sheets = kind.file(form.asked)
    wanted = Form.XLSX if request.POST.get("form") == Form.XLSX else Form.CSV
    total = sum(len(sheet) for sheet in sheets)
    if total > conf.export_rows():
        owed = ask_for_file(user=request.user, kind=kind, form=wanted, asked=form.asked, total=total)
        return redirect("lms_reports:export", pk=owed.pk)
    day = form.asked.reach.today
    if wanted == Form.CSV:
        return _attached(StreamingHttpResponse(files.csv_of(sheets)), kind.key, wanted, day)
    content = TemporaryFile()  # noqa: SIM115  the response closes it
    files.write(sheets, wanted, content)
    content.seek(0)
    return _attached(FileResponse(content), kind.key, wanted, day)


def _attached(response: StreamingHttpResponse, key: str, form: Form, day: date) -> StreamingHttpResponse:
    """As a file that is saved and never shown."""
    response["Content-Type"] = files.TYPES[form]
    response["Content-Disposition"] = f'attachment; filename="{key}-{day.isoformat()}.{form}"'
    return response


@login_required
@require_GET
@private
def export(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """How far a file is that takes a while."""
    return render(request, "lms_reports/export.html", outlook.export(request.user, _own(request, pk)))


@login_required
@require_GET
@private
@stepup.required
def export_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The file, for whoever asked and while they may still ask the same."""
    found = _own(request, pk)
    if found.state != State.READY:
        return redirect("lms_reports:export", pk=pk)
    return _attached(FileResponse(found.file.open("rb")), found.kind, Form(found.form), today_in(found.organization))


def _own(request: SignedInRequest, pk: uuid.UUID) -> Export:
    found = next((one for one in opened_by(request.user) if one.pk == pk), None)
    if found is None:
        raise Http404
    return found
