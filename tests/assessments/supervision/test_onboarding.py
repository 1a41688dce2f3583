"""First days: ticked by the new person or their supervisor, unticked again, and a buddy of their own choice."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.supervision.onboarding.models import Buddy, OnboardingItem, OnboardingTick
from assessments.supervision.onboarding.services import add_item, choose_buddy, take_off_item, tick_item
from lms.home import privacy
from lms.people.models import Team
from tests import builders
from tests.assessments.supervision.building import first_days

ITEMS = reverse("lms_assessments:onboarding_items")
MINE = reverse("lms_assessments:supervision")


def at(name, user):
    return reverse(f"lms_assessments:{name}", kwargs={"membership": user.memberships.get().pk})


def words(answer):
    return " ".join(answer.text.split())


def test_it_is_on_the_screens_of_both(signed_in, rosa, marcus):
    assert at("first_days", rosa) in signed_in(rosa).get(MINE).text
    assert at("first_days", rosa) in signed_in(marcus).get(at("supervision_of", rosa)).text
    page = words(signed_in(rosa).get(at("first_days", rosa)))
    for item in ("Met the team", "Had a tour of the site", "Has the phone list", "Went along to a coalition meeting"):
        assert item in page
    assert "%" not in page.split("<main")[1].split("</main>")[0]


def test_it_is_ticked_by_either_with_who_and_when_and_unticked(signed_in, rosa, marcus):
    client = signed_in(rosa)
    signed_in(marcus).post(at("first_days_tick", rosa), {"item": "tour", "done": "yes"})
    shown = words(client.post(at("first_days_tick", rosa), {"item": "team", "done": "yes"}, follow=True))
    today = f"{builders.today():%b %Y}"
    assert shown.count(today) == 2
    assert "Marcus" in shown
    client.post(at("first_days_tick", rosa), {"item": "tour", "done": "no"})
    assert list(OnboardingTick.objects.values_list("item_key", "ticked_by")) == [("team", rosa.pk)]


def test_it_is_ticked_once(rosa, marcus, harbor):
    for by in (rosa, marcus):
        tick_item(learner=rosa, organization=harbor, item="team", by=by, done=True)
    assert OnboardingTick.objects.get().ticked_by == rosa


def test_it_refuses_what_is_not_on_the_list(signed_in, rosa):
    shown = signed_in(rosa).post(at("first_days_tick", rosa), {"item": "urine", "done": "yes"}, follow=True)
    assert "This is not on the list." in shown.text


def test_it_lets_the_new_person_choose_a_buddy_who_sees_that(signed_in, rosa, sam, marcus):
    client = signed_in(rosa)
    client.post(at("first_days_buddy", rosa), {"buddy": sam.pk})
    assert "You were chosen as a buddy by: Rosa." in signed_in(sam).get(MINE).text
    assert "Sam" in signed_in(marcus).get(at("first_days", rosa)).text
    client.post(at("first_days_buddy", rosa), {"buddy": marcus.pk})
    assert Buddy.objects.get().buddy == marcus
    assert "You were chosen" not in signed_in(sam).get(MINE).text
    client.post(at("first_days_buddy", rosa), {"buddy": ""})
    assert not Buddy.objects.exists()


def test_it_lets_nobody_choose_for_them(signed_in, rosa, sam, marcus, inez, harbor, dana):
    for other in (marcus, inez, sam):
        assert signed_in(other).post(at("first_days_buddy", rosa), {"buddy": sam.pk}).status_code == 404
    for nobody in (rosa, dana("supervisor")):
        with pytest.raises(ValidationError):
            choose_buddy(learner=rosa, organization=harbor, buddy=nobody)
    choose_buddy(learner=rosa, organization=harbor, buddy=sam)
    with pytest.raises(IntegrityError), transaction.atomic():
        Buddy.objects.update(buddy=rosa)


def test_it_has_what_the_agency_adds(signed_in, rosa, jo, marcus, harbor):
    client = signed_in(jo)
    client.post(ITEMS, {"text": "Got a warm  jacket"})
    assert "This is on the list already." in client.post(ITEMS, {"text": "Got a warm jacket"}).text
    assert "Got a warm jacket" in signed_in(rosa).get(at("first_days", rosa)).text
    item = OnboardingItem.objects.get()
    with pytest.raises(PermissionDenied):
        add_item(organization=harbor, by=marcus, text="More")
    with pytest.raises(PermissionDenied):
        take_off_item(item=item, by=marcus)
    client.post(reverse("lms_assessments:onboarding_take_off", kwargs={"pk": item.pk}))
    assert "Got a warm jacket" not in signed_in(rosa).get(at("first_days", rosa)).text


def test_it_is_nothing_to_colleagues_and_to_other_teams(signed_in, rosa, sam, marcus, jo, harbor):
    first_days(rosa, harbor, {"marcus": marcus, "jo": jo})
    night = Team.objects.create(organization=harbor, name="Night")
    for other in (sam, builders.person("Nell", "supervisor", harbor, night)):
        assert signed_in(other).get(at("first_days", rosa)).status_code == 404
        with pytest.raises(PermissionDenied):
            tick_item(learner=rosa, organization=harbor, item="team", by=other, done=True)


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_nothing_to_dana(signed_in, dana, role, rosa, marcus, jo, harbor):  # A12
    item = first_days(rosa, harbor, {"marcus": marcus, "jo": jo})
    client = signed_in(dana(role))
    assert client.get(at("first_days", rosa)).status_code == 404
    for name in ("first_days_tick", "first_days_buddy"):
        assert client.post(at(name, rosa), {"item": "team", "done": "yes"}).status_code == 404
    take_off = reverse("lms_assessments:onboarding_take_off", kwargs={"pk": item.pk})
    assert client.post(take_off).status_code == 404
    assert "jacket" not in client.get(ITEMS).text
    assert OnboardingTick.objects.count() == 1


def test_it_is_in_what_is_kept_and_goes_with_the_account(rosa, marcus, jo, harbor):  # P05
    first_days(rosa, harbor, {"marcus": marcus, "jo": jo})
    held = privacy.held_about(rosa)
    (row,) = held["Your first days"]
    assert (row["what"], row["ticked by"]) == ("Had a tour of the site", "Marcus")
    assert held["Your buddy"][0]["buddy"] == "Marcus"
    assert "Rosa" not in str(privacy.held_about(marcus))
    privacy.erase(user=marcus)
    assert OnboardingTick.objects.get().ticked_by is None
    assert not Buddy.objects.exists()
    privacy.erase(user=rosa)
    assert not OnboardingTick.objects.exists()


def test_it_goes_when_somebody_leaves(rosa, marcus, jo, harbor):  # P05
    first_days(rosa, harbor, {"marcus": marcus, "jo": jo})
    privacy.leave_agency(user=marcus, organization=harbor)
    assert not Buddy.objects.exists()
    privacy.leave_agency(user=rosa, organization=harbor)
    assert not OnboardingTick.objects.exists()
