"""Words that a course explains where they stand, also without JavaScript."""

import re

import pytest
from django.utils.translation import override
from wagtail.test.utils.form_data import rich_text, streamfield

from courses.pages.models import CoursePage
from tests import builders
from tests.courses import editing
from tests.courses.vocabulary import HOSTILE, block, many, read

NALOXONE = {"type": "term", "value": {"term": "naloxone", "meaning": "A medicine against opioids."}}
CARDS = block("flip", {"heading": "[[term:naloxone]]", "cards": many(*({"front": f"{n}", "back": "b"} for n in "ab"))})
OPENED = re.compile(r'class="term" popovertarget="(\S+)">(.*?)</button><span class="meaning" id="\1"')


@pytest.fixture
def course(harbor):
    return builders.course(harbor, glossary=[NALOXONE])


@pytest.fixture
def lesson(course):
    text = builders.text("[[term:Naloxone]] and [[term:the van]]. [[term:naloxone]], again.")
    return builders.lesson(builders.module(course), pages=[[text, CARDS]])


@pytest.fixture
def client(signed_in, rosa):
    return signed_in(rosa)


def test_it_opens_a_word_where_it_stands(client, lesson, rosa):
    shown = read(client, lesson, rosa)

    assert [word for _place, word in OPENED.findall(shown)] == ["Naloxone", "naloxone"]
    assert shown.count("A medicine against opioids.") == 2
    assert len({place for place, _word in OPENED.findall(shown)}) == 2


def test_it_says_the_word_alone_elsewhere(client, lesson, rosa):
    shown = read(client, lesson, rosa)

    assert "<h2>naloxone</h2>" in shown
    assert "and the van." in shown
    assert "[[" not in shown


def test_it_follows_an_edited_word_at_once(client, course, lesson, rosa):
    read(client, lesson, rosa)
    course.glossary = [("term", {"term": "Naloxone", "meaning": f"It brings back breath. {HOSTILE}"})]
    course.save_revision().publish()

    shown = read(client, lesson, rosa)
    assert "It brings back breath. &lt;script&gt;" in shown
    assert "A medicine against opioids." not in shown


def test_it_waits_for_what_is_only_a_draft(client, course, lesson, rosa):
    course.glossary = [("term", {"term": "naloxone", "meaning": "Not said yet."})]
    course.save_revision()

    assert "Not said yet." not in read(client, lesson, rosa)


def test_it_explains_in_the_language_of_the_lesson(client, lesson, rosa):
    spanish = builders.in_spanish(lesson)
    course = CoursePage.objects.ancestor_of(spanish).get()
    course.alias_of = None
    course.glossary = [("term", {"term": "naloxone", "meaning": "Una medicina contra los opioides."})]
    course.save_revision().publish()

    with override("es"):
        client.cookies["django_language"] = "es"
        assert "Una medicina contra los opioides." in read(client, lesson, rosa)


def test_it_explains_nothing_of_another_course(client, harbor, lesson, rosa):
    other = builders.module(builders.course(harbor, "Other"))
    elsewhere = builders.lesson(other, pages=[[builders.text("[[term:naloxone]]")]])

    assert not OPENED.findall(read(client, elsewhere, rosa))


def test_it_is_written_by_a_trainer_with_the_course(signed_in, inez, course):
    words = streamfield([("term", {"term": " the  van ", "meaning": "Where we meet."})])
    answer = editing.edit(signed_in(inez), course, glossary=words, introduction=rich_text(""), **editing.PUBLISH)

    assert answer.status_code == 302
    course.refresh_from_db()
    assert [dict(word.value) for word in course.glossary] == [{"term": "the van", "meaning": "Where we meet."}]
