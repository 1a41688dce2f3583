"""A trainer takes a course along as files."""

import zipfile
from io import BytesIO

import pytest
from django.urls import reverse

from tests import builders


@pytest.fixture
def address(course):
    return reverse("lms_courses_files", args=[course.pk])


def test_it_gives_a_trainer_the_published_course_in_one_zip(signed_in, inez, course, address):
    answer = signed_in(inez).get(address)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="first-weeks.zip"'
    names = zipfile.ZipFile(BytesIO(answer.content)).namelist()
    assert names[:2] == ["first-weeks/course.yaml", "first-weeks/practice/first-hello.en.md"]
    menu = signed_in(inez).get(reverse("wagtailadmin_explore", args=[course.pk])).text
    assert address in menu


def test_it_is_for_nobody_elsewhere_and_for_nobody_who_learns(signed_in, rosa, dana, address):
    for person in (rosa, dana("trainer")):
        answer = signed_in(person).get(address)
        assert "application/zip" not in answer.headers["Content-Type"]


def test_it_has_no_draft_in_it(signed_in, inez, course, address):
    lesson = builders.lessons_of(course)[0]
    lesson.title = "A secret draft"
    lesson.save_revision()
    assert b"A secret draft" not in b"".join(read(signed_in(inez).get(address).content))


def read(content: bytes) -> list[bytes]:
    archive = zipfile.ZipFile(BytesIO(content))
    return [archive.read(name) for name in archive.namelist()]
