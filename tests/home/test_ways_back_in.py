"""What fresh eyes found: ways back in, names that do not show, and doors that stood open."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document

from certificates.services import award, replace, show_name
from lms.people.invitations.services import invite, join
from lms.people.models import Membership
from lms.people.services import add_member, end_role
from tests import builders

NEW = {"chosen_name": "Sam", "username": "sam", "password": builders.PASSWORD}


def door(token):
    return reverse("lms_home:join", kwargs={"token": token})


def test_it_lets_no_coordinator_back_in_by_their_own_link(harbor, jo, inez):
    add_member(user=inez, organization=harbor, role="coordinator")
    invitation, token = invite(organization=harbor, by=jo, role="coordinator", uses=5)
    end_role(membership=jo.memberships.get(), by=inez)
    assert Client().get(door(token)).status_code == 404
    with pytest.raises(ValidationError):
        join(invitation=invitation, user=jo)


def test_it_lets_nobody_back_in_by_an_old_link(harbor, jo, rosa):
    invitation, _token = invite(organization=harbor, by=jo, role="new_hire", uses=5)
    rosa.memberships.update(ended_at=timezone.now())
    with pytest.raises(ValidationError):
        join(invitation=invitation, user=rosa)
    fresh, _token = invite(organization=harbor, by=jo, role="new_hire")
    assert join(invitation=fresh, user=rosa).ended_at is None


def test_it_keeps_a_hidden_name_hidden_on_the_new_certificate(finished, inez):
    certificate = award(enrollment=finished)
    show_name(certificate=certificate, shown=False)
    assert replace(certificate=certificate, by=inez, reason="Another name today.").name_shown is False


def test_it_opens_documents_to_their_own_people_alone(signed_in, rosa, dana, harbor):
    document = Document.objects.create(
        title="Plan", file=ContentFile(b"plan", name="plan.txt"), collection=harbor.collection
    )
    assert signed_in(rosa).get(document.url).status_code == 200
    assert signed_in(dana("trainer")).get(document.url).status_code == 404
    assert Client().get(document.url).status_code == 404


def test_it_takes_along_only_ones_own_acts(signed_in, inez, finished):
    shown = signed_in(inez).get(reverse("lms_home:kept")).text
    (attendance,) = finished.attendances.all()
    assert attendance.title in shown
    assert attendance.salt not in shown


def test_it_gives_a_name_to_an_account_from_elsewhere(signed_in, harbor, jo):
    admin = User.objects.create_superuser("rosa-admin")
    assert signed_in(admin).get(reverse("lms_home:me")).status_code == 200
    add_member(user=admin, organization=harbor, role="new_hire")
    assert "rosa-admin" in signed_in(jo).get(reverse("lms_home:people")).text


def test_it_welcomes_somebody_whose_first_course_is_empty(harbor, jo):
    _invitation, token = invite(
        organization=harbor, by=jo, role="new_hire", course=builders.course(harbor, "Nothing yet")
    )
    assert "Welcome to Harbor Outreach" in Client().post(door(token), NEW, follow=True).text


@pytest.mark.parametrize(("field", "value"), [("username", "\uff53am"), ("chosen_name", "\u200b\u200b")])
def test_it_refuses_lookalikes_and_names_nobody_sees(harbor, jo, sam, field, value):
    _invitation, token = invite(organization=harbor, by=jo, role="new_hire")
    response = Client().post(door(token), {**NEW, "username": "jo-too", field: value})
    assert response.status_code == 200
    assert not Membership.objects.filter(user__username="jo-too").exists()


def test_it_is_not_finished_by_turning_pages_nobody_saw(signed_in, rosa, enrollment, course):
    module = builders.module(course, "More")
    lesson = builders.lesson(module, "Two pages", [[builders.text("One.")], [builders.text("Two.")]])
    client = signed_in(rosa)
    client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 999}))
    client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 2}))
    assert not enrollment.completions.exists()
