"""Preview, autosave and the pings of an open editor."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from courses.pages.models import LessonPage
from tests import builders
from tests.courses.editing import UNFINISHED, check, form, lesson, pages, text

PINGS = 6


@pytest.fixture
def made(course):
    return builders.lessons_of(course)[0]


def autosave(client, page, **data):
    where = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(where, form(**lesson(slug=page.slug, title=page.title, **data)), HTTP_ACCEPT="application/json")


def preview(client, page, mode="1", **data):
    where = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    sent = client.post(where, form(**lesson(slug=page.slug, title=page.title, **data)))
    return sent, client.get(where, {"mode": mode})


def ping(client, page):
    where = reverse("wagtailadmin_editing_sessions:ping", args=["lms_courses", "lessonpage", page.pk, 9])
    return client.post(where, {"is_editing": "1"})


def test_it_shows_the_draft_as_a_learner_sees_it(signed_in, inez, made):
    given = {"pages": pages(text("Not published yet."), ("check", check(True, False, question="Which one?")))}

    sent, shown = preview(signed_in(inez), made, **given)

    assert sent.json() == {"is_valid": True, "is_available": True}
    words = shown.content.decode()
    assert "Not published yet." in words
    assert "Which one?" in words
    assert "Answer 1" in words
    assert "Because." not in words


def test_it_may_stand_in_a_frame_of_the_editor_and_nothing_else_may(signed_in, inez, made):  # K02
    _sent, shown = preview(signed_in(inez), made)

    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert "Content-Security-Policy-Report-Only" not in shown
    assert "frame-ancestors 'none'" in signed_in(inez).get("/")["Content-Security-Policy"]


def test_it_shows_an_unfinished_draft_too(signed_in, inez, made):
    client = signed_in(inez)
    for what, given in UNFINISHED.items():
        sent, shown = preview(client, made, **given)

        assert sent.json() == {"is_valid": True, "is_available": True}, what
        assert "lms/components.css" in shown.content.decode(), what


@pytest.mark.parametrize("mode", ["1", "2", "0", "7", "x", ""])
def test_it_has_a_preview_of_every_page_of_the_lesson(signed_in, inez, made, mode):
    where = reverse("wagtailadmin_pages:view_draft", args=[made.pk])

    assert signed_in(inez).get(where, {"mode": mode}).status_code in {200, 404}


def test_it_writes_nothing_about_learning(signed_in, inez, course, enrollment):
    before = learning()
    client = signed_in(inez)
    for page in [course, *builders.lessons_of(course), *builders.sessions_of(course)]:
        assert client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200
    preview(client, builders.lessons_of(course)[0])

    assert learning() == before


def learning():
    """Everything that is kept about learners."""
    labels = ("lms_courses", "lms_people", "lms_certificates", "lms_ledger")
    models = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_it_autosaves(signed_in, inez, made):
    given = {"pages": pages(("check", check(False, False)))}

    saved = autosave(signed_in(inez), made, content_note="Half a sen", **given)

    assert saved.json()["success"]
    assert LessonPage.objects.get().get_latest_revision_as_object().content_note == "Half a sen"
    made.refresh_from_db()
    assert made.content_note == ""


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_it_autosaves_previews_and_pings_at_once(inez, made):
    # L06
    barrier = Barrier(4)

    def editor(number):
        client = Client(raise_request_exception=False)
        client.force_login(inez)
        barrier.wait(timeout=30)
        statuses = set()
        for turn in range(PINGS):
            saved = autosave(client, made, content_note=f"{number} {turn}")
            sent, shown = preview(client, made)
            statuses |= {saved.status_code, sent.status_code, shown.status_code, ping(client, made).status_code}
        connection.close()
        return statuses

    with ThreadPoolExecutor(4) as pool:
        assert set().union(*pool.map(editor, range(4))) == {200}


def test_it_has_no_preview_of_where_courses_stand(signed_in, inez, course):
    where = reverse("wagtailadmin_pages:view_draft", args=[course.get_parent().pk])
    assert signed_in(inez).get(where).status_code == 302
