"""The page behind a link: a colleague without an account says whether they were there. Once."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from assessments.shadowing.signing import outlook
from assessments.shadowing.signing.forms import ColleagueForm
from assessments.shadowing.signing.links import find_link, sign_by_link
from assessments.shadowing.signing.models import Outcome, SigningLink
from lms import conf
from lms.people.visitors import public_but_quiet


@require_http_methods(["GET", "HEAD", "POST"])
@public_but_quiet(what="sign", most=conf.verify_looks, later="lms_courses/packet_later.html")
def by_link(request: HttpRequest, code: str) -> HttpResponse:
    """Look at the shift, and sign. A link that is unknown, used or too old: one answer.

    Never for one's own shift, nor for whoever made the link: they sign under their own name.
    """
    link = find_link(code=code)
    if link is None or request.user.pk in (link.entry.learner_id, link.made_by_id):
        return render(request, "lms_assessments/link_ended.html", status=404)
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _sign(request, link, form):
        return render(request, "lms_assessments/link_thanks.html", {"agency": link.entry.organization.name})
    context = {"entry": outlook.card_outside(link.entry), "agency": link.entry.organization.name, "form": form}
    asked_by = str(link.made_by.profile)
    return render(request, "lms_assessments/link_sign.html", {**context, "asked_by": asked_by})


def _sign(request: HttpRequest, link: SigningLink, form: ColleagueForm) -> bool:
    said = form.cleaned_data
    in_part = said["outcome"] == Outcome.IN_PART
    try:
        sign_by_link(
            link=link,
            name=said["name"],
            outcome=said["outcome"],
            minutes=form.counted if in_part else None,
            reason=said["reason"],
            seen=request.POST.get("seen", ""),
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True
