"""Who may score role-plays: given by a coordinator, beside being a supervisor or a senior peer."""

import pytest
from django.urls import reverse

from lms.people.models import Membership, Role
from lms.people.permissions import can_observe, roles_to_give
from tests import builders


def of(user, name, role="supervisor"):
    return reverse(f"lms_home:{name}", kwargs={"pk": user.memberships.get(role=role).pk})


def test_it_lets_a_supervisor_observe_everyone_here(signed_in, jo, marcus, rosa, harbor):
    assert can_observe(marcus, rosa.pk, harbor) is None
    answer = signed_in(jo).post(of(marcus, "observe"), follow=True)
    assert "They can observe role-plays now." in answer.text
    assert can_observe(marcus, rosa.pk, harbor).role == Role.OBSERVER
    assert can_observe(marcus, marcus.pk, harbor) is None
    signed_in(jo).post(of(marcus, "observe"))
    assert marcus.memberships.filter(role=Role.OBSERVER).count() == 1


def test_it_ends_with_the_role_it_is_part_of(signed_in, jo, marcus, rosa, harbor):
    signed_in(jo).post(of(marcus, "observe"))
    signed_in(jo).post(of(marcus, "end_role"))
    assert not Membership.objects.active().filter(user=marcus).exists()
    assert can_observe(marcus, rosa.pk, harbor) is None


def test_it_ends_alone_and_is_given_again(signed_in, jo, marcus, rosa, harbor):
    signed_in(jo).post(of(marcus, "observe"))
    signed_in(jo).post(of(marcus, "end_role", "observer"))
    assert can_observe(marcus, rosa.pk, harbor) is None
    assert Membership.objects.active().filter(user=marcus, role=Role.SUPERVISOR).exists()
    signed_in(jo).post(of(marcus, "observe"))
    assert can_observe(marcus, rosa.pk, harbor)


def test_it_is_for_nobody_who_is_learning(signed_in, jo, rosa):
    assert "Let them observe" not in signed_in(jo).get(of(rosa, "role", "new_hire")).text
    answer = signed_in(jo).post(of(rosa, "observe", "new_hire"), follow=True)
    assert "A supervisor or a senior peer can observe." in answer.text
    assert not rosa.memberships.filter(role=Role.OBSERVER).exists()


def test_it_opens_nothing_else(signed_in, jo, marcus, sam, harbor):
    """Whoever only observes sees no more of people than before."""
    night = builders.person("Marcus-night", "senior_peer", harbor)
    signed_in(jo).post(of(night, "observe", "senior_peer"))
    assert not Membership.objects.visible_to(night).exclude(user=night).exists()
    assert Role.OBSERVER not in roles_to_give(jo, harbor)


@pytest.mark.parametrize("role", ["supervisor", "trainer", "coordinator", "observer"])
def test_it_is_not_danas_to_give(signed_in, marcus, dana, role):
    assert signed_in(dana(role)).post(of(marcus, "observe")).status_code == 404
    assert not marcus.memberships.filter(role=Role.OBSERVER).exists()
