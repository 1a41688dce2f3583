"""While I am away: who signs in my place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from assessments.shadowing import outlook
from assessments.shadowing.signing.forms import AwayForm
from assessments.shadowing.signing.models import StandIn
from assessments.shadowing.signing.stand_ins import end_stand_in, name_stand_in
from lms.people import stepup
from lms.people.models import Membership, Organization, Role
from lms.people.requests import SignedInRequest


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def away(request: SignedInRequest) -> HttpResponse:
    """Name a stand-in, with or without days away; or nobody."""
    organization = _supervised(request)
    place = StandIn.objects.filter(organization=organization, supervisor=request.user).first()
    if request.method == "POST" and not stepup.is_fresh(request):
        return stepup.ask(request)
    data = request.POST if request.method == "POST" else None
    form = AwayForm(data, user=request.user, organization=organization, place=place)
    if request.method == "POST" and form.is_valid() and _keep(request, organization, form):
        return redirect("lms_assessments:sign")
    context = {**outlook.around(request.user), "here": "people", "form": form, "place": place}
    return render(request, "lms_assessments/sign_away.html", context)


def _supervised(request: SignedInRequest) -> Organization:
    mine = Membership.objects.active().filter(user=request.user, role=Role.SUPERVISOR).select_related("organization")
    first = mine.order_by("started_at").first()
    if first is None:
        raise Http404
    return first.organization


def _keep(request: SignedInRequest, organization: Organization, form: AwayForm) -> bool:
    said = form.cleaned_data
    if said["stand_in"] is None:
        end_stand_in(organization=organization, supervisor=request.user)
        messages.success(request, _("Nobody stands in for you now."))
        return True
    try:
        name_stand_in(organization=organization, supervisor=request.user, **said)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    messages.success(request, _("Saved. They see what waits, and sign under their own name."))
    return True
