"""Keeping a lesson on a phone: what belongs to it, how large it is, and who may have it."""

import json
import re
import shutil
import subprocess

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model

from tests import builders
from tests.browser.screens import picture
from tests.courses.test_learn import answer
from tests.courses.vocabulary import STORY


@pytest.fixture
def lesson(course):
    pages = [[builders.text("One."), picture()], [builders.text("Two."), builders.check()]]
    return builders.lesson(course.get_children().first().specific, "On the road", pages)


@pytest.fixture
def client(signed_in, rosa, lesson, enrollment):
    return signed_in(rosa)


def keep(client, lesson):
    return client.get(reverse("lms_courses:keep", kwargs={"key": lesson.key}))


def copy(client, lesson, page=2):
    return client.get(reverse("lms_courses:copy", kwargs={"key": lesson.key, "page": page}))


def test_it_says_what_belongs_to_a_lesson_and_how_large_it_is(client, lesson):
    told = keep(client, lesson).json()
    assert [page["url"] for page in told["pages"]] == [f"/learn/{lesson.key}/{n}/" for n in (1, 2)]
    assert (told["title"], told["start"], told["width"]) == ("On the road", f"/learn/{lesson.key}/1/", 800)
    assert len(told["files"]) == 4
    assert 50_000 < told["bytes"] < 400_000
    assert (told["media"], told["media_bytes"]) == ([], 0)


def test_it_keeps_no_font_and_the_smaller_pictures_for_somebody_who_saves_data(client, lesson):
    full = keep(client, lesson).json()
    saving = client.get(reverse("lms_courses:keep", kwargs={"key": lesson.key}), headers={"save-data": "on"}).json()
    assert (saving["files"], saving["width"]) == ([], 400)
    assert saving["bytes"] < full["bytes"] - 40_000


def test_it_keeps_both_ways_to_read_a_lesson_with_a_story(client, course):
    lesson = builders.lesson(course.get_children().first().specific, "A story", [[builders.text("One."), STORY]])
    told = keep(client, lesson).json()
    assert [page["url"].partition("?")[2] for page in told["pages"]] == ["", "read=steps"]


def test_it_changes_its_version_with_the_lesson_and_not_with_what_somebody_does(client, lesson):
    before = keep(client, lesson).json()["version"]
    client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 1}))
    assert keep(client, lesson).json()["version"] == before
    lesson.pages[0].value["body"][0].value.source = "<p>Corrected.</p>"
    lesson.save_revision().publish()
    assert keep(client, lesson).json()["version"] != before


def shown_in(lesson, harbor):
    """The picture of the lesson, in its agency's own collection."""
    image = next(block.value for block in lesson.pages[0].value["body"] if block.block_type == "image")
    get_image_model().objects.filter(pk=image.pk).update(collection=harbor.collection)
    return image


def one_by_one(image):
    return reverse("wagtailimages:delete", args=[image.pk])


def in_bulk(image):
    return reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"]) + f"?id={image.pk}"


@pytest.mark.parametrize("deleted", [one_by_one, in_bulk])
def test_it_makes_a_lesson_anew_whose_picture_was_deleted(client, lesson, signed_in, inez, harbor, deleted):
    image, before = shown_in(lesson, harbor), keep(client, lesson).json()
    assert "The sky over the van" in copy(client, lesson, 1).text
    assert signed_in(inez).post(deleted(image)).status_code == 302
    assert "The sky over the van" not in copy(client, lesson, 1).text
    told = keep(client, lesson).json()
    assert told["version"] != before["version"]
    assert told["bytes"] < before["bytes"]


def test_it_keeps_pages_that_one_has_not_come_to_and_what_we_say_to_each_answer(client, lesson):
    shown = copy(client, lesson).text
    ((block, options),) = lesson.answer_key().items()
    assert re.findall(r'data-reply-to="check-(\S+) (\S+)"', shown) == [(block, option) for option in options]
    assert "Look again." in shown
    answer(client, lesson, right=False)
    ordinary = client.get(reverse("lms_courses:page", kwargs={"key": lesson.key, "page": 1})).text
    assert "data-reply-to" not in ordinary


@pytest.mark.parametrize("page", [0, 3, 999])
def test_it_keeps_no_page_that_is_not_there(client, lesson, page):
    assert copy(client, lesson, page).status_code == 404


def test_it_says_who_is_signed_in(client, rosa):
    told = client.get(reverse("lms_courses:hello"))
    assert told.json()["account"] == str(rosa.pk)
    assert len(told.json()["token"]) == 64
    assert "no-store" in told["Cache-Control"]


def test_it_marks_every_page_with_whose_it_is(client, rosa, lesson):
    for address in (reverse("lms_home:home"), f"/learn/{lesson.key}/", "/verify/", "/not-here/"):
        assert f' data-account="{rosa.pk}"' in client.get(address).text
    assert ' data-account=""' in Client().get("/verify/").text


def test_its_worker_stands_where_our_addresses_begin_and_knows_them():
    script = Client().get(reverse("lms_courses:worker"))
    assert script["Content-Type"].startswith("text/javascript")
    assert script["Cache-Control"] == "no-cache"
    (site,) = re.findall(r"^const site = (.*);$", script.text, re.MULTILINE)
    assert json.loads(site)["hello"] == reverse("lms_courses:hello")
    assert reverse("lms_courses:worker") == reverse("lms_home:home") + "offline.js"


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not here")
def test_its_worker_can_be_read(tmp_path):
    script = tmp_path / "offline.js"
    script.write_bytes(Client().get(reverse("lms_courses:worker")).content)
    subprocess.run(["node", "--check", str(script)], check=True)  # noqa: S603, S607  our own script


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, lesson, enrollment, role):  # A12
    outsider = signed_in(dana(role))
    assert keep(outsider, lesson).status_code == 404
    assert copy(outsider, lesson).status_code == 404


def test_it_is_not_here_before_it_is_open(signed_in, sam, course, lesson):
    later = builders.lesson(course.get_children().last().specific, "Later", [[builders.text("Later.")]])
    builders.enroll(learner=sam, organization=course.organization, course=course)
    assert keep(signed_in(sam), later).status_code == 404
    assert copy(signed_in(sam), later, 1).status_code == 404


def test_it_asks_a_stranger_to_sign_in(lesson):
    for name, where in (("keep", {"key": lesson.key}), ("hello", {}), ("offline", {})):
        assert Client().get(reverse(f"lms_courses:{name}", kwargs=where)).url.startswith("/sign-in/")
