"""What a decision reads like for whoever logged the shift: nothing for ten minutes, then everything."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.services import take_back_shift
from assessments.shadowing.signing.links import make_link, sign_by_link
from assessments.shadowing.signing.models import SignOff
from assessments.shadowing.signing.services import undo
from assessments.shadowing.signing.stand_ins import name_stand_in
from lms.home import privacy
from lms.people.models import Role
from lms.people.services import add_member
from tests import builders
from tests.assessments.shadowing.deciding import HOURS, WHY, at, decide, decided, later, shown, words


@pytest.fixture
def entry(rosa, harbor):
    return builders.shift(rosa, harbor)


@pytest.mark.parametrize("outcome", ["signed", "in_part", "needs_word", "not_there", "not_counted"])
def test_it_is_not_told_before_its_ten_minutes(signed_in, rosa, entry, marcus, outcome):
    decide(entry, marcus, outcome)
    client = signed_in(rosa)
    for page in (words(client.get(HOURS)), shown(client, entry)):
        assert "Waiting to be signed" in page
        for untold in (entry.get_state_display(), WHY, "Which van", "a meeting", "3 h 30 min", "Your word"):
            assert untold not in page


def test_it_settles_when_the_page_is_opened(signed_in, rosa, entry, marcus):
    decide(entry, marcus, "signed")
    ShadowEntry.objects.update(decided_at=timezone.now() - timedelta(minutes=10))
    assert "4 h signed" in words(signed_in(rosa).get(HOURS))
    entry.refresh_from_db()
    assert entry.settled_at


def test_it_says_how_much_counts_why_and_by_whom(signed_in, rosa, entry, marcus):
    decided(entry, marcus, "in_part")
    page = shown(signed_in(rosa), entry)
    assert "You wrote 4 h, counted 3 h 30 min." in page
    assert f"“{WHY}”" in page
    assert "Marcus, supervisor · “We talked it through”" in page


def test_it_adds_up_and_puts_first_what_asks_for_a_word(signed_in, rosa, harbor, marcus):
    decided(builders.shift(rosa, harbor, days_ago=9), marcus, "in_part")
    decided(builders.shift(rosa, harbor, days_ago=5, hours=3), marcus, "signed")
    builders.shift(rosa, harbor, days_ago=2, hours=2)
    page = words(signed_in(rosa).get(HOURS))
    assert "6 h 30 min signed · 2 h waiting to be signed · 1 shift asks for your word" in page
    until = (builders.today() + timedelta(days=7)).strftime("%B")
    assert f"you wrote 4 h, counted 3 h 30 min · you can answer until {until}" in page
    assert page.index("Counted in part") < page.index("All the others") < page.index("2 h · Van")


def test_it_names_whoever_stood_in(signed_in, rosa, harbor, entry, marcus, inez):
    today = builders.today()
    away = {"away_from": today - timedelta(days=1), "away_until": today + timedelta(days=1)}
    name_stand_in(organization=harbor, supervisor=marcus, stand_in=inez, **away)
    decided(entry, inez, "signed")
    assert "Inez, trainer, standing in for Marcus · “I was there”" in shown(signed_in(rosa), entry)


def test_it_names_a_colleague_without_an_account(signed_in, rosa, entry, marcus):
    link, _code = make_link(entry=entry, by=marcus, name="Nurse")
    sign_by_link(link=link, name="Jo Anne", outcome="signed")
    builders.minutes_pass(entry)
    said = "Jo Anne, a colleague without an account, by a link that Marcus made · “I was there”"
    assert said in shown(signed_in(rosa), entry)


def test_it_tells_of_an_undo_once_the_ten_minutes_are_over(signed_in, rosa, entry, marcus):
    decide(entry, marcus, "in_part")
    undo(sign_off=SignOff.objects.get(), signer=marcus)
    client = signed_in(rosa)
    assert "Taken back" not in shown(client, entry)
    later(entry)
    page = shown(client, entry)
    assert page.index("counted 3 h 30 min") < page.index("Taken back within ten minutes.")
    assert "Waiting to be signed" in page


def test_it_keeps_what_the_shift_said_then(signed_in, rosa, entry, marcus):
    take_back_shift(entry=decided(entry, marcus, "needs_word"))
    ShadowEntry.objects.update(ended_at=entry.ended_at - timedelta(hours=1), minutes=180)
    page = shown(signed_in(rosa), entry)
    assert "What happened so far" in page
    assert "At that time you had written:" in page
    assert "“Which van was it?”" in page


def test_it_says_who_signs(signed_in, rosa, harbor, entry, marcus, jo):
    client = signed_in(rosa)
    for page in (words(client.get(HOURS)), shown(client, entry)):
        assert "Your shifts are signed by: Marcus." in page
    marcus.memberships.update(ended_at=timezone.now())
    assert "You have no supervisor yet. Until then they are signed by: Jo." in words(client.get(HOURS))
    jo.memberships.update(ended_at=timezone.now())
    assert "Nobody can sign your shifts yet. Ask your coordinator." in words(client.get(HOURS))


def test_it_says_that_the_colleague_can_sign_too(signed_in, rosa, harbor, marcus, sam, inez):
    for colleague, can in ((inez, True), (sam, False)):
        entry = builders.shift(rosa, harbor, days_ago=3 if can else 5, colleague_id=colleague.pk)
        page = shown(signed_in(rosa), entry)
        assert (f"{colleague.profile} was there and can sign this one too." in page) is can


def test_it_says_who_signs_in_each_agency(signed_in, rosa, marcus, elsewhere):
    add_member(user=rosa, organization=elsewhere, role=Role.NEW_HIRE)
    page = words(signed_in(rosa).get(HOURS))
    assert "Harbor Outreach: Your shifts are signed by: Marcus." in page
    assert "River House: Nobody can sign your shifts yet." in page


def test_it_stays_readable_after_somebody_left(signed_in, rosa, harbor, entry, marcus):
    decided(entry, marcus, "in_part")
    privacy.leave_agency(user=rosa, organization=harbor)
    page = shown(signed_in(rosa), entry)
    assert "You have left Harbor Outreach" in page
    assert "You wrote 4 h, counted 3 h 30 min." in page
    assert "Your word" not in page


def test_it_stays_readable_after_the_signer_left_for_good(signed_in, rosa, entry, marcus):
    decided(entry, marcus, "signed")
    privacy.erase(user=marcus)
    assert "Somebody who left, supervisor" in shown(signed_in(rosa), entry)


@pytest.mark.parametrize("who", ["marcus", "inez", "jo", "sam"])
def test_it_is_the_learners_own_page(request, signed_in, entry, marcus, who):
    decided(entry, marcus, "in_part")
    client = signed_in(request.getfixturevalue(who))
    assert WHY not in client.get(HOURS).text
    assert client.get(at("shift", entry)).status_code == 404


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_nothing_to_dana(signed_in, dana, role, entry, marcus):  # A12
    decided(entry, marcus, "in_part")
    client = signed_in(dana(role))
    assert client.get(at("shift", entry)).status_code == 404
    page = words(client.get(HOURS))
    assert "Marcus" not in page
    assert WHY not in page


def test_it_asks_no_more_queries_for_more_shifts(signed_in, rosa, harbor, marcus, django_assert_max_num_queries):
    for day in range(1, 5):
        decided(builders.shift(rosa, harbor, days_ago=day), marcus, "in_part")
    client = signed_in(rosa)
    with django_assert_max_num_queries(16):
        client.get(HOURS)
