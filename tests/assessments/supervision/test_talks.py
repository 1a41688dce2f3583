"""1:1s on a phone: one of the two writes, the other confirms, both see it locked."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from assessments.supervision.talks.models import Conversation
from assessments.supervision.talks.services import confirm_conversation
from lms.home import privacy
from lms.home.notices import send_notices
from lms.home.retention import expire
from lms.people.models import Membership, Profile, Team
from tests import builders
from tests.assessments.supervision import building

MINE = reverse("lms_assessments:supervision")
ADD = reverse("lms_assessments:talk_add")
KEY = "6a5e8e3a-7f64-4a53-9f0e-0d8f6d1c2b3a"
SAID = {"key": KEY, "seen": "0", "kind": "supervision", "held_on": "2026-01-05", "minutes": "45", "topics": "The van."}


def at(name, talk):
    return reverse(f"lms_assessments:{name}", kwargs={"pk": talk.pk})


def words(answer):
    return " ".join(answer.text.split())


@pytest.fixture
def confirmed(rosa, marcus, harbor):
    return confirm_conversation(conversation=building.talk(rosa, marcus, harbor), by=marcus, seen=1)


def test_it_asks_first_how_somebody_is_and_has_no_place_for_the_answer(signed_in, rosa, marcus):
    page = words(signed_in(rosa).get(ADD))
    assert page.index("How are you, apart from the job?") < page.index("What did you meet for?")
    kept = {field.name for field in Conversation._meta.concrete_fields}
    assert kept.isdisjoint({"feeling", "mood", "wellbeing", "how_are_you", "note", "notes"})
    assert page.count("<textarea") == 3


def test_it_is_written_by_one_and_confirmed_by_the_other(signed_in, rosa, marcus):
    said = {**SAID, "with_whom": marcus.pk, "learner_does": "Watch.", "supervisor_does": "Ask."}
    shown = words(signed_in(rosa).post(ADD, said, follow=True))
    assert "Saved, and confirmed by you. Marcus is asked to confirm it too." in shown
    assert "Waits for Marcus" in shown
    talk = Conversation.objects.get()
    client = signed_in(marcus)
    assert "To confirm" in client.get(MINE).text
    assert "What Rosa will do" in client.get(at("talk", talk)).text
    shown = words(client.post(at("talk_confirm", talk), {"seen": "1"}, follow=True))
    assert "Locked: nobody can change it any more." in shown
    assert "Locked" in signed_in(rosa).get(at("talk", talk)).text


def test_it_is_written_by_the_supervisor_from_the_persons_page(signed_in, rosa, marcus):
    client, member = signed_in(marcus), rosa.memberships.get()
    person = client.get(reverse("lms_home:person", kwargs={"membership": member.pk})).text
    theirs = reverse("lms_assessments:supervision_of", kwargs={"membership": member.pk})
    assert theirs in person
    add = reverse("lms_assessments:talk_add_with", kwargs={"membership": member.pk})
    assert add in client.get(theirs).text
    client.post(add, {**SAID, "with_whom": rosa.pk})
    talk = Conversation.objects.get()
    assert (talk.learner, talk.supervisor, talk.supervisor_role) == (rosa, marcus, "supervisor")
    assert "1 thing waits for you there." in signed_in(rosa).get("/").text


def test_it_says_that_a_change_takes_the_others_confirmation_back(signed_in, rosa, marcus, harbor):
    talk, client = building.talk(rosa, marcus, harbor), signed_in(marcus)
    assert 'value="30"' in client.get(at("talk_change", talk)).text
    client.post(at("talk_change", talk), {**SAID, "with_whom": rosa.pk, "seen": "1"})
    shown = words(signed_in(rosa).get(at("talk", talk)))
    assert "Marcus changed what stands here, so an earlier confirmation of yours does not count any more." in shown
    assert "Confirm: this is what we agreed" in shown


@pytest.mark.parametrize("seen", ["1", "", "x", "99999999"])
def test_it_confirms_nothing_that_was_not_read(signed_in, rosa, marcus, harbor, seen):
    talk = building.talk(rosa, marcus, harbor)
    Conversation.objects.update(version=2)
    shown = signed_in(marcus).post(at("talk_confirm", talk), {"seen": seen}, follow=True)
    assert "It was changed since you opened it." in shown.text
    assert Conversation.objects.get().locked_at is None


def test_it_is_corrected_and_both_stay_to_read(signed_in, rosa, marcus, confirmed):
    client = signed_in(rosa)
    assert client.get(at("talk_change", confirmed)).status_code == 302
    assert "write a correction" in client.get(at("talk", confirmed)).text
    client.post(at("talk_correct", confirmed), {**SAID, "with_whom": marcus.pk, "minutes": "20"})
    new = Conversation.objects.get(minutes=20)
    assert at("talk", new) in client.get(at("talk", confirmed)).text
    assert at("talk", confirmed) in client.get(at("talk", new)).text
    assert client.get(at("talk_correct", confirmed)).status_code == 302


def test_it_says_what_to_change_and_loses_nothing(signed_in, rosa, marcus):  # P01
    client, said = (
        signed_in(rosa),
        {**SAID, "with_whom": marcus.pk, "topics": "About Mr. Lopez.", "next_on": "2025-01-01"},
    )
    answer = client.post(ADD, said)
    assert "“Mr. Lopez” could tell who somebody is." in answer.text
    assert "About Mr. Lopez." in answer.text
    assert "The next time comes after this one." in client.post(ADD, {**said, "topics": "Tea."}).text
    assert not Conversation.objects.exists()


def test_it_asks_about_words_that_might(signed_in, rosa, marcus):  # P01
    client, said = signed_in(rosa), {**SAID, "with_whom": marcus.pk, "topics": "Dr. Smith helps."}
    assert "Keep my words." in client.post(ADD, said).text
    client.post(ADD, {**said, "keep_words": "on"})
    assert Conversation.objects.get().topics == "Dr. Smith helps."


def test_it_asks_whether_it_is_still_them(signed_in, rosa, marcus, harbor, settings):
    talk, client = building.talk(rosa, marcus, harbor), signed_in(marcus)
    settings.LMS_STEP_UP = 0
    assert "confirm" in client.post(at("talk_confirm", talk), {"seen": "1"})["Location"]
    assert Conversation.objects.get().locked_at is None


def test_it_is_deleted_by_who_wrote_it(signed_in, rosa, marcus, harbor):
    talk = building.talk(rosa, marcus, harbor)
    assert signed_in(marcus).post(at("talk_delete", talk)).status_code == 404
    assert "Deleted." in signed_in(rosa).post(at("talk_delete", talk), follow=True).text
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("who", ["sam", "inez", "jo"])
def test_it_is_seen_by_nobody_else(request, signed_in, rosa, confirmed, who):
    client = signed_in(request.getfixturevalue(who))
    for name in ("talk", "talk_change", "talk_correct"):
        assert client.get(at(name, confirmed)).status_code == 404
    member = rosa.memberships.get().pk
    for page in (MINE, "/", f"/people/{member}/", f"/supervision/with/{member}/", "/people/", "/me/kept/"):
        assert "The first shifts." not in client.get(page).text


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_nothing_to_dana(signed_in, dana, role, rosa, marcus, harbor):  # A12
    talk, client = building.talk(rosa, marcus, harbor), signed_in(dana(role))
    for name in ("talk", "talk_change"):
        assert client.get(at(name, talk)).status_code == 404
    for name in ("talk_change", "talk_confirm", "talk_correct", "talk_delete"):
        assert client.post(at(name, talk), {**SAID, "seen": "1"}).status_code == 404
    assert "Rosa" not in client.get(MINE).text
    assert client.get(f"/supervision/with/{rosa.memberships.get().pk}/").status_code == 404
    assert client.post(ADD, {**SAID, "with_whom": marcus.pk}).status_code == 200
    assert Conversation.objects.get() == talk


def test_it_is_nothing_to_the_supervisor_of_another_team(signed_in, rosa, harbor, confirmed):
    night = Team.objects.create(organization=harbor, name="Night")
    client = signed_in(builders.person("Nell", "supervisor", harbor, night))
    assert client.get(at("talk", confirmed)).status_code == 404
    assert client.get(f"/supervision/with/{rosa.memberships.get().pk}/").status_code == 404


def test_it_says_the_last_day_together_on_the_list_of_the_team(signed_in, rosa, sam, marcus, inez, harbor, confirmed):
    building.talk(sam, marcus, harbor)
    day = f"Last 1:1 together: {confirmed.held_on.day} {confirmed.held_on:%b %Y}"
    assert words(signed_in(marcus).get("/people/")).count("Last 1:1 together") == 1
    assert day in words(signed_in(marcus).get("/people/"))
    assert "Last 1:1 together" not in signed_in(inez).get("/people/").text


def test_it_asks_the_database_no_more_for_a_larger_team(
    signed_in, rosa, sam, marcus, harbor, van, django_assert_max_num_queries, django_assert_num_queries
):
    client = signed_in(marcus)
    with django_assert_max_num_queries(40) as asked:
        client.get("/people/")
    for number in range(4):
        learner = builders.person(f"New{number}", "new_hire", harbor, van)
        confirm_conversation(conversation=building.talk(learner, marcus, harbor), by=marcus, seen=1)
    with django_assert_num_queries(len(asked)):
        client.get("/people/")


def test_it_is_written_of_in_the_one_mail_of_the_day(rosa, marcus, harbor):
    noon = timezone.now().replace(hour=17, minute=0)
    type(marcus).objects.filter(pk=marcus.pk).update(email="marcus@example.org")
    Profile.objects.filter(user=marcus).update(notices=True)
    assert send_notices(now=noon) == 0
    talk = building.talk(rosa, marcus, harbor)
    assert send_notices(now=noon) == 1
    assert "Rosa" not in mail.outbox[0].body
    confirm_conversation(conversation=talk, by=marcus, seen=1)
    assert send_notices(now=noon + timedelta(days=2)) == 0


def test_it_is_in_what_is_kept_and_goes_with_the_account(rosa, marcus, confirmed):  # P05
    (row,) = privacy.held_about(rosa)["1:1s about your work"]
    assert (row["with whom"], row["what you talked about"]) == ("Marcus", "The first shifts.")
    assert "Rosa" not in str(privacy.held_about(marcus))
    assert len(privacy.held_about(marcus)["1:1s you had with others"]) == 1
    privacy.erase(user=marcus)
    assert Conversation.objects.get() == confirmed
    privacy.erase(user=rosa)
    assert not Conversation.objects.exists()


def test_it_stays_with_who_learned_when_somebody_leaves(signed_in, rosa, sam, marcus, harbor, confirmed):  # P05
    for learner in (rosa, sam):
        building.talk(learner, marcus, harbor)
    privacy.leave_agency(user=rosa, organization=harbor)
    assert set(Conversation.objects.of(rosa)) == {confirmed}
    assert signed_in(rosa).get(at("talk", confirmed)).status_code == 200
    assert "Nobody" not in signed_in(rosa).get(MINE).text
    privacy.leave_agency(user=marcus, organization=harbor)
    assert not Conversation.objects.of(sam).exists()
    assert signed_in(marcus).get(at("talk", confirmed)).status_code == 404
    Membership.objects.filter(user__in=[rosa, marcus]).update(ended_at=timezone.now() - timedelta(days=800))
    expire(now=timezone.now())
    assert Conversation.objects.get() == confirmed
