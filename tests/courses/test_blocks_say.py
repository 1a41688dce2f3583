"""Callout, story and quote, steps for an emergency, and a content note with a choice."""

import re

import pytest
from django.urls import reverse

from courses.pages.blocks import passage
from courses.pages.models import LessonPage
from courses.progress.models import Completion
from courses.review.rules import digest
from tests import builders
from tests.courses.editing import PUBLISH, add, errors, lesson, pages
from tests.courses.vocabulary import HOSTILE, SAY, STORY, block, lesson_of, many, read

NOTE = {"content_note": "Somebody is turned away. It ends well."}
NOTHING = "null"  # what the editor sends for a text that is empty


@pytest.fixture
def client(signed_in, rosa):
    return signed_in(rosa)


@pytest.fixture
def story(harbor):
    return lesson_of(harbor, builders.text("What to do."), STORY, builders.check(), **NOTE)


def test_it_shows_what_is_said(client, harbor, rosa):
    page = read(client, lesson_of(harbor, *SAY), rosa)

    for words in ("Take this along", "Behind the library", "He waited for an hour.", "A saying of many movements"):
        assert words in page
    assert "do-now" in page


def test_it_shows_markup_as_text(client, harbor, rosa):
    # I01: rich text is another matter, it is cut to what we allow when it is written
    said = [
        block("callout", {"title": HOSTILE, "body": "<p>Hi.</p>"}),
        block("story", {"title": HOSTILE, "body": "<p>Hi.</p>"}),
        block("quote", {"text": "<p>Hi.</p>", "source": HOSTILE}),
        block("steps", {"heading": HOSTILE, "steps": [HOSTILE, "Wait."]}),
    ]
    page = read(client, lesson_of(harbor, *said), rosa)

    assert HOSTILE not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 5


def test_it_leaves_stories_out_for_whoever_wants_steps_only(client, rosa, story):
    whole = read(client, story, rosa)
    steps = read(client, story, rosa, "?read=steps")

    assert "He waited for an hour." in whole
    assert "He waited for an hour." not in steps
    assert "What to do." in steps
    assert "A story is left out here." in steps


def test_it_keeps_to_steps_only_from_page_to_page(client, rosa, harbor):
    made = builders.lesson(builders.module(builders.course(harbor)), pages=[[STORY], [STORY, builders.check()]], **NOTE)
    read(client, made, rosa)

    turned = client.post(reverse("lms_courses:turn", kwargs={"key": made.key, "page": 1}) + "?read=steps")

    assert turned.url.endswith("/2/?read=steps")
    page = client.get(turned.url).text
    assert "/1/?read=steps" in page
    kept = re.findall(r'(?:href|action)="([^"?]+)\?read=steps"', page)
    assert len(kept) == 3, "the way back, the answer and the next page"


def test_it_costs_no_credit_to_leave_a_story_out(client, rosa, story):
    read(client, story, rosa, "?read=steps")
    ((question, options),) = story.answer_key().items()
    right = next(option for option, is_right in options.items() if is_right)
    where = {"key": story.key, "page": 1}
    client.post(reverse("lms_courses:answer", kwargs={**where, "block": question}) + "?read=steps", {"option": right})
    client.post(reverse("lms_courses:turn", kwargs=where) + "?read=steps")

    assert Completion.objects.get().published_minutes == story.minutes


def test_it_offers_the_choice_only_where_there_is_one(client, rosa, harbor, story):
    assert "Read it all" in read(client, story, rosa)
    assert "Read it all" not in read(client, lesson_of(harbor, builders.text("A kit."), **NOTE), rosa)


def test_it_keeps_what_was_signed_before_there_were_emergencies(harbor):
    made = lesson_of(harbor, block("steps", {"heading": "", "steps": many("Look.", "Wait.")}), builders.check())
    steps, check = (passage(one, ()) for one in made.pages[0].value["body"])

    assert digest(steps.content) == digest(["steps", {"heading": "", "steps": many("Look.", "Wait.")}])
    assert set(check.content[1]) == {"question", "options"}


def test_it_gives_a_reviewer_every_line(harbor):
    lines = " ".join(line for one in lesson_of(harbor, *SAY).passages() for line in one.lines)

    for words in ("Say their name.", "People come back to people.", "He waited", "Nothing about us", "many movements"):
        assert words in lines


UNFINISHED = {
    "callout": {"title": "", "body": NOTHING},
    "story": {"title": "", "body": NOTHING},
    "quote": {"text": NOTHING, "source": ""},
}


@pytest.mark.parametrize("kind", UNFINISHED)
def test_it_keeps_a_draft_and_says_what_is_missing_to_publish(signed_in, inez, harbor, kind):
    module = builders.module(builders.course(harbor))
    given = lesson(pages=pages((kind, UNFINISHED[kind])))
    client = signed_in(inez)

    assert errors(add(client, module, LessonPage, **given, **PUBLISH)) == ["This field is required."]
    add(client, module, LessonPage, **given)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[LessonPage.objects.get().pk])).status_code == 200
