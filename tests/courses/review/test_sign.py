"""A reviewer without an account stands behind a lesson."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from courses.review import signing
from courses.review.models import Packet, Review
from courses.review.packets import contents
from courses.review.rules import State
from courses.review.services import close_packet, find_packet, open_packet, sign_packet
from lms.ledger.models import Entry
from lms.ledger.services import opens
from tests import builders
from tests.courses.review.conftest import DANA

SOON = builders.today() + timedelta(days=90)


@pytest.fixture
def asked(harbor, jo, lesson):
    packet, token = open_packet(organization=harbor, by=jo, kind="clinician", language="en", activity_keys=[lesson.key])
    return packet, token


def test_it_stands_as_reviewed(lesson, reviewed, stands):
    assert stands(lesson).state == State.NOT_REVIEWED
    (review,) = reviewed(lesson)
    stand = stands(lesson)
    assert (stand.state, stand.left, stand.total, stand.reviews) == (State.REVIEWED, 0, 1, [review])
    assert (review.printed_name, review.wording.title) == ("Dana", "Breathing first")


def test_it_is_in_review_while_somebody_is_asked(asked, lesson, stands):
    assert stands(lesson).state == State.IN_REVIEW


def test_it_is_signed_into_the_ledger(lesson, reviewed):
    (review,) = reviewed(lesson)
    entry = Entry.objects.get(seq=review.ledger_seq)
    assert (entry.role, entry.meaning, entry.actor) == ("clinician", signing.SIGNED, review.packet_id)
    assert opens(entry, facts=signing.facts_of(review), salt=review.salt)
    review.printed_name = "Somebody else"
    assert not opens(entry, facts=signing.facts_of(review), salt=review.salt)


def test_it_opens_by_its_link_once(asked):
    packet, token = asked
    assert find_packet(token=token) == packet
    sign_packet(packet=packet, seen=contents(packet).digest, review_due=SOON, **DANA)
    assert find_packet(token=token) is None
    with pytest.raises(ValidationError, match="ended"):
        sign_packet(packet=packet, seen=contents(packet).digest, review_due=SOON, **DANA)
    assert Review.objects.count() == 1


def test_it_opens_no_more_once_closed_or_expired(asked, jo):
    packet, token = asked
    Packet.objects.update(expires_at=timezone.now())
    assert find_packet(token=token) is None
    Packet.objects.update(expires_at=timezone.now() + timedelta(days=1))
    close_packet(packet=packet, by=jo)
    assert find_packet(token=token) is None
    assert find_packet(token="guessed") is None


def test_it_refuses_words_that_changed_under_the_reviewers_eyes(asked, lesson):
    from tests.courses.review.conftest import edited

    packet, _token = asked
    seen = contents(packet).digest
    edited(lesson, "not waking", "not talking")
    with pytest.raises(ValidationError, match="changed while you were reading"):
        sign_packet(packet=packet, seen=seen, review_due=SOON, **DANA)
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    "day", [builders.today(), builders.today() - timedelta(days=1), builders.today() + timedelta(days=200)]
)
def test_it_takes_a_day_within_the_claims_interval(asked, day):
    packet, _token = asked
    with pytest.raises(ValidationError, match="Choose a day"):
        sign_packet(packet=packet, seen=contents(packet).digest, review_due=day, **DANA)
    assert Packet.objects.open().count() == 1


@pytest.mark.parametrize("missing", ["printed_name", "credential", "conflict_of_interest"])
def test_it_asks_who_signs(asked, missing):
    packet, _token = asked
    with pytest.raises(ValidationError):
        sign_packet(packet=packet, seen=contents(packet).digest, review_due=SOON, **{**DANA, missing: ""})
    assert not Entry.objects.exists()


def test_it_covers_what_was_ticked(harbor, course, jo, stands):
    tagged = [builders.safety(builders.text("Air."), claims=("SC05", "SC06"))]
    module = builders.lessons_of(course)[0].get_parent().specific
    lesson = builders.lesson(module, "Two claims", [tagged], safety_critical=True)
    packet, _token = open_packet(
        organization=harbor, by=jo, kind="clinician", language="en", activity_keys=[lesson.key]
    )
    found = contents(packet)
    ticked = [item.code for item in found.items if item.id == "SC06"]
    sign_packet(packet=packet, seen=found.digest, review_due=SOON, ticked=ticked, **DANA)
    stand = stands(lesson)
    assert (stand.state, stand.left, stand.total) == (State.IN_REVIEW, 2, 3)


def test_it_shows_each_reviewer_only_what_is_theirs(harbor, course, jo, stands, reviewed):
    module = builders.lessons_of(course)[0].get_parent().specific
    tagged = [
        builders.safety(builders.text("Call 911."), claims=("SC02",)),
        builders.safety(builders.text("[[local:good_samaritan]]"), claims=("SC16",)),
        builders.safety(builders.text("Give naloxone."), claims=("SC03",)),
    ]
    lesson = builders.lesson(module, "The law", [tagged], safety_critical=True)
    packet, _token = open_packet(organization=harbor, by=jo, kind="legal", language="en", activity_keys=[lesson.key])
    assert [item.id for item in contents(packet).items] == ["SC02", "SC16"]
    reviewed(lesson)
    assert stands(lesson).needs == {"legal"}
    reviewed(lesson, kind="legal")
    assert stands(lesson).state == State.REVIEWED


@pytest.mark.parametrize("role", ["trainer", "supervisor", "new_hire"])
def test_it_is_asked_for_by_coordinators(harbor, lesson, role):
    other = builders.person("Nobody", role, harbor)
    with pytest.raises(PermissionDenied):
        open_packet(organization=harbor, by=other, kind="clinician", language="en", activity_keys=[lesson.key])


def test_it_is_not_danas_to_ask(harbor, lesson, dana, asked):  # A12
    outsider = dana("coordinator")
    with pytest.raises(PermissionDenied):
        open_packet(organization=harbor, by=outsider, kind="clinician", language="en", activity_keys=[lesson.key])
    with pytest.raises(PermissionDenied):
        close_packet(packet=asked[0], by=outsider)
    assert not Packet.objects.visible_to(outsider).exists()


def test_it_asks_nobody_about_another_agencys_lesson(lesson, dana):  # A12
    outsider = dana("coordinator")
    elsewhere = outsider.memberships.get().organization
    with pytest.raises(ValidationError, match="Nothing"):
        open_packet(organization=elsewhere, by=outsider, kind="clinician", language="en", activity_keys=[lesson.key])


def test_it_asks_nobody_about_nothing(harbor, jo, lesson, reviewed):
    reviewed(lesson)
    with pytest.raises(ValidationError, match="Nothing"):
        open_packet(organization=harbor, by=jo, kind="clinician", language="en", activity_keys=[lesson.key])
