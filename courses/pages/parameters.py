"""The agency's own clinical values: what it teaches, beside what sources say and where they differ."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from courses.pages.reviews import languages_of
from courses.review.models import ParameterValue
from courses.review.queries import Reviews, reviews_of, source_language
from courses.review.reader import Parameter, registry
from courses.review.services import set_parameter
from courses.review.words import evidence_label, parameter_label, spoken, unit_label
from lms.people.models import EDITS_COURSES, Membership, Organization
from lms.people.permissions import roles_of
from lms.people.requests import SignedInRequest


@dataclass(frozen=True)
class ParameterLine:
    """One parameter in one language: what is set, and whether somebody stands behind it."""

    parameter: Parameter
    language: str
    value: str
    is_reviewed: bool
    shown: str

    @property
    def label(self) -> str:
        """What it is called on the screen."""
        return parameter_label(self.parameter.key)

    @property
    def unit(self) -> str:
        """What lessons add to a number; empty where the value is words."""
        return unit_label(self.parameter.unit)

    @property
    def evidence(self) -> str:
        """How well its source was seen."""
        return evidence_label(self.parameter.evidence)


class ParameterForm(forms.Form):
    """What the agency teaches, and where that comes from."""

    value = forms.CharField(
        label=gettext_lazy("What you teach"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("From your own protocol. Leave it empty to take it off."),
    )
    note = forms.CharField(
        label=gettext_lazy("Where it comes from"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For example: our overdose protocol, page 2, March 2026. The reviewer sees it."),
    )


def set_by(user: User) -> Organization:
    """The organization whose values this user sets, as trainer or coordinator. Raises Http404 where there is none."""
    roles = Membership.objects.active().filter(user=user, role__in=EDITS_COURSES).select_related("organization")
    membership = roles.order_by("started_at").first()
    if membership is None:
        raise Http404
    return membership.organization


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def parameters(request: SignedInRequest) -> HttpResponse:
    """Every value in every language that is taught here."""
    organization = set_by(request.user)
    reviews = reviews_of(organization)
    found = [
        {"name": _name(language), "lines": [line_of(reviews, key, language) for key in registry().parameters]}
        for language in languages_of(organization) or [source_language()]
    ]
    return _show(request, "lms_courses/parameters.html", {"organization": organization, "languages": found})


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def parameter(request: SignedInRequest, language: str, key: str) -> HttpResponse:
    """One value: what is proposed and disputed, what is set, and who set what before."""
    organization = set_by(request.user)
    if key not in registry().parameters or language not in {source_language(), *languages_of(organization)}:
        raise Http404
    line = line_of(reviews_of(organization), key, language)
    form = ParameterForm(request.POST if request.method == "POST" else None, initial={"value": line.value})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        set_parameter(organization=organization, by=request.user, key=key, language=language, **given)
        messages.success(request, _("Saved. Lessons show it once a reviewer has signed it."))
        return redirect("lms_courses:parameters")
    history = ParameterValue.objects.filter(organization=organization, key=key, language=language)
    context = {
        "line": line,
        "language": _name(language),
        "form": form,
        "history": history.select_related("set_by__profile").order_by("-set_at"),
    }
    return _show(request, "lms_courses/parameter.html", context)


def line_of(reviews: Reviews, key: str, language: str) -> ParameterLine:
    """How one value stands."""
    value = reviews.values(language).get(key, "")
    return ParameterLine(
        parameter=registry().parameters[key],
        language=language,
        value=value,
        is_reviewed=key in reviews.reviewed(language),
        shown=spoken(key, value, ask=reviews.organization.contact_name) if value else "",
    )


def _name(language: str) -> str:
    return str(get_language_info(language)["name_local"])


def _show(request: SignedInRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {**context, "here": "people", "roles": roles_of(request.user)})
