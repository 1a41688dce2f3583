"""A trainer writes a scenario in the Wagtail editor, sees its map, and plays its draft."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from assessments.roleplay.scenarios.models import ScenarioChoice, ScenarioPage, ScenarioRun
from tests.courses.editing import PUBLISH, add, edit, errors, form, many

NONE = {"count": "0"}


def choice(text, to, **more):
    said = {"text": text, "consequence": "So.", "rationale": "Because.", "to": to, "effects": NONE, "needs": NONE}
    return {**said, "trust": "0", "safety": "0", "tension": "0", **more}


def turn(name, *choices):
    said = {"name": name, "speaker": "", "line": "What now?", "otherwise": "", "needs": NONE}
    return ("turn", {**said, "choices": many(*choices)})


def ending(name, tone):
    said = {"name": name, "title": name, "text": "So it ends.", "tone": tone, "otherwise": "", "needs": NONE}
    return ("ending", said)


CALM, GONE = ending("calm", "good"), ending("gone", "hard")
EFFECT = many({"criterion": "G1", "change": "1"})
DOOR = turn("door", choice("Listen", "calm", must_do="on", effects=EFFECT), choice("Leave", "gone"))
ATTIC = turn("attic", choice("Up", "calm"), choice("Down", "door"))
LOST = turn("door", choice("Listen", "cellar"), choice("Leave", "gone"))
SPIN = turn("spin", choice("Left", "spin"), choice("Right", "spin"))


def story(*steps, **data):
    given = {"title": "At the door", "slug": "door", "minutes": "8", "domains_ethics": "8", "required": "on"}
    begins = {"situation": "Somebody knocks.", "start_trust": "2", "start_safety": "2", "start_tension": "2"}
    return {**given, **begins, "steps": streamfield(list(steps)), **data}


UNFINISHED = {
    "Nobody ever comes to turn “attic”.": story(DOOR, ATTIC, CALM, GONE),
    "Turn “door” is a dead end: “Listen” leads to no turn or ending.": story(LOST, CALM, GONE),
    "Turn “spin” goes round and round": story(turn("door", choice("In", "spin"), choice("Out", "calm")), SPIN, CALM),
    "No way leads to a good ending": story(turn("door", choice("a", "gone"), choice("b", "gone")), GONE),
}


@pytest.fixture
def inside(inez, signed_in):
    return signed_in(inez)


def test_it_makes_a_scenario_from_nothing(inside, module):
    add(inside, module, ScenarioPage, **story(DOOR, CALM, GONE), **PUBLISH)
    made = ScenarioPage.objects.get()
    assert made.live
    first = made.scenario().turns[0].choices[0]
    assert (first.must_do, first.criteria, first.to) == (True, {"G1": 1}, "calm")


@pytest.mark.parametrize("says", UNFINISHED)
def test_it_keeps_a_draft_and_names_what_keeps_it_from_being_published(inside, module, says):
    add(inside, module, ScenarioPage, **UNFINISHED[says])
    made = ScenarioPage.objects.get()
    response = edit(inside, made, **UNFINISHED[says], **PUBLISH)
    assert any(says in sentence for sentence in errors(response))
    made.refresh_from_db()
    assert not made.live
    edit(inside, made, **story(DOOR, CALM, GONE), **PUBLISH)
    made.refresh_from_db()
    assert made.live


def test_it_says_it_where_the_choice_leads(inside, module):
    response = add(inside, module, ScenarioPage, **story(LOST, CALM, GONE), **PUBLISH)
    (marked,) = response.context["form"].errors.as_data()["steps"]
    choices = marked.block_errors[0].block_errors["choices"].block_errors
    assert list(choices) == [0]
    assert "“Listen” leads to no turn or ending" in choices[0].block_errors["to"].message


def test_it_judges_no_turns_that_it_could_not_read(inside, module):
    without_words = turn("door", choice("", "calm"), choice("Leave", "gone"))
    said = errors(add(inside, module, ScenarioPage, **story(without_words, CALM, GONE), **PUBLISH))
    assert "A scenario needs at least one turn and one ending." not in said
    assert said == ["This field is required."]


def test_it_draws_the_map_and_says_it_in_words(inside, module):
    add(inside, module, ScenarioPage, **story(DOOR, ATTIC, CALM, GONE))
    made = ScenarioPage.objects.get()
    html = inside.get(reverse("wagtailadmin_pages:edit", args=[made.pk])).content.decode()
    shown = html.partition('id="scenario-map"')[2]
    assert "Nobody ever comes to turn “attic”." in shown
    assert "Turn attic: “Down” goes to turn door" in shown
    assert "Turn door: after “Leave” comes the ending gone" in shown
    assert shown.partition("</svg>")[0].count("<rect") == 4
    assert 'style="' not in shown.partition("</svg>")[0]


def play(client, page, mode):
    where = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client.post(where, form(**story(DOOR, CALM, GONE)))
    return client.get(where, {"mode": mode}).content.decode()


def test_it_plays_a_draft_and_writes_nothing(inside, module):
    add(inside, module, ScenarioPage, **story(DOOR, CALM, GONE))
    made = ScenarioPage.objects.get()
    assert "What now?" in play(inside, made, "play")
    assert 'href="?mode=play.0"' in play(inside, made, "play")
    ended = play(inside, made, "play.1")
    assert "So it ends." in ended
    assert "Must-do step not seen yet" in ended
    assert not ScenarioRun.objects.exists()
    assert not ScenarioChoice.objects.exists()


@pytest.mark.parametrize("mode", ["play.9", "play.x", "play.0.0.0", "nowhere", "play." + "0." * 400])
def test_it_stumbles_over_no_address_of_a_preview(inside, module, mode):
    add(inside, module, ScenarioPage, **story(DOOR, CALM, GONE))
    assert "At the door" in play(inside, ScenarioPage.objects.get(), mode)
