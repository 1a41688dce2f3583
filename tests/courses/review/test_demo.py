"""The demo reviewer: only in a demo, only its coordinator, and everything that rests on it says DEMO."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from certificates.printing import pdf_of
from certificates.services import award
from courses.review.services import sign_as_demo
from tests import builders
from tests.certificates.reading import words_of


@pytest.fixture
def signed(settings, harbor, jo, lesson):
    settings.LMS_DEMO = True
    return sign_as_demo(organization=harbor, by=jo, language="en", activity_keys=[lesson.key])


@pytest.fixture
def certificate(sam, course, inez, signed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return award(enrollment=builders.finish_course(sam, course, inez))


def test_it_signs_nothing_outside_a_demo(harbor, jo, lesson):
    with pytest.raises(PermissionDenied):
        sign_as_demo(organization=harbor, by=jo, language="en", activity_keys=[lesson.key])


@pytest.mark.parametrize("role", ["trainer", "supervisor"])
def test_it_is_the_coordinators(settings, harbor, lesson, role, dana):
    settings.LMS_DEMO = True
    for other in (builders.person("Nobody", role, harbor), dana("coordinator")):
        with pytest.raises(PermissionDenied):
            sign_as_demo(organization=harbor, by=other, language="en", activity_keys=[lesson.key])


def test_it_says_so_in_the_lesson_and_on_paper(certificate, signed_in, sam, lesson):
    shown = signed_in(sam).get(reverse("lms_courses:activity", kwargs={"key": lesson.key}))
    assert "DEMO: nobody has really looked at it." in shown.text
    assert "DEMO" in words_of(pdf_of(certificate))
    assert "DEMO" in signed_in(sam).get(reverse("lms_home:record")).text


def test_it_says_so_to_whoever_verifies(client, certificate):
    shown = client.get(reverse("lms_certificates:verify_code", kwargs={"code": certificate.code})).text
    assert "made in a demo" in shown


def test_it_is_said_of_no_other(client, sam, course, inez, lesson, reviewed):
    reviewed(lesson)
    certificate = award(enrollment=builders.finish_course(sam, course, inez))
    assert "demo" not in certificate.facts
    assert "demo" not in client.get(f"/c/{certificate.code}/").text


def test_it_says_so_too_of_whoever_signed_by_a_link(settings, lesson, reviewed):
    settings.LMS_DEMO = True
    (review,) = reviewed(lesson)
    assert review.is_demo
