"""What the screens of reports show, in a constant number of queries."""

from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse

from lms.people.held import name_of
from lms.people.permissions import roles_of
from lms.reports.asking import AskForm
from lms.reports.exports import opened_by
from lms.reports.kinds import KINDS, Kind, kind_of
from lms.reports.models import Export, State
from lms.reports.reach import Reach

ON_A_PAGE = 50


def around(user: User) -> dict[str, Any]:
    """What stands on every one of these pages."""
    return {"here": "people", "roles": roles_of(user), "name": name_of(user)}


def index(user: User, reaches: list[Reach]) -> dict[str, Any]:
    """The context of the list of reports."""
    sees_everyone = any(reach.sees_everyone for reach in reaches)
    kinds = [kind for kind in KINDS if sees_everyone or not kind.everyone]
    lines = [{"title": kind.title, "about": kind.about, "url": address(kind)} for kind in kinds]
    return {**around(user), "lines": lines, "files": [_file(one) for one in opened_by(user)]}


def export(user: User, found: Export) -> dict[str, Any]:
    """The context of a file that takes a while."""
    return {**around(user), **_file(found)}


def _file(found: Export) -> dict[str, Any]:
    return {
        "title": kind_of(found.kind).title,
        "form": found.get_form_display(),
        "organization": found.organization.name,
        "done": found.done,
        "total": max(found.total, 1),
        "is_ready": found.state == State.READY,
        "needs_a_person": found.needs_a_person,
        "asked_at": found.asked_at,
        "expires_at": found.expires_at,
        "url": reverse("lms_reports:export", kwargs={"pk": found.pk}),
        "url_file": reverse("lms_reports:export_file", kwargs={"pk": found.pk}),
    }


def report(user: User, kind: Kind, form: AskForm, data: QueryDict) -> dict[str, Any]:
    """The context of one report; without tables where the question was not understood."""
    context = {**around(user), "title": kind.title, "about": kind.about, "form": form, "note": kind.note}
    if not form.is_valid():
        return context
    asked = form.asked
    context |= {
        "organization": asked.reach.organization.name,
        "days": "" if "period" in kind.leave_out else asked.days,
        "tables": [sheet.shown(sheet.found) for sheet in kind.above(asked)],
        "url_file": reverse(f"lms_reports:{kind.key}_file"),
        "asked": asked.data,
    }
    return context | (_paged(kind, form, data) if kind.people else {})


def _paged(kind: Kind, form: AskForm, data: QueryDict) -> dict[str, Any]:
    if kind.people is None:
        return {}
    sheet = kind.people(form.asked)
    page = Paginator(sheet.found, ON_A_PAGE).get_page(data.get("page"))
    return {"people": sheet.shown(page.object_list), "page": page, **_ways(page, data)}


def _ways(page: Page, data: QueryDict) -> dict[str, str]:
    """Where the pages beside this one are; empty where there is none."""
    before = page.previous_page_number() if page.has_previous() else None
    after = page.next_page_number() if page.has_next() else None
    return {"url_before": _page(before, data), "url_after": _page(after, data)}


def _page(number: int | None, data: QueryDict) -> str:
    said = data.copy()
    said["page"] = str(number)
    return f"?{said.urlencode()}" if number else ""


def address(kind: Kind) -> str:
    """Where a report is."""
    return reverse(f"lms_reports:{kind.key}")
