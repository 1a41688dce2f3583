"""Inviting several people from a list: one link each, shown once."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from courses.enrollment.models import Enrollment
from lms.people.invitations.imports import read_invitations
from lms.people.models import Invitation, Membership, Team
from tests import builders
from tests.courses.papers import file

PAGE = reverse("lms_home:invite_list")
MADE = reverse("lms_home:made_links")
GOOD = "Role;Team;Label\nNew hire;van;first\nnew_hire;;<b>second\nSupervisor;Van;\n"


@pytest.fixture
def client(signed_in, jo, van):
    return signed_in(jo)


def look(client, text, **more):
    return client.post(PAGE, {"file": file(text.encode(), "list.csv"), "days": "7", **more})


def sealed(response):
    return re.search(r'name="sealed" value="([^"]+)"', response.text)[1]


def test_it_makes_a_link_for_each_row(client, van, course):
    looked = look(client, GOOD, course=course.pk)
    assert "3 rows, and nothing wrong with them" in looked.text
    assert "&lt;b&gt;second" in looked.text
    assert not Invitation.objects.exists()
    page = client.post(PAGE, {"sealed": sealed(looked)}, follow=True).text
    tokens = re.findall(r"/join/([\w-]+)/", page)
    assert len(set(tokens)) == 3
    new = {"chosen_name": "Sam", "username": "sam", "password": builders.PASSWORD}
    Client().post(reverse("lms_home:join", kwargs={"token": tokens[0]}), new)
    joined = Membership.objects.get(user__username="sam")
    assert (joined.role, joined.team) == ("new_hire", van)
    assert Enrollment.objects.get(learner=joined.user).course_id == course.pk
    assert set(Invitation.objects.values_list("uses_allowed", flat=True)) == {1}


def test_it_shows_the_links_until_they_are_handed_on(client):
    client.post(PAGE, {"sealed": sealed(look(client, GOOD))})
    assert "/join/" in client.get(MADE).text
    client.post(MADE)
    assert "/join/" not in client.get(MADE, follow=True).text
    assert Invitation.objects.open().count() == 3


def test_it_invites_nobody_twice(client):
    kept = sealed(look(client, GOOD))
    client.post(PAGE, {"sealed": kept})
    assert "Nobody was invited twice." in client.post(PAGE, {"sealed": kept}, follow=True).text
    assert Invitation.objects.count() == 3


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Boss,,", "We do not know this role."),
        ("new_hire,Night,", "no team of this name"),
        ("new_hire,Day,", "no team of this name"),
        ("supervisor,,", "Choose the team"),
        (f"new_hire,,{'x' * 81}", "longer than 80 letters"),
        ("new_hire,,@SUM(A1)", "would run as a formula"),
        (",,somebody", "This is empty."),
    ],
)
def test_it_says_what_is_wrong_in_every_row(client, elsewhere, row, said):  # I05
    Team.objects.create(organization=elsewhere, name="Day")
    looked = look(client, f"role,team,label\nnew_hire,,fine\n{row}\n")
    assert said in looked.text
    assert 'name="sealed"' not in looked.text


def test_it_gives_no_role_that_one_may_not_give(signed_in, inez, van):
    client = signed_in(inez)
    assert "You cannot invite people for this role." in look(client, "role\ncoordinator\n").text
    assert sealed(look(client, "role\nnew_hire\n"))


def test_it_looks_again_before_it_invites(client, van):
    looked = look(client, GOOD)
    van.delete()
    assert "no team of this name" in client.post(PAGE, {"sealed": sealed(looked)}).text
    assert not Invitation.objects.exists()


def test_its_example_has_no_problem(client, jo, harbor):
    example = client.get(reverse("lms_home:invite_sample"))
    assert read_invitations(example.content, organization=harbor, by=jo).sheet.is_good


def test_it_is_not_there_for_dana_or_for_who_invites_nobody(client, signed_in, dana, rosa, marcus):  # A12
    kept = sealed(look(client, GOOD))
    client.post(PAGE, {"sealed": kept})
    outsider = signed_in(dana("coordinator"))
    assert "Please send the file again." in outsider.post(PAGE, {"sealed": kept}, follow=True).text
    assert "/join/" not in outsider.get(MADE, follow=True).text
    for user in (rosa, marcus):
        assert [signed_in(user).get(where).status_code for where in (PAGE, MADE)] == [404, 404]
        assert signed_in(user).get(reverse("lms_home:invite_sample")).status_code == 404
