"""Roles and teams: given, moved, ended, left."""

import pytest
from django.urls import reverse

from lms.people.models import Membership, Team
from lms.people.services import add_member


def of(user, name):
    return reverse(f"lms_home:{name}", kwargs={"pk": user.memberships.get().pk})


def test_it_asks_whether_it_is_still_you_before_one_leaves(signed_in, sam, finished, settings):  # A07
    settings.LMS_STEP_UP = 0
    where = reverse("lms_home:leave", kwargs={"organization": finished.organization_id})
    assert "still you" in signed_in(sam).get(where).text
    signed_in(sam).post(where)
    assert sam.memberships.filter(ended_at=None).exists()


def test_it_lists_everyone_for_the_coordinator(signed_in, jo, rosa, marcus):
    shown = signed_in(jo).get(reverse("lms_home:everyone")).text
    for name in ["Jo", "Rosa", "Marcus"]:
        assert name in shown


def test_it_moves_somebody_to_another_team(signed_in, jo, rosa, harbor):
    client = signed_in(jo)
    client.post(reverse("lms_home:new_team"), {"name": "Night "})
    night = Team.objects.get(name="Night")
    client.post(of(rosa, "move"), {"team": str(night.pk)})
    assert rosa.memberships.get().team == night


def test_it_moves_nobody_into_a_foreign_team(signed_in, jo, rosa, van, elsewhere):
    foreign = Team.objects.create(organization=elsewhere, name="Day")
    signed_in(jo).post(of(rosa, "move"), {"team": str(foreign.pk)})
    assert rosa.memberships.get().team == van


def test_its_end_shows_at_the_next_request(signed_in, jo, marcus, rosa):  # A08
    supervisor = signed_in(marcus)
    assert supervisor.get(reverse("lms_home:people")).status_code == 200
    signed_in(jo).post(of(marcus, "end_role"))
    assert supervisor.get(reverse("lms_home:people")).status_code == 404


def test_its_end_takes_the_editor_away(signed_in, jo, inez, harbor):
    assert harbor.group in inez.groups.all()
    signed_in(jo).post(of(inez, "end_role"))
    assert harbor.group not in inez.groups.all()
    add_member(user=inez, organization=harbor, role="trainer")
    assert harbor.group in inez.groups.all()


def test_it_keeps_the_last_coordinator(signed_in, jo):
    response = signed_in(jo).post(of(jo, "end_role"), follow=True)
    assert "Somebody has to coordinate here." in response.text
    assert Membership.objects.active().filter(user=jo).exists()


def test_it_leaves_in_one_step_and_keeps_the_record(signed_in, sam, finished):
    client = signed_in(sam)
    where = reverse("lms_home:leave", kwargs={"organization": finished.organization_id})
    assert "You keep your sign-in" in client.get(where).text
    assert Membership.objects.active().filter(user=sam).exists(), "looking ends nothing"
    client.post(where)
    assert not Membership.objects.active().filter(user=sam).exists()
    assert "Words that help" in client.get(reverse("lms_home:record")).text


def test_its_leaver_is_seen_by_nobody_there(signed_in, sam, inez, finished):
    signed_in(sam).post(reverse("lms_home:leave", kwargs={"organization": finished.organization_id}))
    assert "Sam" not in signed_in(inez).get(reverse("lms_home:people")).text


@pytest.mark.parametrize("who", ["rosa", "marcus", "inez"])
def test_it_is_for_the_coordinator_alone(request, signed_in, who, rosa):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(reverse("lms_home:everyone")).status_code == 404
    assert client.post(of(rosa, "end_role")).status_code == 404
    assert client.post(of(rosa, "move"), {"team": ""}).status_code == 404


def test_it_is_not_here_for_dana(signed_in, dana, rosa, harbor, van):  # A12
    outsider = signed_in(dana("coordinator"))
    assert outsider.get(of(rosa, "role")).status_code == 404
    assert outsider.post(of(rosa, "end_role")).status_code == 404
    assert outsider.post(of(rosa, "move"), {"team": ""}).status_code == 404
    where = reverse("lms_home:leave", kwargs={"organization": harbor.pk})
    assert outsider.post(where).status_code == 404
    assert rosa.memberships.get().team == van


def test_it_calls_a_team_otherwise_and_says_where_it_works(signed_in, jo, van, harbor):
    client, where = signed_in(jo), reverse("lms_home:team", kwargs={"pk": van.pk})
    client.post(where, {"name": " Day  van", "county": "Kent "})
    van.refresh_from_db()
    assert (van.name, van.county) == ("Day van", "Kent")
    Team.objects.create(organization=harbor, name="Night")
    assert "already a team with this name" in client.post(where, {"name": "Night"}).text
    assert Team.objects.filter(name="Day van").exists()


def test_it_shows_no_team_to_dana(signed_in, dana, van):  # A12
    where = reverse("lms_home:team", kwargs={"pk": van.pk})
    outsider = signed_in(dana("coordinator"))
    assert [outsider.get(where).status_code, outsider.post(where, {"name": "Mine"}).status_code] == [404, 404]
    van.refresh_from_db()
    assert van.name == "Van"
