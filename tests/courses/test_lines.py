"""What a list says of a page: read once per revision, and never older than what is published."""

import pytest

from courses.pages.lines import lines
from tests import builders


@pytest.fixture
def keys(course):
    return [str(page.key) for page in (*builders.lessons_of(course), *builders.sessions_of(course))]


def test_it_knows_every_kind_of_page(course, keys):
    lesson, session = lines(keys).values()
    assert (lesson.title, lesson.page_count, lesson.attested) == ("Words that help", 2, False)
    assert (session.title, session.page_count, session.attested) == ("First hello", 1, True)


def test_it_asks_once_where_nothing_was_published_since(course, keys, django_assert_num_queries):
    first = lines(keys)
    with django_assert_num_queries(1):
        assert lines(keys) == first


def test_it_shows_an_edit_at_once(course, keys):
    lines(keys)
    lesson = builders.lessons_of(course)[0]
    lesson.content_note = "Somebody dies in it."
    lesson.save_revision().publish()
    assert lines(keys)[keys[0]].content_note == "Somebody dies in it."


def test_it_leaves_drafts_out(course, keys):
    lines(keys)
    lesson = builders.lessons_of(course)[0]
    lesson.title = "Not for anybody yet"
    lesson.save_revision()
    assert lines(keys)[keys[0]].title == "Words that help"
    lesson.unpublish()
    assert list(lines(keys)) == keys[1:]


def test_it_keeps_nothing_of_a_page_without_a_revision(course, keys):
    lesson = builders.lessons_of(course)[0]
    type(lesson).objects.filter(pk=lesson.pk).update(live_revision=None)
    lines(keys)
    type(lesson).objects.filter(pk=lesson.pk).update(title="Written by hand")
    assert lines(keys)[keys[0]].title == "Written by hand"
