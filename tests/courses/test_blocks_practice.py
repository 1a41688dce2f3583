"""Blocks to practice with: answered on the page, kept nowhere, and all of it without JavaScript."""

import re

import pytest
from django.urls import reverse

from courses.pages.models import LessonPage
from courses.pages.vocabulary.practice import mixed
from courses.progress.models import Place
from tests import builders
from tests.courses import editing
from tests.courses.editing import PUBLISH, add, errors, lesson, pages
from tests.courses.vocabulary import HOSTILE, PRACTICE, block, lesson_of, many, read


@pytest.fixture
def client(signed_in, rosa):
    return signed_in(rosa)


@pytest.fixture
def shown(client, harbor, rosa):
    return read(client, lesson_of(harbor, *PRACTICE), rosa)


WORDS = [
    *("Front a", "Back b", "Yours or not yours", "Diagnosing", "It is the work.", "Step three", "Because two"),
    *("You are late.", "Good to see you.", "When I do not know, I …", "say so.", "Somebody turns away.", "They nod."),
    *("A good way to go", "What do you bring to this?", "A slow breath out", "Five senses", "Feet on the floor"),
]


@pytest.mark.parametrize("words", WORDS)
def test_it_shows_everything_without_javascript(shown, words):
    assert words in shown


def test_it_sends_nothing_of_what_one_does(shown):
    # P09
    blocks = shown[shown.index('<div class="blocks"') : shown.index('class="row turn"')]

    # A reflection has a form of its own: what is typed goes nowhere unless its writer presses “Save to my account”.
    reflection = re.search(r"<form.*?</form>", blocks, re.DOTALL)
    blocks = blocks.replace(reflection[0], "")
    fields = re.findall(r"<(?:input|textarea|select)\b[^>]*>", blocks)
    assert len(fields) == 4 + 3 + 2
    assert "<form" not in blocks[: blocks.rindex("</details>")]
    assert [field for field in fields if " form=" in field] == []


def test_it_writes_nothing_down(shown):
    # P09
    assert not Place.objects.exists()


def test_it_offers_the_senses_beside_the_breath(shown):
    breath = shown[shown.index("A slow breath out") :]

    assert breath.index("Name a few things you see") < breath.index("</details>")


def test_it_mixes_what_is_to_be_ordered_the_same_way_for_everybody():
    items = list("abcdef")
    for seed in map(str, range(200)):
        drawn = mixed(items, seed)
        assert drawn == mixed(items, seed)
        assert drawn != items
        assert sorted(drawn) == items
    assert mixed(["only"], "1") == ["only"]


def test_it_shows_markup_as_text(client, harbor, rosa):
    two = {"heading": HOSTILE, "cards": many({"front": HOSTILE, "back": HOSTILE}, {"front": HOSTILE, "back": HOSTILE})}
    sort = many({"text": HOSTILE, "group": HOSTILE, "why": HOSTILE}, {"text": "a", "group": "b", "why": ""})
    order = many({"text": HOSTILE, "why": HOSTILE}, {"text": HOSTILE, "why": HOSTILE})
    say = many(*({"text": HOSTILE, "reply": HOSTILE, "best": False} for _n in "ab"))
    said = [
        block("flip", two),
        block("sort", {"heading": HOSTILE, "groups": [HOSTILE, "b"], "cards": sort}),
        block("order", {"heading": HOSTILE, "items": order}),
        block("rewrite", {"prompt": HOSTILE, "sentence": HOSTILE, "ways": [HOSTILE]}),
        block("finish", {"prompt": HOSTILE, "examples": [HOSTILE]}),
        block("say", {"prompt": HOSTILE, "situation": "<p>Hi.</p>", "options": say}),
        block("reflection", {"prompt": HOSTILE}),
    ]
    page = read(client, lesson_of(harbor, *said), rosa)
    assert HOSTILE not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 5 + 7 + 7 + 3 + 2 + 5 + 1


def test_it_gives_a_reviewer_every_line(harbor):
    lines = " ".join(line for one in lesson_of(harbor, *PRACTICE).passages() for line in one.lines)

    for words in (*WORDS[:12], "A good way to go: Take your time. (They nod.)", "Breathe out slowly", "Not mine"):
        assert words in lines


SORT = {
    "heading": "Whose?",
    "groups": editing.many("Mine", "Theirs"),
    "cards": editing.many(*({"text": text, "group": "Mine", "why": ""} for text in ("Listen", "Wait"))),
}
ASTRAY = {**SORT, "cards": editing.many(*({"text": text, "group": "Ours", "why": ""} for text in ("Listen", "Wait")))}
WAYS = editing.many(*({"text": text, "reply": "They nod.", "best": "on"} for text in ("Hello.", "Hi.")))
SAY = {"prompt": "What would you say?", "situation": editing.text("Somebody waits.")[1], "options": WAYS}
REFUSED = {
    "sort": (ASTRAY, "These cards name a group that is not there: Listen, Wait."),
    "say": (SAY, "Mark one way as a good one, or none."),
    "reflection": ({"prompt": ""}, "This field is required."),
    "flip": (
        {"heading": "Two", "cards": editing.many({"front": "a", "back": "b"})},
        "The minimum number of items is 2",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_it_keeps_a_draft_and_says_what_is_missing_to_publish(signed_in, inez, harbor, kind):
    module, client = builders.module(builders.course(harbor)), signed_in(inez)
    value, sentence = REFUSED[kind]
    given = lesson(pages=pages((kind, value)))

    assert errors(add(client, module, LessonPage, **given, **PUBLISH)) == [sentence]
    add(client, module, LessonPage, **given)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[LessonPage.objects.get().pk])).status_code == 200


def test_it_publishes_cards_whose_groups_are_there(signed_in, inez, harbor):
    module = builders.module(builders.course(harbor))
    add(signed_in(inez), module, LessonPage, **lesson(pages=pages(("sort", SORT))), **PUBLISH)

    assert LessonPage.objects.get().live
