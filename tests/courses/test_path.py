"""The path: what is done, what is open, and why something is not."""

import pytest
from django.urls import reverse

from tests import builders


@pytest.fixture
def page(course):
    return reverse("lms_courses:course", kwargs={"key": course.key})


def states(response):
    return [(item["title"], item["state"]) for module in response.context["modules"] for item in module["items"]]


def test_it_says_what_is_open_and_what_waits(signed_in, rosa, enrollment, page):
    response = signed_in(rosa).get(page)
    assert states(response) == [("Words that help", "open"), ("First hello", "locked")]
    assert "Opens after The role." in response.text


def test_it_opens_what_waited(signed_in, rosa, enrollment, course, page):
    builders.take_lesson(enrollment, builders.lessons_of(course)[0])
    assert states(signed_in(rosa).get(page)) == [("Words that help", "done"), ("First hello", "open")]


def test_it_shows_the_current_title_of_what_was_owed(signed_in, rosa, enrollment, course, page):
    lesson = builders.lessons_of(course)[0]
    lesson.title = "Words that carry"
    lesson.save_revision().publish()
    assert "Words that carry" in signed_in(rosa).get(page).text


def test_it_says_when_a_part_is_being_worked_on(signed_in, rosa, enrollment, course, page):
    builders.lessons_of(course)[0].unpublish()
    assert "It comes back here." in signed_in(rosa).get(page).text


def test_it_costs_the_same_for_two_modules_and_for_six(signed_in, rosa, harbor, django_assert_max_num_queries):
    from courses.enrollment.services import enroll

    course = builders.small_course(harbor)
    for number in range(4):
        builders.lesson(builders.module(course, f"More {number}"))
    enroll(learner=rosa, organization=harbor, course=course)
    client = signed_in(rosa)
    address = reverse("lms_courses:course", kwargs={"key": course.key})
    client.get(address)
    with django_assert_max_num_queries(14):
        client.get(address)


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, role, enrollment, page):  # A12
    assert signed_in(dana(role)).get(page).status_code == 404


def test_it_leads_from_wagtail_to_the_one_road(signed_in, rosa, enrollment, course):
    client = signed_in(rosa)
    for page in [course, *builders.lessons_of(course)]:
        assert client.get(page.get_url()).status_code == 302
    assert client.get(builders.lessons_of(course)[0].get_url()).url.startswith("/learn/")


def test_it_shows_whoever_writes_it_what_a_learner_sees(signed_in, inez, rosa, enrollment, course):
    client = signed_in(inez)
    for page in [course, course.get_children().first().specific, *builders.lessons_of(course)]:
        assert client.get(page.get_url()).url == reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        assert client.get(page.get_url(), follow=True).status_code == 200
        assert "/admin/" not in signed_in(rosa).get(page.get_url()).url


def test_it_previews_the_first_day_and_writes_nothing(course, rf):
    request = rf.get("/")
    assert "Opens after" in course.serve_preview(request, "").content.decode()
    lesson, session = builders.lessons_of(course)[0], builders.sessions_of(course)[0]
    assert "What tells you to act?" in lesson.serve_preview(request, "2").content.decode()
    assert "Swap roles once." in session.serve_preview(request, "guide").content.decode()
    assert "Swap roles once." not in session.serve_preview(request, "").content.decode()


def test_it_folds_what_is_locked_and_what_is_done_and_opens_what_comes_next(signed_in, rosa, enrollment, course):
    assert modules(signed_in(rosa), course) == ["open", "locked"]
    builders.take_lesson(enrollment, builders.lessons_of(course)[0])
    assert modules(signed_in(rosa), course) == ["done", "open"]
    assert "All of it is done." in signed_in(rosa).get(f"/course/{course.key}/").text


def modules(client, course):
    return [module["state"] for module in client.get(f"/course/{course.key}/").context["modules"]]
