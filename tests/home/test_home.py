"""Home, finish and record: the learner's own screens."""

import re

import pytest
from django.urls import reverse

from certificates.services import award
from courses.enrollment.services import enroll
from courses.progress.services import turn_page
from tests import builders


def test_it_offers_the_exact_page_to_go_on(signed_in, rosa, enrollment, course):
    lesson = builders.lessons_of(course)[0]
    turn_page(enrollment=enrollment, activity=lesson, page=1)
    page = signed_in(rosa).get("/").text
    assert re.search(r'<h2 id="keep-going">Words that help</h2>\s*<p>\s*Page 2 of 2\.', page)
    assert f'href="{reverse("lms_courses:activity", kwargs={"key": lesson.key})}">Keep going' in page


def test_it_says_who_puts_people_on_courses(signed_in, rosa, harbor):
    harbor.contact_name = "Inez"
    harbor.save()
    assert "Inez" in signed_in(rosa).get("/").text


def test_it_counts_what_is_done(signed_in, rosa, enrollment, course):
    builders.take_lesson(enrollment, builders.lessons_of(course)[0])
    page = signed_in(rosa).get("/").text
    assert ("1 of 2 done" in page, 'max="100" value="50"' in page) == (True, True)


def test_it_tells_the_trainer_who_is_waiting(signed_in, inez, enrollment):
    assert "1 person is waiting for you to say that they were there." in signed_in(inez).get("/").text


def test_it_costs_the_same_for_one_course_and_for_five(
    signed_in, rosa, harbor, enrollment, django_assert_max_num_queries
):
    for number in range(4):
        enroll(learner=rosa, organization=harbor, course=builders.small_course(harbor, f"Course {number}"))
    client = signed_in(rosa)
    client.get("/")
    with django_assert_max_num_queries(6):
        client.get("/")


def test_it_finishes_with_hours_and_the_certificate(signed_in, sam, finished):
    certificate = award(enrollment=finished)
    shown = signed_in(sam).get(reverse("lms_home:finish", kwargs={"enrollment": finished.pk}))
    assert shown.context["total"] == "30 minutes"
    assert reverse("lms_certificates:download", kwargs={"pk": certificate.pk}) in shown.text


def test_it_is_not_finished_before_it_is(signed_in, rosa, enrollment):
    assert signed_in(rosa).get(reverse("lms_home:finish", kwargs={"enrollment": enrollment.pk})).status_code == 404


def test_it_lists_everything_done_and_by_whom(signed_in, sam, finished):
    shown = signed_in(sam).get(reverse("lms_home:record")).text
    for words in ["Words that help", "First hello", "Inez"]:
        assert words in shown


def test_it_is_kind_when_the_record_is_empty(signed_in, rosa):
    assert signed_in(rosa).get(reverse("lms_home:record")).status_code == 200


def test_it_keeps_the_record_when_the_role_ends(signed_in, sam, finished):
    from django.utils import timezone

    sam.memberships.update(ended_at=timezone.now())
    client = signed_in(sam)
    assert "Words that help" in client.get(reverse("lms_home:record")).text
    assert "Nobody has put you on a course yet." in client.get("/").text


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_shows_dana_nothing(signed_in, dana, role, finished):  # A12
    outsider = signed_in(dana(role))
    assert outsider.get(reverse("lms_home:finish", kwargs={"enrollment": finished.pk})).status_code == 404
    assert "Words that help" not in outsider.get(reverse("lms_home:record")).text
    assert "First weeks" not in outsider.get("/").text


def test_it_asks_a_stranger_to_sign_in(client, db):
    for name in ["home", "record", "people"]:
        assert client.get(reverse(f"lms_home:{name}")).url.startswith("/sign-in/")
