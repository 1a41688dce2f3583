"""A scenario is kept on a phone as a page that plays all of it, by the same rules."""

import json
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import lms
from assessments.roleplay.scenarios.copies import graph_of
from assessments.roleplay.scenarios.graph import play
from assessments.roleplay.scenarios.services import begin_run
from courses.enrollment.services import enroll
from tests import builders
from tests.assessments.roleplay.scenarios import writing
from tests.assessments.roleplay.scenarios.test_graph import NAMES, scenarios
from tests.assessments.roleplay.scenarios.writing import pick


@pytest.fixture
def client(signed_in, rosa, rosas):
    return signed_in(rosa)


def keep(client, page):
    return client.get(reverse("lms_courses:keep", kwargs={"key": page.key}))


def copy(client, page, number=1):
    return client.get(reverse("lms_courses:copy", kwargs={"key": page.key, "page": number}))


def test_it_says_what_belongs_to_a_scenario_and_how_large_it_is(client, page):
    told = keep(client, page).json()
    road = f"/learn/{page.key}/"
    assert told["pages"] == [{"url": road, "copy": f"{road}1/copy/"}]
    assert (told["title"], told["start"], told["road"]) == ("At the door", road, road)
    assert (told["media"], told["played"]) == ([], {"run": 0, "chosen": [], "over": False})
    lesson = builders.lesson(page.get_parent().specific, "On the road", [[builders.text("One.")]])
    assert keep(client, lesson).json()["bytes"] < told["bytes"] < 400_000


def test_it_offers_to_keep_it_where_a_lesson_does(client, page):
    shown = client.get(f"/learn/{page.key}/").text
    assert f'data-keep="/learn/{page.key}/keep/"' in shown
    assert "Keep this scenario on this phone" in shown


def test_it_is_shown_on_the_path_where_it_is_kept(client, page):
    course = page.get_parent().get_parent().specific
    assert f'data-kept-lesson="{page.key}"' in client.get(f"/course/{course.key}/").text


def test_it_is_one_page_with_all_that_can_come(client, page):
    shown = copy(client, page).text
    for words in ("Raised voices.", "What now at the sofa?", "After Argue.", "Because Wait.", "So it ends gone."):
        assert words in shown
    assert [copy(client, page, number).status_code for number in (0, 2)] == [404, 404]


def test_it_is_the_same_copy_whatever_somebody_chose_and_another_once_it_says_something_else(client, rosas, page):
    before = keep(client, page).json()
    begin_run(enrollment=rosas, page=page, number=1)
    pick(rosas, page, "Listen")
    after = keep(client, page).json()
    assert after["version"] == before["version"]
    (chosen,) = after["played"]["chosen"]
    assert (after["played"]["run"], chosen[0], len(chosen)) == (1, "door", 2)
    assert "Listen" not in copy(client, page).text.partition("data-graph")[0], "nothing of hers is in it"
    page.situation = "Somebody else is at the door."
    page.save_revision().publish()
    assert keep(client, page).json()["version"] != before["version"]


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, page, rosas, role):  # A12
    outsider = signed_in(dana(role))
    assert (keep(outsider, page).status_code, copy(outsider, page).status_code) == (404, 404)


def test_it_is_not_here_before_it_is_open_or_for_a_stranger(signed_in, sam, page, harbor):
    course = page.get_parent().get_parent().specific
    later = builders.module(course, "Later")
    later.opens_after.add(page.get_parent().specific)
    later.save()
    locked = writing.scenario(later)
    enroll(learner=sam, organization=harbor, course=course)
    assert (keep(signed_in(sam), locked).status_code, copy(signed_in(sam), locked).status_code) == (404, 404)
    assert keep(Client(), page).url.startswith("/sign-in/")


def test_it_keeps_no_session_that_needs_people(client, page):
    session = builders.session(page.get_parent().specific)
    assert (keep(client, session).status_code, copy(client, session).status_code) == (404, 404)


SCRIPT = Path(lms.__file__).parent / "static" / "lms" / "playing.js"
PLAY = """
globalThis.self = globalThis;
require(process.argv[1]);
const lines = require("fs").readFileSync(0, "utf8").trim().split("\\n");
const name = (one) => one && one.name;
for (const { graph, chosen } of lines.map((line) => JSON.parse(line))) {
  const { steps, state, turn, ending } = playing.play(graph, chosen);
  console.log(JSON.stringify({
    state, turn: name(turn) || "", ending: name(ending) || "",
    steps: steps.map((step) => [step.turn.name, step.choice.id, step.before, step.after, step.misses]),
    results: playing.results(steps).map(([criterion, counts]) => ({ criterion, ...counts })),
    moments: playing.moments(steps).map((step) => steps.indexOf(step)),
    open: turn ? playing.open(turn, state).map((choice) => choice.id) : [],
    missed: playing.notSeen(steps),
  }));
}
"""


def told(playing):
    """What Python says of it, in the same words."""
    missed = [one for one in playing.steps if one.misses and one.turn in playing.not_seen]
    return {
        "state": list(playing.state),
        "turn": playing.turn.name if playing.turn else "",
        "ending": playing.ending.name if playing.ending else "",
        "steps": [[s.turn.name, s.choice.id, list(s.before), list(s.after), s.misses] for s in playing.steps],
        "results": [asdict(one) for one in playing.results],
        "moments": [next(n for n, one in enumerate(playing.steps) if one is step) for step in playing.moments()],
        "open": [one.id for one in playing.turn.open(playing.state)] if playing.turn else [],
        "missed": [next(one.text for one in s.turn.open(s.before) if one.must_do) for s in missed],
    }


CHOSEN = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from("xy")), max_size=8)


def on_a_way(scenario, wishes):
    """Choices that lead on as far as they can: the wish where it is open, else what is open."""
    chosen = []
    for _turn, wish in wishes:
        playing = play(scenario, chosen)
        if not playing.turn or not (ways := playing.turn.open(playing.state)):
            break
        chosen.append((playing.turn.name, next((one.id for one in ways if one.id == wish), ways[0].id)))
    return chosen


@settings(max_examples=15, deadline=None, phases=[Phase.generate])
@given(st.lists(st.tuples(scenarios(), CHOSEN), min_size=12, max_size=12))
def test_it_is_played_by_the_same_rules(cases):
    played = [(scenario, on_a_way(scenario, wishes) or wishes) for scenario, wishes in cases]
    lines = "\n".join(json.dumps({"graph": graph_of(one, str), "chosen": chosen}) for one, chosen in played)
    asked = [str(Path(sys.executable).with_name("node")), "-e", PLAY, str(SCRIPT)]
    said = subprocess.run(asked, input=lines, capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert [json.loads(line) for line in said.splitlines()] == [told(play(one, chosen)) for one, chosen in played]


def test_it_sends_the_edition_that_was_read(client, page):
    (edition,) = set(re.findall(r'name="edition" value="(\d+)"', copy(client, page).text))
    assert edition == str(page.live_revision_id)
