"""The page behind a link: for somebody without an account, once."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.signing.models import Remark
from assessments.shadowing.signing.services import seal_of
from tests import builders


@pytest.fixture
def entry(rosa, harbor):
    return builders.shift(rosa, harbor, to_practice="The first hello.", noticed="Only for me.")


@pytest.fixture
def link(signed_in, entry, marcus):
    url = reverse("lms_assessments:signing_link", kwargs={"pk": entry.pk})
    shown = signed_in(marcus).post(url, {"name": "The nurse"}).text
    return re.search(r"/sign/[\w-]+/", shown)[0]


def words(answer):
    return " ".join(answer.text.split())


def test_it_shows_the_shift_and_nothing_private(client, link):
    answer = client.get(link)
    shown = words(answer)
    assert "Rosa wrote this shift down. Marcus asks you" in shown
    assert "Only for me." not in shown
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_it_shows_none_of_the_persons_words(client, rosa, entry, link):
    said = {"wish": "try", "debrief": "declined", "introductions": 3, "activities": {"naloxone": 3}}
    ShadowEntry.objects.update(**said, asked_another_at=timezone.now())
    Remark.objects.create(entry=entry, author=rosa, text="It was a hard week.")
    shown = words(client.get(link))
    for private in ("The first hello.", "Ready to try", "I would rather not", "It was a hard week.", "asked to look"):
        assert private not in shown
    for told in ("4 hours · Van", "Naloxone training to a participant", "Introduced to 3 people"):
        assert told in shown


def test_it_is_said_who_sees_that(signed_in, rosa):
    shown = words(signed_in(rosa).get(reverse("lms_home:record")))
    assert "whom your supervisor sends a link sees one shift: when, where, what you did; never your words." in shown
    assert "Nobody else outside your agency sees anything" in shown


def test_it_signs_what_was_shown(client, entry, link):
    seal = re.search(r'name="seen" value="(\w+)"', client.get(link).text)[1]
    assert seal == seal_of(entry)
    assert "Thank you" in words(client.post(link, {"name": "Ada", "outcome": "signed", "seen": seal}))


def test_it_is_nothing_for_whoever_made_it(signed_in, marcus, inez, link):
    # H01
    said = {"name": "Ada", "outcome": "signed"}
    answers = (signed_in(marcus).get(link), signed_in(marcus).post(link, said))
    for answer in answers:
        assert answer.status_code == 404
        assert "Rosa" not in answer.text
    assert ShadowEntry.objects.get().state == State.SUBMITTED
    assert signed_in(inez).get(link).status_code == 200


def test_it_is_not_used_up_by_looking(client, link):
    for _look in range(3):
        assert client.get(link).status_code == client.head(link).status_code == 200


def test_it_signs_once(client, entry, link):
    said = {"name": "Ada", "outcome": "signed"}
    assert "Thank you" in words(client.post(link, said))
    assert ShadowEntry.objects.get().state == State.SIGNED
    for answer in (client.post(link, said), client.get(link)):
        assert answer.status_code == 404
        assert "This link opens nothing" in answer.text


def test_it_counts_a_part(client, link):
    part = {"name": "Ada", "outcome": "in_part", "hours": 2, "reason": "I left at noon."}
    assert "Count less than was written" in words(client.post(link, {**part, "hours": 9}))
    assert "Thank you" in words(client.post(link, part))
    assert ShadowEntry.objects.get().counted == 120


def test_it_is_never_for_ones_own_shift(signed_in, rosa, link):
    # H01
    assert signed_in(rosa).get(link).status_code == 404
    assert signed_in(rosa).post(link, {"name": "Rosa's friend", "outcome": "signed"}).status_code == 404
    assert ShadowEntry.objects.get().state == State.SUBMITTED


def test_it_is_shown_once_and_taken_back(signed_in, client, entry, marcus, link):
    page = reverse("lms_assessments:sign_one", kwargs={"pk": entry.pk})
    shown = signed_in(marcus).get(page).text
    assert "A link for “The nurse” is open until" in shown
    assert link not in shown
    signed_in(marcus).post(reverse("lms_assessments:signing_link", kwargs={"pk": entry.pk}), {"take_back": "1"})
    assert client.get(link).status_code == 404


def test_it_looks_the_same_for_any_other_code(client, link):
    assert client.get("/sign/nothing-like-it/").status_code == 404


def test_it_needs_a_name(client, link):
    assert ShadowEntry.objects.get().state == State.SUBMITTED
    assert client.post(link, {"name": "  ", "outcome": "signed"}).status_code == 200
    assert client.get(link).status_code == 200
