"""Deleting what people finished, are taking or still need. H08"""

import pytest
from django.contrib.auth.models import User
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Locale, Page

from courses.enrollment.models import Enrollment
from courses.progress.models import Completion
from courses.progress.services import turn_page
from tests import builders

FINISHED = (
    "“{}” stays: 1 person finished it or a part of it. You can unpublish it instead; Reviews then shows who waits."
)
TAKING = "“{}” stays while 1 person is taking it."


@pytest.fixture
def admin(db, signed_in):
    return signed_in(User.objects.create_superuser("root", password=builders.PASSWORD))


@pytest.fixture
def lesson(course):
    return builders.lessons_of(course)[0]


@pytest.fixture
def unused(harbor):
    """A course that nobody takes."""
    return builders.small_course(harbor, "Nobody's")


def said(response) -> list[str]:
    """What the admin says on the page one is led to."""
    assert response.redirect_chain or response.status_code == 200
    assert response.status_code == 200
    return [str(message).strip() for message in response.context["messages"]]


def delete(client, page, **data):
    where = reverse("wagtailadmin_pages:delete", args=[page.pk])
    return client.post(where, {"confirm_site_name": "Porchlight", **data}, follow=True)


def delete_many(client, *pages):
    where = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    query = "&".join(f"id={page.pk}" for page in pages)
    next_url = reverse("wagtailadmin_explore", args=[pages[0].get_parent().pk])
    return client.post(f"{where}?{query}&next={next_url}", {"confirm_site_name": "Porchlight"}, follow=True)


def test_it_keeps_a_lesson_that_somebody_finished(admin, finished, lesson):
    # H08
    assert said(delete(admin, lesson)) == [FINISHED.format("Words that help")]
    assert Page.objects.filter(pk=lesson.pk).exists()


def test_it_says_so_before_it_asks_for_confirmation(admin, finished, lesson):
    response = admin.get(reverse("wagtailadmin_pages:delete", args=[lesson.pk]), follow=True)

    assert said(response) == [FINISHED.format("Words that help")]


def test_it_keeps_it_from_the_trainer_too(signed_in, inez, finished, lesson):
    assert said(delete(signed_in(inez), lesson)) == [FINISHED.format("Words that help")]
    assert Page.objects.filter(pk=lesson.pk).exists()


@pytest.mark.parametrize("depth", [0, 1, 2], ids=["course", "module", "lesson"])
def test_it_keeps_everything_above_what_was_finished(admin, finished, course, lesson, depth):
    page = [course, lesson.get_parent(), lesson][depth]

    assert said(delete(admin, page)) == [FINISHED.format(page.title)]
    assert Page.objects.filter(pk=lesson.pk).exists()


def test_it_keeps_all_of_them_when_one_of_many_must_stay(admin, finished, course, unused):
    # H08
    assert said(delete_many(admin, unused, course)) == [FINISHED.format("First weeks")]
    assert Page.objects.filter(pk__in=[course.pk, unused.pk]).count() == 2


def test_it_keeps_what_somebody_enrolled_still_needs(admin, enrollment, lesson):
    assert said(delete(admin, lesson)) == [TAKING.format("Words that help")]
    assert said(delete(admin, lesson.get_parent())) == [TAKING.format("The role")]


def test_it_keeps_a_lesson_that_somebody_began(admin, enrollment, course):
    later = builders.lesson(course.get_children()[0], "Added later")
    turn_page(enrollment=enrollment, activity=later, page=1)

    assert said(delete(admin, later)) == [TAKING.format("Added later")]


def test_it_lets_go_of_a_lesson_that_nobody_needs(admin, enrollment, course):
    later = builders.lesson(course.get_children()[0], "Added later")

    assert "Added later" in said(delete(admin, later))[0]
    assert not Page.objects.filter(pk=later.pk).exists()


def test_it_lets_go_of_a_course_that_nobody_takes(admin, unused):
    delete_many(admin, unused)

    assert not Page.objects.filter(pk=unused.pk).exists()


def test_it_keeps_the_translation_of_what_was_finished(admin, finished, course, lesson):
    spanish = Locale.objects.create(language_code="es")
    same = {"locale": spanish, "translation_key": lesson.translation_key}
    translated = builders.lesson(course.get_children()[0], "Palabras que ayudan", **same)

    assert said(delete(admin, translated)) == [FINISHED.format("Palabras que ayudan")]
    assert Page.objects.filter(pk=translated.pk).exists()


def test_it_keeps_the_index_of_an_organization(admin, signed_in, inez, harbor):
    index = harbor.course_index
    for client in (admin, signed_in(inez)):
        assert said(delete(client, index)) == ["“Harbor Outreach” stays: the courses of Harbor Outreach live there."]
    assert said(delete(admin, index.get_parent()))[0].endswith("the courses of Harbor Outreach live there.")


def test_it_keeps_it_from_the_admin_api(admin, finished, lesson):
    response = admin.post(f"/admin/api/main/pages/{lesson.pk}/action/delete/")

    assert response.status_code == 400
    assert FINISHED.format("Words that help") in response.json()["page"]
    assert Page.objects.filter(pk=lesson.pk).exists()


def test_it_keeps_it_from_the_orm(finished, course, lesson):
    # H08
    for page in (lesson, lesson.get_parent(), course, course.get_parent()):
        with pytest.raises(ProtectedError):
            Page.objects.get(pk=page.pk).delete()
        with pytest.raises(ProtectedError):
            Page.objects.filter(pk=page.pk).delete()
    assert Completion.objects.filter(page=lesson.pk).exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_it_keeps_a_course_with_somebody_on_it_from_the_orm(enrollment, course):
    with pytest.raises(ProtectedError):
        course.delete()
    assert Enrollment.objects.filter(course=course.pk).exists()


def test_it_shows_a_title_with_markup_as_text(admin, rosa, harbor):
    # I02
    course = builders.course(harbor, "<img src=x onerror=alert(1)>")
    lesson = builders.lesson(builders.module(course), "<script>alert(2)</script>")
    builders.enroll(learner=rosa, organization=harbor, course=course)
    pages = delete(admin, lesson).content.decode(), delete_many(admin, course).content.decode()

    for page in pages:
        assert "stays while 1 person is taking it" in page
        assert "<img src=x" not in page
        assert "<script>alert(2)" not in page
