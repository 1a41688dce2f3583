"""A scenario is played turn by turn: every choice is kept once, and any ending is done."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assessments.roleplay.scenarios.models import ScenarioChoice, ScenarioRun
from assessments.roleplay.scenarios.runs import Runs
from assessments.roleplay.scenarios.services import begin_run, choose
from courses.enrollment.services import enroll
from courses.progress.models import Completion
from tests.assessments.roleplay.scenarios import writing
from tests.assessments.roleplay.scenarios.writing import pick, play_to_the_end


@pytest.fixture
def road(page):
    return reverse("lms_courses:activity", kwargs={"key": page.key})


def address(page, run, number):
    return reverse("lms_assessments:scenario_turn", kwargs={"key": page.key, "run": run, "number": number})


def send(client, page, number, text, run=1):
    """Choose by the words that stand on the page."""
    html = client.get(address(page, run, number)).content.decode()
    value = re.search(rf'value="([^"]+)" required> <span>{re.escape(text)}', html)
    turn = re.search(r'name="turn" value="([^"]+)"', html)
    data = {"choice": value[1], "turn": turn[1]} if value and turn else {"choice": "x", "turn": "x"}
    return client.post(address(page, run, number), data, follow=True)


def test_it_is_played_from_its_content_note_to_its_end(rosa, rosas, page, road, signed_in):
    client = signed_in(rosa)
    begun = client.get(road)
    assert "Raised voices." in begun.content.decode()
    begin = reverse("lms_assessments:scenario_begin", kwargs={"key": page.key})
    first = client.post(begin, {"number": "1"}, follow=True)
    assert "What now at the door?" in first.content.decode()
    second = send(client, page, 1, "Argue").content.decode()
    assert "After Argue." in second
    assert "Tension: <strong>very high</strong>" in second
    last = send(client, page, 2, "Call for help").content.decode()
    assert "It ends calm" in last
    assert "What did you notice?" in last
    assert "Because Argue." in last


def test_it_is_done_at_any_ending_and_says_the_same_of_each(rosas, page):
    play_to_the_end(rosas, page, "Argue", "Wait")
    done = Completion.objects.get()
    assert (done.kind, done.result, done.title) == ("scenario", "practiced", "At the door")
    play_to_the_end(rosas, page, "Listen", "Call for help")
    assert Completion.objects.count() == 1
    assert list(ScenarioRun.objects.values_list("ending", flat=True)) == ["gone", "calm"]


def test_it_names_the_must_do_step_that_was_not_seen(rosa, rosas, page, road, signed_in):
    play_to_the_end(rosas, page, "Listen", "Wait")
    html = signed_in(rosa).get(road).content.decode()
    assert "Must-do step not seen yet" in html
    assert "<li>Call for help</li>" in html
    assert not re.search(r"passed|failed|score", html.partition("<main")[2].partition("</main")[0], re.IGNORECASE)


def test_it_goes_on_where_somebody_was_on_another_phone(rosa, rosas, page, road, signed_in):
    begin_run(enrollment=rosas, page=page, number=1)
    pick(rosas, page, "Listen")
    assert "What now at the sofa?" in signed_in(rosa).get(road).content.decode()


def test_it_shows_what_was_chosen_on_the_way_back(rosa, rosas, page, signed_in):
    begin_run(enrollment=rosas, page=page, number=1)
    pick(rosas, page, "Listen")
    html = signed_in(rosa).get(address(page, 1, 1)).content.decode()
    assert "You chose" in html
    assert 'type="radio"' not in html


def test_it_keeps_the_first_choice_however_often_and_late_others_come(rosas, page):
    begin_run(enrollment=rosas, page=page, number=1)
    door = Runs(rosas, page).scenario.turns[0]
    for one in (*door.choices, *door.choices):
        where = {"run_number": 1, "number": 1, "turn": "door"}
        choose(enrollment=rosas, page=page, choice_id=one.id, **where)
    assert [one.said for one in ScenarioChoice.objects.all()] == ["Listen"]


@pytest.mark.parametrize(
    ("run", "number", "turn"), [(1, 2, "sofa"), (1, 9, "door"), (2, 1, "door"), (1, 1, "sofa"), (1, 0, "door")]
)
def test_it_takes_nothing_out_of_order(rosas, page, run, number, turn):
    begin_run(enrollment=rosas, page=page, number=1)
    door = Runs(rosas, page).scenario.turns[0]
    asked = {"run_number": run, "number": number, "turn": turn, "choice_id": door.choices[0].id}
    if number:
        with pytest.raises(ValidationError):
            choose(enrollment=rosas, page=page, **asked)
    else:
        choose(enrollment=rosas, page=page, **asked)
    assert not ScenarioChoice.objects.exists()


def test_it_begins_each_run_once_and_none_ahead(rosas, page):
    for number in (1, 1, 3, 2, 2, 5):
        begin_run(enrollment=rosas, page=page, number=number)
    assert list(ScenarioRun.objects.values_list("number", flat=True)) == [1, 2]


def start_again(client, page, number):
    begin = reverse("lms_assessments:scenario_begin", kwargs={"key": page.key})
    return client.post(begin, {"number": number}, follow=True).content.decode()


def test_it_starts_again_in_the_middle_and_keeps_what_was_chosen(rosa, rosas, page, road, signed_in):
    begin_run(enrollment=rosas, page=page, number=1)
    client = signed_in(rosa)
    assert "Start again" not in client.get(road).content.decode(), "nothing is chosen yet"
    shown = send(client, page, 1, "Argue").content.decode()
    (number,) = re.findall(r'name="number" value="(\d+)"', shown)
    for _twice in range(2):
        assert "What now at the door?" in start_again(client, page, number), "straight at the first turn"
    pick(rosas, page, "Listen")
    start_again(client, page, number)
    assert [(one.run.number, one.said) for one in ScenarioChoice.objects.order_by("run__number")] == [
        (1, "Argue"),
        (2, "Listen"),
    ]


def test_it_takes_what_is_still_to_come_of_a_run_after_another_was_begun(rosas, page):
    for number in (1, 2):
        begin_run(enrollment=rosas, page=page, number=number)
    pick(rosas, page, "Listen", run=1)
    assert pick(rosas, page, "Wait", run=1).ending == "gone"
    assert Completion.objects.count() == 1


def test_it_asks_again_where_the_words_fit_no_more(rosa, rosas, page, road, signed_in):
    play_to_the_end(rosas, page, "Listen")
    page.steps = [writing.turn("porch", *[writing.choice(one, "calm") for one in "ab"]), writing.ending("calm", "good")]
    page.save_revision().publish()
    assert "What now at the porch?" in signed_in(rosa).get(road).content.decode()
    pick(rosas, page, "a")
    assert [one.said for one in ScenarioChoice.objects.all()] == ["a"]


def test_it_says_which_choice_is_missing_and_keeps_the_place(rosa, rosas, page, signed_in):
    begin_run(enrollment=rosas, page=page, number=1)
    response = signed_in(rosa).post(address(page, 1, 1), {"turn": "door"})
    assert "Choose one of these." in response.content.decode()


def test_it_is_not_there_for_anybody_elsewhere(dana, page, rosas, road, signed_in):
    begin_run(enrollment=rosas, page=page, number=1)
    client = signed_in(dana("new_hire"))
    for where in (road, address(page, 1, 1)):
        answer = client.get(where)
        assert answer.status_code == 404
        assert b"door" not in answer.content
    assert client.post(address(page, 1, 1), {"turn": "door", "choice": "x"}).status_code == 404


def test_it_keeps_one_persons_choices_from_another(sam, page, rosas, road, signed_in):
    enroll(learner=sam, organization=rosas.organization, course=page.get_parent().get_parent().specific)
    begin_run(enrollment=rosas, page=page, number=1)
    assert signed_in(sam).get(address(page, 1, 1)).url == road
