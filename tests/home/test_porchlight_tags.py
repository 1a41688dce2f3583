"""What templates may ask for: the ways around the site, minutes in words."""

import pytest
from django.template import Context

from lms.templatetags.porchlight import dialable, duration, navigation, stressed


def names(**context):
    return [way["name"] for way in navigation(Context(context))["ways"]]


def test_it_shows_a_learner_three_ways():
    assert names(here="home", roles={"new_hire"}) == ["home", "learning", "record", "me"]


def test_it_shows_people_and_sessions_to_who_leads_them():
    assert names(here="home", roles={"trainer"})[3:] == ["people", "sessions", "observe"]


def test_it_shows_whoever_observes_whom_to_observe_and_no_people():
    found = names(here="home", roles={"observer"})
    assert "observe" in found
    assert not {"people", "sessions"} & set(found)


def test_it_shows_a_coordinator_people_but_no_sessions():
    assert names(here="home", roles={"coordinator"})[3:] == ["people"]


def test_it_shows_a_stranger_nothing():
    assert names() == []


def test_it_marks_where_one_is():
    ways = navigation(Context({}), here="record")["ways"]
    assert [way["name"] for way in ways if way["current"]] == ["record"]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 minutes"), (1, "1 minute"), (45, "45 minutes"), (60, "1 hour"), (120, "2 hours"), (95, "1 h 35 min")],
)
def test_it_says_minutes_in_words(minutes, words):
    assert duration(minutes) == words


def test_it_dials_digits_and_a_plus_only():
    assert dialable("+1 (555) 01-00") == "+15550100"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Call 911.** Now.", "<strong>Call 911.</strong> Now."),
        ("It is *your* sign.", "It is <em>your</em> sign."),
        ("5 * 3 * 2 and a ** b", "5 * 3 * 2 and a ** b"),
        ("**<b>**", "<strong>&lt;b&gt;</strong>"),
    ],
)
def test_it_lets_words_of_a_line_stand_out(text, html):
    assert stressed(text) == html
