"""A certificate as its holder and the people who work with them meet it. Strangers: see `verify_views`."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from certificates import codes, printing, services
from certificates.forms import ReasonForm, TakeBackForm
from certificates.models import Certificate, Status
from certificates.unprintable import Unprintable
from certificates.wording import in_words, on_paper
from courses.boards.queries import board_for
from courses.enrollment.models import Enrollment
from courses.outside.models import OutsideTraining
from courses.outside.queries import confirmed_outside_trainings
from courses.signed_hours.queries import signed_totals
from lms.people import stepup
from lms.people.models import Membership
from lms.people.permissions import roles_in, sees_shared_record


class SignedIn(HttpRequest):
    """What `login_required` lets through."""

    user: User


private = cache_control(private=True, no_store=True)


@login_required
@require_GET
@private
def download(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The PDF; made on the spot where no worker made it yet. One that no longer counts is not handed out."""
    seen = Certificate.objects.visible_to(request.user).select_related("organization")
    certificate = get_object_or_404(seen, pk=pk)
    if certificate.status != Status.VALID:
        return render(request, "lms_certificates/no_longer.html", {"certificate": certificate}, status=410)
    try:
        content = printing.pdf_of(certificate)
    except Unprintable as trouble:
        context = {"trouble": str(trouble), "organization": certificate.organization, "certificate": certificate}
        return render(request, "lms_certificates/needs_a_person.html", context)
    return _pdf(content, f"certificate-{certificate.code[:5].lower()}")


@login_required
@require_GET
@private
def transcript(request: SignedIn) -> HttpResponse:
    """Everything I did, on paper; with `?board=`, beside what that board asks."""
    asked = request.GET.get("board", "")
    board = board_for(request.user, asked)
    if asked and board is None:
        raise Http404
    mine = Enrollment.objects.of(request.user).select_related("syllabus", "organization")
    return _transcript(
        request,
        list(mine.order_by("enrolled_at")),
        learner=request.user,
        outside=confirmed_outside_trainings(OutsideTraining.objects.of(request.user)),
        board=board,
        signed=signed_totals(request.user),
    )


@login_required
@require_GET
@private
def transcript_of(request: HttpRequest, enrollment: uuid.UUID) -> HttpResponse:
    """What somebody did in one course, for them and for who works with them."""
    seen = Enrollment.objects.visible_to(request.user).select_related("syllabus", "organization", "learner")
    found = get_object_or_404(seen, pk=enrollment)
    return _transcript(request, [found], learner=found.learner)


@login_required
@require_GET
@private
def completion_record(request: HttpRequest, enrollment: uuid.UUID) -> HttpResponse:
    """What a finished learner has in hand while a review is missing. 404 where nothing is missing."""
    from certificates import completion_record as record  # WeasyPrint is for requests that print

    finished = Enrollment.objects.visible_to(request.user).exclude(completed_at=None)
    found = get_object_or_404(finished.select_related("syllabus", "organization"), pk=enrollment)
    if not services.waits_for_certificate(found):
        raise Http404
    try:
        return _pdf(record.render(found), "completion-record")
    except Unprintable as trouble:
        return render(request, "lms_certificates/needs_a_person.html", {"trouble": str(trouble)})


@login_required
@require_GET
@private
def transcript_shared(request: SignedIn, membership: uuid.UUID) -> HttpResponse:
    """Everything somebody did anywhere, for the agency that they show it to."""
    found = get_object_or_404(Membership.objects.active().select_related("user", "organization"), pk=membership)
    if not sees_shared_record(request.user, found.user_id, found.organization):
        raise Http404
    theirs = Enrollment.objects.of(found.user).select_related("syllabus", "organization")
    return _transcript(
        request,
        list(theirs.order_by("enrolled_at")),
        learner=found.user,
        outside=confirmed_outside_trainings(OutsideTraining.objects.of(found.user)),
        signed=signed_totals(found.user),
    )


def _transcript(
    request: HttpRequest,
    enrollments: list[Enrollment],
    *,
    learner: User,
    **beside: Any,
) -> HttpResponse:
    """`beside` the courses: what `certificates.transcript.render` takes."""
    from certificates import transcript  # WeasyPrint is for requests that print

    try:
        return _pdf(transcript.render(enrollments, learner=learner, **beside), "transcript")
    except Unprintable as trouble:
        return render(request, "lms_certificates/needs_a_person.html", {"trouble": str(trouble)})


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response


@login_required
@require_POST
def show_name(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The holder decides whether whoever has the code reads the name."""
    certificate = get_object_or_404(Certificate.objects.of(request.user), pk=pk)
    shown = request.POST.get("shown") == "yes"
    services.show_name(certificate=certificate, shown=shown)
    messages.success(
        request,
        _("Whoever has the code can read your name now.")
        if shown
        else _("Your name is hidden now. Whoever was given it can still check that it is right."),
    )
    return redirect("lms_home:record")


@login_required
@require_GET
@private
def manage(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One certificate for a trainer or coordinator: how it stands, what happened, what can be done."""
    return _managed(request, _manageable(request, pk))


@login_required
@require_POST
@stepup.required
def take_back(request: SignedIn, pk: uuid.UUID) -> HttpResponse:
    """Say that it no longer counts."""
    certificate = _manageable(request, pk)
    form = TakeBackForm(request.POST, auto_id="take_back_%s")
    if not form.is_valid():
        return _managed(request, certificate, take_back_form=form)
    if certificate.status != Status.VALID:
        return _changed_meanwhile(request, pk)
    services.take_back(certificate=certificate, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("This certificate is taken back. Whoever verifies it sees that now."))
    return redirect("lms_certificates:manage", pk=pk)


@login_required
@require_POST
@stepup.required
def replace(request: SignedIn, pk: uuid.UUID) -> HttpResponse:
    """Give a new one, with the name of today, in its place."""
    certificate = _manageable(request, pk)
    form = ReasonForm(request.POST, auto_id="replace_%s")
    if not form.is_valid():
        return _managed(request, certificate, replace_form=form)
    if certificate.status != Status.VALID:
        return _changed_meanwhile(request, pk)
    new = services.replace(certificate=certificate, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("There is a new certificate now. The old one says that it was replaced."))
    return redirect("lms_certificates:manage", pk=new.pk)


@login_required
@require_POST
@stepup.required
def award_again(request: SignedIn, pk: uuid.UUID) -> HttpResponse:
    """Give a new one after a taking back that was a mistake."""
    certificate = _manageable(request, pk)
    form = ReasonForm(request.POST, auto_id="award_again_%s")
    if not form.is_valid():
        return _managed(request, certificate, award_again_form=form)
    enrollment, reason = certificate.enrollment, form.cleaned_data["reason"]
    new = services.award_again(enrollment=enrollment, by=request.user, reason=reason) or certificate
    messages.success(request, _("There is a new certificate now, with a new code."))
    return redirect("lms_certificates:manage", pk=new.pk)


def _changed_meanwhile(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    messages.info(request, _("This one had already changed. Nothing more was done; here is how it stands now."))
    return redirect("lms_certificates:manage", pk=pk)


def _manageable(request: HttpRequest, pk: uuid.UUID) -> Certificate:
    managed = Certificate.objects.managed_by(request.user)
    return get_object_or_404(managed.select_related("organization", "enrollment"), pk=pk)


def _managed(request: HttpRequest, certificate: Certificate, **bound: ReasonForm) -> HttpResponse:
    series = list(
        Certificate.objects.filter(enrollment=certificate.enrollment_id)
        .select_related("awarded_by__profile", "status_by__profile")
        .order_by("number")
    )
    latest = series[-1] == certificate
    context = {
        "here": "people",
        "roles": roles_in(request.user, certificate.organization),
        "certificate": certificate,
        "facts": certificate.facts,
        "code": codes.in_groups(certificate.code),
        "time": in_words(certificate.facts["minutes"]),
        "finished_on": on_paper(certificate.facts["finished_on"]),
        "history": series,
        "newest": None if latest else series[-1],
        "is_valid": certificate.status == Status.VALID,
        "take_back_form": TakeBackForm(auto_id="take_back_%s"),
        "replace_form": ReasonForm(auto_id="replace_%s"),
        "award_again_form": ReasonForm(auto_id="award_again_%s")
        if latest and certificate.status == Status.TAKEN_BACK
        else None,
        **bound,
    }
    with timezone.override(certificate.organization.time_zone):
        return render(request, "lms_certificates/manage.html", context)
