"""A finished course whose review is missing: a record that says why, until the certificate comes by itself."""

import pytest
from django.urls import reverse

from certificates import completion_record
from certificates.models import Certificate
from certificates.wording import written_out
from courses.enrollment.services import enroll
from tests import builders
from tests.certificates.reading import fonts_of, root_of, words_of
from tests.courses.review.conftest import course, edited, lesson, reviewed

__all__ = ["course", "lesson", "reviewed"]


@pytest.fixture
def sams(sam, course, inez):
    return builders.finish_course(sam, course, inez)


def address(enrollment):
    return reverse("lms_certificates:completion_record", kwargs={"enrollment": enrollment.pk})


def test_it_says_what_was_done_and_why_it_is_no_certificate(sams, sam, signed_in):
    answer = signed_in(sam).get(address(sams))
    words = " ".join(words_of(answer.content).split())
    for printed in ("Sam", "First weeks", "Harbor Outreach", "Breathing first", "Why this is not a certificate yet"):
        assert printed in words
    assert "“Breathing first” is not reviewed at Harbor Outreach yet" in words
    assert "follows by itself" in words
    assert "no-store" in answer["Cache-Control"]


def test_it_is_printed_on_the_day_that_the_agencys_clock_shows(sams, evening):
    today = written_out(evening())
    assert f"Printed on {today}" in " ".join(words_of(completion_record.render(sams)).split())


def test_it_says_where_the_words_have_changed(sams, sam, lesson, reviewed, signed_in):
    edited(lesson, "not waking", "not talking")
    reviewed(lesson)
    assert "reviewed in newer words" in " ".join(words_of(signed_in(sam).get(address(sams)).content).split())


def test_it_is_a_tagged_document_with_its_letters_inside(sams, sam, signed_in):
    content = signed_in(sam).get(address(sams)).content
    assert root_of(content)["title"] == "Completion record of Sam"
    assert all(fonts_of(content).values())


def test_it_gives_way_to_the_certificate(sams, sam, lesson, reviewed, signed_in, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reviewed(lesson)
    assert Certificate.objects.get().enrollment == sams
    assert signed_in(sam).get(address(sams)).status_code == 404


def test_it_is_offered_where_the_course_ends(sams, sam, signed_in):
    assert address(sams) in signed_in(sam).get(reverse("lms_home:finish", kwargs={"enrollment": sams.pk})).text


def test_it_is_not_there_before_the_end(rosa, course, harbor, signed_in):
    begun = enroll(learner=rosa, organization=harbor, course=course)
    assert signed_in(rosa).get(address(begun)).status_code == 404


def test_it_is_for_those_who_work_with_the_learner(sams, marcus, inez, jo, rosa, dana, signed_in):  # A12
    assert [signed_in(user).get(address(sams)).status_code for user in (marcus, inez, jo)] == [200] * 3
    assert [signed_in(user).get(address(sams)).status_code for user in (rosa, dana("coordinator"))] == [404] * 2
