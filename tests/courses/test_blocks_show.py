"""Drawings, files, video and audio, and what holds in one agency and not in another."""

import re
from datetime import date

import pytest
from django.urls import reverse

from courses.pages.models import LessonPage
from courses.review.reader import registry
from courses.review.rules import items
from lms.people.local.services import choose_words, write_line
from tests import builders
from tests.courses import editing
from tests.courses.editing import PUBLISH, add, errors, lesson, pages
from tests.courses.vocabulary import (
    DRAWING,
    HOSTILE,
    KIT,
    LOCAL,
    OVERLAY,
    block,
    document,
    lesson_of,
    media,
    read,
    shown,
)


@pytest.fixture
def client(signed_in, rosa):
    return signed_in(rosa)


def test_it_shows_a_drawing_with_its_description(client, harbor, rosa):
    page = read(client, lesson_of(harbor, DRAWING), rosa)

    assert 'role="img" aria-label="A small pouch"' in page
    assert '<rect x="2"' in page
    assert "The kit" in page


def test_it_shows_nothing_of_a_drawing_that_is_none(client, harbor, rosa):
    # I01: such a value cannot come through the editor, but an import or a hand in the database may bring it
    made = lesson_of(harbor, DRAWING)
    made.pages[0].value["body"][0].value["svg"] = KIT.replace("<rect", f"{HOSTILE}<rect")
    LessonPage.objects.filter(pk=made.pk).update(pages=made.pages)

    page = read(client, made, rosa)

    assert HOSTILE not in page
    assert "A small pouch" not in page


def test_it_fetches_no_file_before_somebody_wants_it(client, harbor, rosa):
    page = read(client, lesson_of(harbor, *shown()), rosa)

    players = re.findall(r"<(?:video|audio)\b[^>]*>", page)
    assert len(players) == 2
    assert all('preload="none"' in player and "autoplay" not in player for player in players)
    assert page.count("3.2 MB.") == 2
    assert page.count("Hello there.") == 2
    assert page.count('<track kind="captions"') == 1


def test_it_shows_names_of_files_as_text(client, harbor, rosa):
    # I03
    named = document("x.mp3")
    type(named).objects.filter(pk=named.pk).update(file='documents/"><script>alert(1)</script>.mp3')
    download = block("download", {"title": HOSTILE, "document": named.pk})
    page = read(client, lesson_of(harbor, media("audio", file=named.pk, title=HOSTILE), download), rosa)

    assert "<script>alert(1)" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3


def test_it_quotes_the_sheet_of_the_agency(client, harbor, rosa, jo):
    made = lesson_of(harbor, LOCAL)
    assert "Not written down yet" in read(client, made, rosa)

    said = {"text": "Three days <b>off</b>.", "source": "Handbook", "as_of": date(2026, 3, 1)}
    write_line(organization=harbor, by=jo, topic="grief", **said)

    page = read(client, made, rosa)
    assert "Time to grieve" in page
    assert "Three days &lt;b&gt;off&lt;/b&gt;." in page


def test_it_sends_a_quoted_line_to_its_reviewer(harbor):
    _title, _heading, passage = lesson_of(harbor, LOCAL).passages()

    assert passage.quotes == ["local:grief"]
    before, after = (items([passage], {"local:grief": text}, registry()) for text in ("Two days.", "Three days."))
    assert before != after


def test_it_shows_an_overlay_only_where_it_is_switched_on(client, harbor, rosa, jo):
    made = lesson_of(harbor, OVERLAY)
    assert "Our state money" not in read(client, made, rosa)

    choose_words(organization=harbor, by=jo, word="participant", overlays=["syringes"])
    assert "Our state money" in read(client, made, rosa)

    choose_words(organization=harbor, by=jo, word="participant", overlays=["test_strips"])
    assert "Our state money" not in read(client, made, rosa)


def test_it_asks_an_overlay_of_each_agency_alone(signed_in, harbor, elsewhere, jo, rosa, dana):
    choose_words(organization=harbor, by=jo, word="participant", overlays=["syringes"])
    other = dana("new_hire")

    assert "Our state money" in read(signed_in(rosa), lesson_of(harbor, OVERLAY), rosa)
    assert "Our state money" not in read(signed_in(other), lesson_of(elsewhere, OVERLAY), other)


def test_it_renders_words_that_the_checker_passes_over(client, harbor, rosa):
    page = read(client, lesson_of(harbor, builders.text("She said [[lang-ok:<b>Fish &amp; chips</b>]].")), rosa)

    assert "She said <b>Fish &amp; chips</b>." in page


def test_it_gives_a_reviewer_every_line(harbor):
    lines = " ".join(line for one in lesson_of(harbor, *shown()).passages() for line in one.lines)

    for words in ("A small pouch", "The kit", "Hello there.", "The list", "[[local:grief]]", "Our state money"):
        assert words in lines
    assert "svg" not in lines


WORDS = editing.text("Hello there.")[1]
MEDIA = {"title": "A van", "file": "", "megabytes": "1", "captions": "", "transcript": WORDS}
REFUSED = {
    "drawing": ({"svg": KIT, "alt": "", "caption": ""}, ["Say what it shows, for whoever does not see it."]),
    "video": (MEDIA, ["This field is required."]),
    "audio": ({**MEDIA, "transcript": "null"}, ["This field is required."]),
    "download": ({"title": "The list", "document": ""}, ["This field is required."]),
    "local": ({"topic": ""}, ["This field is required."]),
    "overlay": ({"key": "", "body": WORDS}, ["This field is required."]),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_it_keeps_a_draft_and_says_what_is_missing_to_publish(signed_in, inez, harbor, kind):
    module, client = builders.module(builders.course(harbor)), signed_in(inez)
    value, sentences = REFUSED[kind]
    given = lesson(pages=pages((kind, value)))

    assert errors(add(client, module, LessonPage, **given, **PUBLISH)) == sentences
    add(client, module, LessonPage, **given)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[LessonPage.objects.get().pk])).status_code == 200


def test_it_refuses_a_drawing_that_could_do_something(signed_in, inez, harbor):
    # I01
    module = builders.module(builders.course(harbor))
    drawing = {"svg": KIT.replace("<rect", '<rect onload="alert(1)"'), "alt": "A kit", "caption": ""}

    response = add(signed_in(inez), module, LessonPage, **lesson(pages=pages(("drawing", drawing))), **PUBLISH)

    assert errors(response) == ["A drawing has no “onload” in it."]


def test_it_wants_captions_for_a_video(signed_in, inez, harbor):
    module = builders.module(builders.course(harbor))
    value = {**MEDIA, "file": str(document("van.mp4").pk)}

    client = signed_in(inez)
    assert errors(add(client, module, LessonPage, **lesson(pages=pages(("video", value))), **PUBLISH))
    add(client, module, LessonPage, **lesson(pages=pages(("audio", value))), **PUBLISH)
    assert LessonPage.objects.get().live
