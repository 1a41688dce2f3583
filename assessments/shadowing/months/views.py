"""This month: overdose responses and officer contacts, apart from any shift."""

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
from django.views.decorators.http import require_http_methods

from assessments.shadowing import outlook as shifts
from assessments.shadowing.months import outlook
from assessments.shadowing.months.models import Counted
from assessments.shadowing.months.services import count_month, forget_month
from lms.people.models import Organization
from lms.people.requests import SignedInRequest


class CountForm(forms.Form):
    """One button: a month, what, and how many there are now. Without a number, the month is to go."""

    month = forms.DateField(label=gettext_lazy("Month"), input_formats=["%Y-%m"])
    what = forms.ChoiceField(label=gettext_lazy("What"), choices=Counted.choices, required=False)
    to = forms.IntegerField(label=gettext_lazy("How many"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("to") is not None and not cleaned.get("what"):
            raise ValidationError(_("That number cannot be right."))
        return cleaned


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def months(request: SignedInRequest) -> HttpResponse:
    """Count, see what one counted, let it go. Nobody else has such a page about somebody."""
    agencies = outlook.agencies(request.user)
    chosen = request.GET.get("at") or (str(agencies[0].pk) if agencies else "")
    organization = next((one for one in agencies if str(one.pk) == chosen), None)
    if organization is None:
        return render(request, "lms_assessments/no_agency.html", shifts.around(request.user))
    if request.method == "POST":
        return _count(request, organization)
    others = [one for one in agencies if one != organization]
    return render(request, "lms_assessments/months.html", outlook.months(request.user, organization, others))


def _count(request: SignedInRequest, organization: Organization) -> HttpResponse:
    form, page = CountForm(request.POST), f"{reverse('lms_assessments:months')}?at={organization.pk}"
    if not form.is_valid():
        messages.error(request, _("That number cannot be right."))
        return redirect(page)
    typed = form.cleaned_data
    where = {"learner": request.user, "organization": organization, "month": typed["month"]}
    try:
        if typed["to"] is None:
            forget_month(**where)
        else:
            count_month(**where, what=Counted(typed["what"]), to=typed["to"])
    except ValidationError as error:
        messages.error(request, error.messages[0])
    spot = f"{typed['what']}-{typed['month']:%Y-%m}" if typed["to"] is not None else "main"
    return redirect(f"{page}#{spot}")
