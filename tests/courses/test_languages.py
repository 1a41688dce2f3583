"""An organization's courses in a second language stand beside the first: same keys, same editors, same progress."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from courses.pages.models import CourseIndexPage, LessonPage
from courses.pages.services import open_language
from courses.progress.models import Completion
from tests import builders


@pytest.fixture
def spanish(harbor, course):
    """The whole course once more, published in Spanish."""
    index = open_language(organization=harbor, language="es")
    for page in Page.objects.descendant_of(course, inclusive=True).order_by("path").specific():
        copy = page.copy_for_translation(index.locale)
        copy.title = f"{page.title} (es)"
        copy.save_revision().publish()
    return index


def lesson_in(language):
    return LessonPage.objects.filter(locale__language_code=language).order_by("path").first()


def test_it_opens_a_language_once(harbor):
    assert open_language(organization=harbor, language="es") == open_language(organization=harbor, language="es")
    assert CourseIndexPage.objects.filter(organization=harbor).count() == 2
    assert harbor.course_index.locale.language_code == "en"


def test_it_keeps_the_key_of_every_page(spanish):
    assert lesson_in("es").key == lesson_in("en").key
    assert lesson_in("es").pk != lesson_in("en").pk


def test_it_shows_a_learner_their_own_language(spanish, enrollment, rosa, signed_in):
    client, where = signed_in(rosa), reverse("lms_courses:activity", args=[lesson_in("en").key])
    assert "(es)" in client.get(where, headers={"accept-language": "es"}).text
    assert "(es)" not in client.get(where, headers={"accept-language": "en"}).text


def test_it_counts_a_lesson_done_in_spanish(spanish, enrollment):
    builders.take_lesson(enrollment, lesson_in("es"))
    assert Completion.objects.get().activity_key == lesson_in("en").key
    assert Completion.objects.get().page_id == lesson_in("es").pk


def test_it_lets_its_trainers_edit_both_and_nobody_else(spanish, inez, dana, signed_in):
    where = reverse("wagtailadmin_pages:edit", args=[lesson_in("es").pk])
    assert signed_in(inez).get(where).status_code == 200
    assert signed_in(dana("trainer")).get(where).status_code == 404


def test_it_tells_an_author_which_courses_are_in_which_language(spanish, inez, signed_in):
    page = signed_in(inez).get(reverse("lms_home:home")).text
    assert reverse("wagtailadmin_explore_root") in page
    listed = signed_in(inez).get(reverse("wagtailadmin_explore_root"), follow=True).text
    assert "Harbor Outreach (español)" in listed


def test_it_lists_a_session_once(spanish, enrollment, inez, signed_in):
    listed = signed_in(inez).get(reverse("lms_courses:sessions")).context["sessions"]
    assert len(listed) == len(builders.sessions_of(enrollment.course.specific)) > 0


def test_it_gives_whoever_leads_a_session_the_guide_in_their_language(spanish, enrollment, inez, signed_in):
    client, (session, *_more) = signed_in(inez), builders.sessions_of(enrollment.course.specific)
    for where in (reverse("lms_courses:sessions"), reverse("lms_courses:confirm", args=[session.key])):
        assert f"{session.title} (es)" in client.get(where, headers={"accept-language": "es"}).text
        assert f"{session.title} (es)" not in client.get(where, headers={"accept-language": "en"}).text


def test_it_calls_a_course_on_home_as_on_its_path(spanish, enrollment, rosa, signed_in):
    client, called = signed_in(rosa), f"{enrollment.course.title} (es)"
    for where in (reverse("lms_home:home"), reverse("lms_courses:course", args=[enrollment.course_key])):
        assert called in client.get(where, headers={"accept-language": "es"}).text
        assert called not in client.get(where, headers={"accept-language": "en"}).text
