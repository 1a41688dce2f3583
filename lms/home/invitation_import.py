"""Inviting several people from one list: a link for each, to hand on or to print."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from courses.pages.models import CoursePage
from lms.home import outlook
from lms.home.csv_lists import CsvForm, sample, seal, unseal
from lms.home.invitations import inviting_organization, link, message
from lms.people import stepup
from lms.people.invitations.imports import COLUMNS, InvitationList, Line, invite_everyone, read_invitations
from lms.people.models import Invitation, Organization, Role
from lms.people.permissions import roles_to_give
from lms.people.requests import SignedInRequest

KIND = "invitations"
# The tokens of the links that were just made, until somebody says that they are handed on: they are kept nowhere else.
_MADE = "lms_home.made_links"


class InviteListForm(CsvForm):
    """The file, and what is the same for everyone in it."""

    course = forms.ModelChoiceField(
        CoursePage.objects.none(),
        label=gettext_lazy("First course of everyone"),
        required=False,
        empty_label=gettext_lazy("No course yet"),
    )
    days = forms.IntegerField(label=gettext_lazy("Open for how many days"), min_value=1, max_value=60, initial=14)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = _courses(organization)  # type: ignore[attr-defined]


def _courses(organization: Organization) -> Any:
    return CoursePage.objects.child_of(organization.course_index).live()


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
@stepup.required
def import_list(request: SignedInRequest) -> HttpResponse:
    """Send a file, read what is wrong with it, or whom it would invite; then make all the links."""
    organization = inviting_organization(request.user)
    if "sealed" in request.POST:
        return _invite(request, organization)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = InviteListForm(*data, organization=organization)
    if not form.is_valid():
        return _page(request, organization, form)
    content, course = form.content, form.cleaned_data["course"]
    more = {
        "course": course.pk if course else None,
        "days": form.cleaned_data["days"],
        "batch": str(uuid.uuid4()),
    }
    return _look(request, organization, content, more)


@login_required
@require_GET
def sample_list(request: SignedInRequest) -> HttpResponse:
    """An example to fill in."""
    inviting_organization(request.user)
    return sample("people-to-invite", [COLUMNS, ("New hire", "", "November 1"), ("New hire", "", "November 2")])


def _invite(request: SignedInRequest, organization: Organization) -> HttpResponse:
    kept = unseal(request.POST["sealed"], kind=KIND, user=request.user)
    if kept is None:
        messages.error(request, _("This list was looked at more than an hour ago. Please send the file again."))
        return redirect("lms_home:invite_list")
    found = read_invitations(kept["content"], organization=organization, by=request.user)
    more = {name: kept[name] for name in ("course", "days", "batch")}
    if not found.sheet.is_good:
        return _look(request, organization, kept["content"], more)
    try:
        made = invite_everyone(
            lines=found.lines,
            organization=organization,
            by=request.user,
            batch=uuid.UUID(kept["batch"]),
            course=_courses(organization).filter(pk=kept["course"]).first(),
            days=kept["days"],
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("lms_home:invitations")
    request.session[_MADE] = {str(invitation.pk): token for invitation, token in made}
    return redirect("lms_home:made_links")


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def made_links(request: SignedInRequest) -> HttpResponse:
    """The links that were just made, to copy or print; gone for good once they are handed on."""
    inviting_organization(request.user)
    tokens: dict[str, str] = request.session.get(_MADE, {})
    if request.method == "POST":
        request.session.pop(_MADE, None)
        return redirect("lms_home:invitations")
    made = Invitation.objects.visible_to(request.user).filter(pk__in=tokens).select_related("organization", "team")
    if not made:
        messages.info(request, _("Links show once, right after they are made."))
        return redirect("lms_home:invitations")
    rows = [
        {"invitation": one, "link": link(tokens[str(one.pk)]), "text": message(one, tokens[str(one.pk)])}
        for one in made.order_by("created_at")
    ]
    return render(request, "lms_home/made_links.html", {**outlook.common(request.user, "people"), "rows": rows})


def _look(request: SignedInRequest, organization: Organization, content: bytes, more: dict[str, Any]) -> HttpResponse:
    found: InvitationList = read_invitations(content, organization=organization, by=request.user)
    sealed = seal(content, kind=KIND, user=request.user, **more) if found.sheet.is_good else ""
    form = InviteListForm(organization=organization, initial={"course": more["course"], "days": more["days"]})
    return _page(
        request, organization, form, sheet=found.sheet, lines=[_line(line) for line in found.lines], sealed=sealed
    )


def _line(line: Line) -> dict[str, Any]:
    team = line.team.name if line.team else ""
    return {
        "number": line.row.line,
        "what": line.label or line.role.label,
        "more": " · ".join(str(part) for part in (line.role.label, team) if part),
    }


def _page(request: SignedInRequest, organization: Organization, form: InviteListForm, **found: Any) -> HttpResponse:
    roles = ", ".join(str(Role(role).label) for role in roles_to_give(request.user, organization))
    context = {
        **outlook.common(request.user, "people"),
        "form": form,
        "title": _("Invite several people"),
        "url_back": reverse("lms_home:invitations"),
        "url_sample": reverse("lms_home:invite_sample"),
        "columns": [
            ("role", _("one of: %(names)s") % {"names": roles}),
            ("team", _("the name of a team you have, or empty")),
            ("label", _("a word to know the link by, or empty; leave out full names and addresses")),
        ],
        "do": _("Make all the links"),
        **found,
    }
    return render(request, "lms_home/csv_list.html", context)
