"""Sessions, as whoever leads them sees them: who is waiting, and "I was there and saw this"."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from courses.enrollment.models import Enrollment
from courses.pages.lines import lines
from courses.pages.models import organization_of
from courses.pages.queries import published
from courses.pages.sessions import SessionPage
from courses.progress.models import Completion
from courses.progress.services import confirm_attendance
from courses.review.queries import reviews_of
from lms.people import stepup
from lms.people.models import Membership, Organization
from lms.people.permissions import CONFIRMS, roles_of
from lms.people.requests import SignedInRequest


def confirmable(user: User) -> QuerySet[Enrollment]:
    """Enrollments of people whose sessions this user may confirm: as `can_confirm_attendance`."""
    people = Enrollment.objects.under(user, roles=CONFIRMS).filter(withdrawn_at=None)
    return people.select_related("learner__profile", "organization", "syllabus")


def sessions_of(user: User) -> QuerySet[SessionPage]:
    """The published sessions of the organizations where this user confirms attendance."""
    mine = Membership.objects.active().filter(user=user, role__in=CONFIRMS)
    organizations = Organization.objects.filter(pk__in=mine.values("organization"))
    sessions = SessionPage.objects.none()
    for organization in organizations:
        # In the source language: a translation is the same session once more.
        sessions |= SessionPage.objects.descendant_of(organization.course_index).live()
    return sessions.order_by("path")


def waiting_for(session: SessionPage, user: User) -> list[Enrollment]:
    """Whose attendance this user could confirm now, by name. Nobody's where an observer scores."""
    if session.is_scored:
        return []
    done = Completion.objects.filter(enrollment=OuterRef("pk"), activity_key=session.key)
    people = confirmable(user).filter(~Exists(done))
    owing = [enrollment for enrollment in people if enrollment.syllabus.item(session.key)]
    return sorted(owing, key=lambda enrollment: enrollment.learner.profile.chosen_name.casefold())


def sessions_waiting(user: User) -> int:
    """How many confirmations this user could give now."""
    return sum(len(waiting_for(session, user)) for session in sessions_of(user))


class ConfirmForm(forms.Form):
    """Who was there: a box for each person who is waiting."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Who was there"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick everyone who was there.")},
    )

    def __init__(self, *args: Any, waiting: list[Enrollment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = {str(enrollment.pk): enrollment for enrollment in waiting}
        choices = [(pk, enrollment.learner.profile.chosen_name) for pk, enrollment in self.waiting.items()]
        self.fields["people"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Enrollment]:
        """The enrollments that were ticked."""
        return [self.waiting[pk] for pk in self.cleaned_data["people"]]


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def sessions(request: SignedInRequest) -> HttpResponse:
    """The sessions that people are waiting for."""
    if not Membership.objects.active().filter(user=request.user, role__in=CONFIRMS).exists():
        raise Http404
    mine = list(sessions_of(request.user))
    titles = {key: line.title for key, line in lines(str(session.key) for session in mine).items()}
    found = [
        {
            "session": session,
            "title": titles.get(str(session.key), session.title),
            "key": session.key,
            "waiting": len(waiting_for(session, request.user)),
            "is_scored": session.is_scored,
        }
        for session in mine
    ]
    name = request.user.profile.chosen_name  # made with the role
    context = {"sessions": found, "here": "sessions", "roles": roles_of(request.user), "name": name}
    return render(request, "lms_courses/sessions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def confirm(request: SignedInRequest, key: uuid.UUID) -> HttpResponse:
    """The facilitator's guide and the list: "I was there and saw this"."""
    session = sessions_of(request.user).filter(translation_key=key).first()
    if session is None:
        raise Http404
    form = ConfirmForm(request.POST if request.method == "POST" else None, waiting=waiting_for(session, request.user))
    if request.method == "POST" and not stepup.is_fresh(request):
        return stepup.ask(request)
    if request.method == "POST" and form.is_valid():
        signed = confirm_attendance(session=session, enrollments=form.chosen, confirmed_by=request.user)
        said = ngettext("Confirmed for %(n)s person.", "Confirmed for %(n)s people.", len(signed)) % {"n": len(signed)}
        messages.success(request, said)
        return redirect("lms_courses:confirm", key=key)
    done = Completion.objects.filter(activity_key=key, enrollment__in=confirmable(request.user))
    guide = published(SessionPage.objects.all(), key) or session
    context = {
        "session": session,
        "guide": guide,
        "lang": guide.locale.language_code if getattr(guide, "fallback", False) else "",
        **guide.said(reviews_of(organization_of(session))),
        "form": form,
        "waiting": list(form.waiting.values()),
        "done": done.select_related("enrollment__learner__profile", "attested_by__profile"),
        "here": "sessions",
        "roles": roles_of(request.user),
    }
    return render(request, "lms_courses/confirm.html", context)
