"""Tagging in the editor: claims on a part of a lesson, tokens in its text."""

import pytest
from django.core.exceptions import ValidationError

from courses.pages.models import LessonPage
from courses.pages.reviews import due, languages_of, modules_left
from courses.pages.sessions import SessionPage
from courses.review.rules import State
from tests import builders
from tests.courses import editing
from tests.courses.review.conftest import WAIT


@pytest.fixture
def inside(signed_in, inez):
    return signed_in(inez)


def part(*blocks):
    return ("safety", {"claims": "SC06", "body": editing.streamfield(list(blocks))})


def test_it_is_written_in_the_editor(inside, lesson):
    module = lesson.get_parent().specific
    body = editing.pages(part(editing.text("Breathing, not waking."), ("check", editing.check(True, False))))
    editing.add(inside, module, LessonPage, **editing.lesson(pages=body, safety_critical="on"), **editing.PUBLISH)
    made = LessonPage.objects.get(title="Kits")
    assert [(passage.claims, passage.is_check) for passage in made.passages()] == [
        (("SC06",), False),  # the title
        (("SC06",), False),  # the heading
        (("SC06",), False),
        (("SC06",), True),
    ]
    assert len(made.answer_key()) == 1


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        (part(editing.text("Air.")), "It makes a safety claim"),
        (editing.text(f"Wait [[param:{WAIT}]]."), "names a clinical value"),
        (editing.text("Wait [[param:lucky_number]]."), "[[param:lucky_number]]"),
        (editing.text("Ask [[local:weather]]."), "[[local:weather]]"),
    ],
)
def test_it_is_not_published_unsaid(inside, lesson, block, sentence):
    module = lesson.get_parent().specific
    answer = editing.add(inside, module, LessonPage, **editing.lesson(pages=editing.pages(block)), **editing.PUBLISH)
    assert sentence in " ".join(editing.errors(answer))
    assert not LessonPage.objects.filter(title="Kits").exists()


def test_it_keeps_what_lessons_were_before(lesson):
    plain = builders.lesson(lesson.get_parent().specific, "Plain")
    assert [passage.claims for passage in plain.passages()] == [()] * 6
    assert len(plain.answer_key()) == 1


def test_it_takes_a_session_as_a_whole(course, stands, reviewed):
    module = builders.lessons_of(course)[0].get_parent().specific
    session = builders.session(module, "Skills station", safety_critical=True)
    reviewed(session)
    assert stands(session).state == State.REVIEWED
    session.facilitator_guide = [builders.text("Another device.")]
    session.save_revision().publish()
    assert stands(SessionPage.objects.get(pk=session.pk)).state == State.IN_REVIEW


def test_it_follows_the_agencys_word_in_sessions_and_introductions(signed_in, rosa, harbor, course, inez):
    from courses.enrollment.services import enroll

    module = builders.lessons_of(course)[0].get_parent().specific
    session = builders.session(module, "Hello", about="<p>Greet a [[participant]].</p>")
    module.introduction = "<p>With [[participants]].</p>"
    module.save_revision().publish()
    enroll(learner=rosa, organization=harbor, course=course)
    assert "With participants." in signed_in(rosa).get(f"/course/{course.key}/").text
    assert "Greet a participant." in signed_in(rosa).get(f"/learn/{session.key}/").text


def test_it_counts_what_is_left_in_each_module(harbor, course, timed, lesson, reviewed, teaches):
    (module,) = modules_left(harbor, "en")
    assert (module.left, module.total, len(module.lessons)) == (3, 3, 2)
    reviewed(lesson, days=20)
    (module,) = modules_left(harbor, "en")
    assert (module.left, module.total) == (2, 3)
    assert [(one.title, one.state) for one in due([module])] == [("Breathing first", State.DUE_SOON)]


def test_it_counts_each_language_apart(harbor, lesson, reviewed):
    builders.in_spanish(lesson)
    reviewed(lesson)
    assert languages_of(harbor) == ["en", "es"]
    assert [module.left for language in ("en", "es") for module in modules_left(harbor, language)] == [0, 1]


def test_it_asks_no_more_for_more_lessons(harbor, course, lesson, django_assert_max_num_queries):
    module = lesson.get_parent().specific
    for number in range(5):
        builders.lesson(module, f"Lesson {number}", safety_critical=True)
    with django_assert_max_num_queries(10):
        modules_left(harbor, "en")


def test_it_refuses_a_token_on_every_way_to_publish(lesson):
    lesson.pages.raw_data[0]["value"]["body"][0]["value"] = "<p>[[param:nowhere]]</p>"
    with pytest.raises(ValidationError):
        lesson.full_clean()
