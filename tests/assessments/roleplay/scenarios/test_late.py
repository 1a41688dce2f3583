"""Choices that were made without a connection arrive late, in order and once, also where the scenario changed (P06)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.roleplay.scenarios.models import ScenarioChoice, ScenarioRun
from assessments.roleplay.scenarios.runs import Runs
from assessments.roleplay.scenarios.services import begin_run
from courses.pages import marks
from courses.pages.standing import standing
from courses.progress.models import Arrival, Completion, LearningTime, Place
from tests.assessments.roleplay.scenarios import writing
from tests.assessments.roleplay.scenarios.writing import pick
from tests.courses.test_late import entry


@pytest.fixture
def client(signed_in, rosa, rosas):
    return signed_in(rosa)


def begin(client, page, body, number=1):
    return client.post(reverse("lms_assessments:scenario_begin", kwargs={"key": page.key}), {**body, "number": number})


def choose(client, page, body, number, turn, text, run=1):
    """Choose by the words of the edition that `page` is."""
    found = next(one for one in page.scenario().places[turn].choices if one.text == text)
    where = {"key": page.key, "run": run, "number": number}
    said = {"turn": turn, "choice": found.id, "edition": page.live_revision_id}
    return client.post(reverse("lms_assessments:scenario_turn", kwargs=where), {**said, **body})


def chosen():
    return [(one.run.number, one.number, one.said) for one in ScenarioChoice.objects.order_by("run__number", "number")]


def test_it_takes_a_whole_run_in_order_and_each_entry_once(client, rosa, page):
    first, second, third = (entry(rosa) for _each in range(3))
    for _again in range(2):
        assert begin(client, page, first).json()["state"] == "saved"
        assert choose(client, page, second, 1, "door", "Listen").json()["state"] == "saved"
        assert choose(client, page, third, 2, "sofa", "Wait").json()["state"] == "saved"
    assert chosen() == [(1, 1, "Listen"), (1, 2, "Wait")]
    assert (ScenarioRun.objects.get().ending, Completion.objects.get().result) == ("gone", "practiced")
    assert Arrival.objects.count() == 3


def test_it_lets_the_first_choice_of_a_number_stand_whichever_phone_it_came_from(client, rosa, rosas, page):
    begin_run(enrollment=rosas, page=page, number=1)
    pick(rosas, page, "Argue")
    assert choose(client, page, entry(rosa), 1, "door", "Listen").json()["state"] == "saved"
    assert chosen() == [(1, 1, "Argue")]


def test_it_says_that_one_went_on_somewhere_else(client, rosa, rosas, page):
    page.steps = [
        writing.turn("door", writing.choice("Listen", "sofa"), writing.choice("Argue", "porch")),
        *[
            writing.turn(name, writing.choice("Sit", "calm"), writing.choice("Go", "calm"))
            for name in ("sofa", "porch")
        ],
        writing.ending("calm", "good"),
    ]
    page.save_revision().publish()
    page.refresh_from_db()
    begin_run(enrollment=rosas, page=page, number=1)
    pick(rosas, page, "Argue")
    assert choose(client, page, entry(rosa), 1, "door", "Listen").json()["state"] == "saved"
    refused = choose(client, page, entry(rosa), 2, "sofa", "Sit")
    assert refused.json()["sentence"] == "You went on from here somewhere else, and that stands. Here is where you are."
    assert chosen() == [(1, 1, "Argue")]


def test_it_refuses_with_a_sentence_what_can_be_no_choice(client, rosa, page):
    begin(client, page, entry(rosa))
    body = {**entry(rosa), "choice": "nothing"}
    refused = choose(client, page, body, 1, "door", "Listen")
    assert (refused.status_code, refused.json()["sentence"]) == (409, "Choose one of these.")
    early = choose(client, page, entry(rosa), 2, "sofa", "Wait")
    assert early.json()["sentence"] == "This is not open yet. Here is where you are."
    assert not ScenarioChoice.objects.exists()


@pytest.fixture
def rewritten(page):
    """The scenario, published anew with another turn in the middle. Returns it as it was read before."""
    read = type(page).objects.get(pk=page.pk)
    door = page.steps.get_prep_value()[0]
    for choice in door["value"]["choices"]:
        choice["value"]["to"] = "porch"
    porch = writing.turn("porch", writing.choice("Sit", "calm"), writing.choice("Stand", "calm"))

    def publish():
        page.steps = [door, porch, writing.ending("calm", "good")]
        page.save_revision().publish()
        return read

    return publish


def test_it_counts_what_was_read_where_it_changed_since(client, rosa, page, rewritten):
    read = rewritten()
    begin(client, page, entry(rosa))
    for number, turn, text in ((1, "door", "Argue"), (2, "sofa", "Wait")):
        assert choose(client, read, entry(rosa), number, turn, text).json()["state"] == "saved"
    assert chosen() == [(1, 1, "Argue"), (1, 2, "Wait")]
    assert (ScenarioRun.objects.get().ending, Completion.objects.get().result) == ("gone", "practiced")
    shown = client.get(f"/learn/{page.key}/").text
    assert "You played this to an end, and that is saved." in shown
    choose(client, page, {}, 2, "porch", "Sit")
    assert chosen() == [(1, 1, "Argue"), (1, 2, "Wait")], "a run that is over stays as it is"


def test_it_says_so_where_it_changed_in_the_middle(client, rosa, page):
    steps = [
        writing.turn("door", writing.choice("Listen", "sofa"), writing.choice("Argue", "sofa")),
        writing.turn("sofa", writing.choice("Ask", "porch"), writing.choice("Wait", "porch")),
        writing.turn("porch", writing.choice("Sit", "calm"), writing.choice("Stand", "calm")),
        writing.ending("calm", "good"),
    ]
    page.steps = steps
    page.save_revision().publish()
    read = type(page).objects.get(pk=page.pk)
    steps[0]["value"]["choices"][0]["value"]["to"] = steps[0]["value"]["choices"][1]["value"]["to"] = "porch"
    page.steps = [steps[0], *steps[2:]]
    page.save_revision().publish()
    begin(client, page, entry(rosa))
    for number, turn, text in ((1, "door", "Listen"), (2, "sofa", "Ask")):
        assert choose(client, read, entry(rosa), number, turn, text).json()["state"] == "saved"
    shown = client.get(f"/learn/{page.key}/").text
    assert "This scenario changed since you chose. What you chose is kept." in shown
    assert "What now at the porch?" in shown
    choose(client, page, {}, 2, "porch", "Sit")
    assert Completion.objects.exists()


def test_it_takes_no_edition_of_something_else(client, rosa, page, rewritten, module):
    other = writing.scenario(module, title="Another")
    read = rewritten()
    begin(client, page, entry(rosa))
    choose(client, read, entry(rosa), 1, "door", "Argue")
    for edition in (other.live_revision_id, 0, "x" * 40, "9" * 40):
        refused = choose(client, read, {**entry(rosa), "edition": edition}, 2, "sofa", "Wait")
        assert refused.json()["sentence"] == "This scenario changed while you were reading. Here is how it goes on now."
    assert chosen() == [(1, 1, "Argue")]


def opened(rosa, page, ago):
    return marks.write(standing(rosa, page.key), marks.Mark(int(timezone.now().timestamp()) - ago))


def test_it_counts_the_time_of_a_choice_once(client, rosa, page):
    told = {"opened": opened(rosa, page, 90_000), "from": 100, "to": 160}
    begin(client, page, {**entry(rosa), **told})
    choose(client, page, {**entry(rosa), **told, "from": 160, "to": 200}, 1, "door", "Listen")
    choose(client, page, {**entry(rosa), **told, "from": 200, "to": 290}, 1, "door", "Listen")
    assert LearningTime.objects.get().engaged_seconds == 100


def test_it_keeps_which_words_were_read_where_a_life_may_depend_on_them(client, rosa, page):
    page.safety_critical = True
    page.save_revision().publish()
    shown = {"language": "en", "wording": "a" * 64}
    mark = marks.write(standing(rosa, page.key), marks.Mark(int(timezone.now().timestamp()), shown))
    begin(client, page, entry(rosa))
    choose(client, page, {**entry(rosa), "opened": mark}, 1, "door", "Listen")
    assert Place.objects.get().wording == "a" * 64


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, page, rosas, role):  # A12
    begin_run(enrollment=rosas, page=page, number=1)
    outsider = dana(role)
    assert begin(signed_in(outsider), page, entry(outsider), number=2).status_code == 404
    assert choose(signed_in(outsider), page, entry(outsider), 1, "door", "Listen").status_code == 404
    assert (ScenarioRun.objects.count(), Arrival.objects.count()) == (1, 0)


def test_it_goes_on_from_the_first_of_two_phones(client, rosa, rosas, page):
    for number in (1, 2):
        begin(client, page, entry(rosa), number=number)
        begin(client, page, entry(rosa), number=number)
    choose(client, page, entry(rosa), 1, "door", "Argue", run=1)
    choose(client, page, entry(rosa), 1, "door", "Listen", run=2)
    assert chosen() == [(1, 1, "Argue"), (2, 1, "Listen")]
    assert Runs(rosas, page).current.number == 2
