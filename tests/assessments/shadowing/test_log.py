"""The shift log on a phone: typed in under a minute, kept for me, sent, taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.signing.services import sign_off
from lms.home import privacy
from lms.home.retention import expire
from lms.people.models import Membership
from tests import builders

HOURS = reverse("lms_assessments:hours")
ADD = reverse("lms_assessments:add_shift")
SHIFT = {
    "key": "6a5e8e3a-7f64-4a53-9f0e-0d8f6d1c2b3a",
    "day": "2025-05-05",
    "start": "09:00",
    "end": "13:30",
    "setting": "street",
}


def at(name, entry):
    return reverse(f"lms_assessments:{name}", kwargs={"pk": entry.pk})


def words(answer):
    return " ".join(answer.text.split())


def test_it_takes_five_fields(signed_in, rosa):
    shown = words(signed_in(rosa).post(ADD, SHIFT, follow=True))
    assert "Saved. It waits to be signed." in shown
    assert "May 5, 2025, 9 a.m. – 1:30 p.m." in shown
    assert "4 h 30 min · Street" in shown
    assert "Waiting to be signed" in shown
    assert ShadowEntry.objects.get().learner == rosa


def test_it_keeps_everything_that_was_said(signed_in, rosa, marcus):
    more = {"colleague": marcus.pk, "did_naloxone": "2", "introductions": "3", "permission_asked": "on"}
    more |= {"debrief": "declined", "wish": "try", "to_practice": "Test strips.", "noticed": "I was nervous at first."}
    signed_in(rosa).post(ADD, {**SHIFT, **more})
    entry = ShadowEntry.objects.get()
    shown = words(signed_in(rosa).get(at("shift", entry)))
    for said in ("Marcus", "Did it together, colleague leading", "3, they were asked first", "I would rather not"):
        assert said in shown
    for said in ("Ready to try", "Test strips.", "I was nervous at first.", "only you see this"):
        assert said in shown


def test_it_is_kept_once_after_two_taps(signed_in, rosa):
    client = signed_in(rosa)
    for _tap in range(2):
        client.post(ADD, SHIFT)
    assert ShadowEntry.objects.count() == 1


@pytest.mark.parametrize(("minutes", "said"), [(0, "Saved. It waits to be signed."), (11, "Saved.")])
def test_it_takes_a_form_that_comes_again_after_a_decision(signed_in, rosa, marcus, minutes, said):
    client = signed_in(rosa)
    client.post(ADD, SHIFT, follow=True)
    entry = ShadowEntry.objects.get()
    sign_off(entry=entry, signer=marcus, outcome="signed", meaning="was_there")
    builders.minutes_pass(entry, minutes)
    again = client.post(ADD, SHIFT, follow=True)
    assert [str(one) for one in again.context["messages"]] == [said]
    assert ShadowEntry.objects.count() == 1


@pytest.mark.parametrize("day", ["9999-12-31", "2099-01-01"])
def test_it_takes_no_day_to_come(signed_in, rosa, day):
    assert "This shift is not over yet." in words(signed_in(rosa).post(ADD, {**SHIFT, "day": day, "end": "08:00"}))
    assert not ShadowEntry.objects.exists()


def test_it_is_kept_for_later_and_sent_then(signed_in, rosa):
    client = signed_in(rosa)
    assert "Kept for later. Only you see it." in client.post(ADD, {**SHIFT, "keep": "1"}, follow=True).text
    draft = ShadowEntry.objects.get()
    page = client.get(at("shift", draft)).text
    assert 'value="2025-05-05"' in page
    assert 'value="13:30"' in page
    client.post(at("shift", draft), {**SHIFT, "end": "14:00"})
    draft.refresh_from_db()
    assert (draft.state, draft.minutes) == (State.SUBMITTED, 300)


def test_it_is_taken_back_and_deleted(signed_in, rosa, harbor):
    client, entry = signed_in(rosa), builders.shift(rosa, harbor)
    assert "Open it to correct it first." in client.post(at("delete_shift", entry), follow=True).text
    client.post(at("take_back_shift", entry))
    assert "Deleted." in client.post(at("delete_shift", entry), follow=True).text
    assert not ShadowEntry.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "2025-03-09", "start": "02:30", "end": "06:00"}, "this time did not exist"),
        ({"day": "2025-11-02", "start": "01:30", "end": "06:00"}, "The clocks were put back that night. Choose one."),
        ({"end": "08:00"}, "That is more than 16 hours."),
        ({"day": "1999-12-31"}, "This day is too long ago."),
        ({"day": "2999-01-01"}, "This shift is not over yet."),
        ({"start": "nine"}, "Enter a valid time."),
        ({"setting": "420 Main St"}, "Select a valid choice."),
        ({"colleague": "999999"}, "Select a valid choice."),
    ],
)
def test_it_says_what_to_change_and_loses_nothing(signed_in, rosa, typed, said):  # H10, H11
    answer = signed_in(rosa).post(ADD, {**SHIFT, "to_practice": "Listening.", **typed})
    assert said in words(answer)
    assert "Listening." in answer.text
    assert not ShadowEntry.objects.exists()


def test_it_takes_the_answer_which_of_the_two(signed_in, rosa):  # H10
    night = {**SHIFT, "day": "2025-11-02", "start": "01:30", "end": "06:00"}
    client = signed_in(rosa)
    assert "That time came twice. Which one do you mean?" in client.post(ADD, night).text
    client.post(ADD, {**night, "which_start": "second", "keep": "1"})
    entry = ShadowEntry.objects.get()
    assert (entry.minutes, entry.started_at.hour) == (270, 6)
    assert 'value="second"' in client.get(at("shift", entry)).text.split("checked")[0][-300:]


def test_it_refuses_words_that_tell_who_it_was(signed_in, rosa):  # P01
    answer = signed_in(rosa).post(ADD, {**SHIFT, "noticed": "Talked long with Mr. Lopez."})
    assert "“Mr. Lopez” could tell who somebody is." in answer.text
    assert "Talked long with Mr. Lopez." in answer.text
    assert "Keep my words." not in answer.text
    assert not ShadowEntry.objects.exists()


def test_it_asks_about_words_that_might(signed_in, rosa):  # P01
    client, said = signed_in(rosa), {**SHIFT, "noticed": "Dr. Smith showed us around."}
    asked = client.post(ADD, said).text
    assert "Could “Dr. Smith” tell who a participant is?" in asked
    assert "Keep my words." in asked
    client.post(ADD, {**said, "keep_words": "on"})
    assert ShadowEntry.objects.get().noticed == "Dr. Smith showed us around."


@pytest.mark.parametrize("who", ["marcus", "inez", "jo", "sam"])
def test_it_shows_what_i_noticed_to_nobody_else(request, signed_in, rosa, harbor, who):  # P03
    other = request.getfixturevalue(who)
    entry = builders.shift(rosa, harbor, noticed="I was afraid.", colleague_id=other.pk)
    client = signed_in(other)
    assert client.get(at("shift", entry)).status_code == 404
    member = reverse("lms_home:person", kwargs={"membership": rosa.memberships.get().pk})
    for page in (HOURS, "/", member, reverse("lms_home:people"), reverse("lms_home:kept")):
        assert "I was afraid." not in client.get(page).text
    assert "I was afraid." not in str(privacy.held_about(other))


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_nothing_to_dana(signed_in, dana, role, rosa, harbor):  # A12
    entry, client = builders.shift(rosa, harbor), signed_in(dana(role))
    assert "Van" not in client.get(HOURS).text
    assert client.get(at("shift", entry)).status_code == 404
    for name in ("shift", "delete_shift", "take_back_shift"):
        assert client.post(at(name, entry), SHIFT).status_code == 404
    assert "Rosa" not in client.get(ADD).text
    entry.refresh_from_db()
    assert entry.state == State.SUBMITTED


def test_it_says_that_nobody_could_sign_it(signed_in, rosa, harbor):
    entry = builders.shift(rosa, harbor)
    privacy.leave_agency(user=rosa, organization=harbor)
    client = signed_in(rosa)
    assert "You are in no agency now" in client.get(ADD).text
    assert "You have left Harbor Outreach" in client.get(at("shift", entry)).text


def test_it_is_in_what_is_kept_and_goes_with_the_account(rosa, marcus, harbor):  # P05
    builders.shift(rosa, harbor, colleague_id=marcus.pk, activities={"listen": 3}, noticed="Cold day.")
    (row,) = privacy.held_about(rosa)["Shifts you logged"]
    assert (row["with whom"], row["what you noticed"], row["where"]) == ("Marcus", "Cold day.", "Van")
    assert row["what you did"] == "Listen and reflect: Led, colleague beside me ready to step in"
    assert len(privacy.held_about(marcus)["Shifts of others that name you"]) == 1
    privacy.erase(user=marcus)
    assert ShadowEntry.objects.get().colleague is None
    privacy.erase(user=rosa)
    assert not ShadowEntry.objects.exists()


def test_it_goes_a_while_after_somebody_left(rosa, sam, harbor):  # P05
    for learner in (rosa, sam):
        builders.shift(learner, harbor)
    privacy.leave_agency(user=rosa, organization=harbor)
    Membership.objects.filter(user=rosa).update(ended_at=timezone.now() - timedelta(days=800))
    expire(now=timezone.now())
    assert ShadowEntry.objects.get().learner == sam


def folds(page):
    """Which of the two parts stand open: what somebody did, what they say."""
    return [" open" in part.split(">")[0] for part in page.text.split('<details class="stack"')[1:3]]


@pytest.mark.parametrize(
    ("typed", "open_ones"),
    [
        ({"end": "08:00"}, [False, False]),
        ({"did_listen": "3", "end": "08:00"}, [True, False]),
        ({"introductions": "-1"}, [True, False]),
        ({"noticed": "Talked long with Mr. Lopez."}, [False, True]),
    ],
)
def test_it_unfolds_what_holds_something_and_nothing_else(signed_in, rosa, typed, open_ones):
    client = signed_in(rosa)
    assert folds(client.get(ADD)) == [False, False]
    assert folds(client.post(ADD, {**SHIFT, **typed})) == open_ones
