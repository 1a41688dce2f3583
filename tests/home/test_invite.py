"""Inviting people and joining: no e-mail address, no legal name."""

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.enrollment.models import Enrollment
from lms.people.invitations.services import (
    find_invitation,
    invite,
    invite_first_coordinator,
    join,
    take_back_invitation,
)
from lms.people.models import Invitation, Membership
from tests import builders

NEW = {"chosen_name": "Sam", "username": "sam", "password": builders.PASSWORD}


@pytest.fixture
def invited(harbor, jo, van, course):
    return invite(organization=harbor, by=jo, role="new_hire", team=van, course=course)


def door(token):
    return reverse("lms_home:join", kwargs={"token": token})


def test_it_brings_somebody_from_a_link_onto_a_course(invited, van):
    response = Client().post(door(invited[1]), NEW, follow=True)
    assert "Welcome to Harbor Outreach" in response.text
    sam = Membership.objects.get(user__username="sam")
    assert (sam.role, sam.team, sam.user.email) == ("new_hire", van, "")
    assert Enrollment.objects.get().learner == sam.user


def test_it_keeps_no_link(invited):
    invitation, token = invited
    assert token not in str(vars(invitation))
    assert find_invitation(token=token) == invitation


@pytest.mark.parametrize("end", ["used", "expired", "closed", "unknown"])
def test_it_answers_every_ended_link_alike(invited, end):
    invitation, token = invited
    if end == "used":
        Client().post(door(token), NEW)
    if end == "expired":
        Invitation.objects.update(expires_at=timezone.now())
    if end == "closed":
        take_back_invitation(invitation=invitation)
    response = Client().get(door("nobody-knows-this" if end == "unknown" else token))
    assert response.status_code == 404
    assert "This link has ended" in response.text


def test_it_gives_the_last_place_once(invited, dana):
    first, second = dana("new_hire"), dana("supervisor")
    join(invitation=invited[0], user=first)
    with pytest.raises(ValidationError):
        join(invitation=invited[0], user=second)
    assert join(invitation=invited[0], user=first).user == first, "twice is once"


def test_it_uses_nothing_up_for_somebody_who_is_here(invited, rosa):
    join(invitation=invited[0], user=rosa)
    invited[0].refresh_from_db()
    assert invited[0].uses == 0


def test_it_asks_again_kindly_and_loses_nothing(invited, rosa):
    response = Client().post(door(invited[1]), {**NEW, "username": "Rosa", "password": "short"})
    assert "Somebody here has this username already." in response.text
    assert 'value="Sam"' in response.text
    assert not Membership.objects.filter(user__username="sam").exists()


def test_it_shows_the_link_once(signed_in, jo, van):
    client = signed_in(jo)
    form = {"role": "new_hire", "team": str(van.pk), "uses": 3, "days": 7, "label": "Crew"}
    response = client.post(reverse("lms_home:invitations"), form, follow=True)
    (token,) = set(re.findall(r"/join/([\w-]+)/", response.text))
    assert find_invitation(token=token).uses_allowed == 3
    client.post(reverse("lms_home:invitations"), {**form, "label": "Another"})
    assert token not in client.get(response.request["PATH_INFO"]).text


def test_it_sends_the_link_by_mail_and_forgets_the_address(signed_in, jo, van):  # I06
    client = signed_in(jo)
    client.post(reverse("lms_home:invitations"), {"role": "new_hire", "uses": 1, "days": 7})
    where = reverse("lms_home:send_by_mail", kwargs={"pk": Invitation.objects.get().pk})
    client.post(where, {"address": "sam@example.org\nBcc: all@example.org"})
    assert mail.outbox == []
    client.post(where, {"address": "sam@example.org"})
    (sent,) = mail.outbox
    assert (sent.to, sent.content_subtype) == (["sam@example.org"], "plain")
    assert not re.search("drug|overdose|harm", sent.subject + sent.body, re.IGNORECASE)


@pytest.mark.parametrize("role", ["trainer", "coordinator", "supervisor"])
def test_it_lets_a_trainer_invite_new_hires_but_nobody_above(harbor, inez, role):
    with pytest.raises(PermissionDenied):
        invite(organization=harbor, by=inez, role=role)
    assert invite(organization=harbor, by=inez, role="new_hire")


def test_it_asks_for_the_team_of_a_supervisor(signed_in, jo):
    response = signed_in(jo).post(reverse("lms_home:invitations"), {"role": "supervisor", "uses": 1, "days": 7})
    assert "Choose the team" in response.text


@pytest.mark.parametrize("who", ["rosa", "marcus"])
def test_it_is_not_for_learners_or_supervisors(request, signed_in, who):
    assert signed_in(request.getfixturevalue(who)).get(reverse("lms_home:invitations")).status_code == 404


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, role, invited):  # A12
    outsider = signed_in(dana(role))
    where = {"pk": invited[0].pk}
    assert outsider.get(reverse("lms_home:invitation", kwargs=where)).status_code == 404
    for name in ["send_by_mail", "take_back_invitation"]:
        assert outsider.post(reverse(f"lms_home:{name}", kwargs=where)).status_code == 404
    invited[0].refresh_from_db()
    assert invited[0].revoked_at is None


def test_it_opens_the_door_to_a_first_coordinator_only(harbor, dana):
    invitation, token = invite_first_coordinator(organization=harbor)
    assert find_invitation(token=token) == invitation
    join(invitation=invitation, user=dana())
    with pytest.raises(ValidationError, match="Somebody coordinates here already"):
        invite_first_coordinator(organization=harbor)
