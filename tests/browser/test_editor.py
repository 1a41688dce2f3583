"""A trainer builds a course of two lessons from nothing in the editor, looks at it as a learner, and publishes it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from courses.enrollment.services import enroll
from courses.pages.models import CoursePage, LessonPage, ModulePage
from tests import builders
from tests.browser.editing import WAIT, begin, insert, let_it_save, press_publish, preview, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def write_page(page: Page, number: int, heading: str, words: str) -> Any:
    """One more short page with a heading and a text: where its blocks go."""
    page.locator("#panel-child-content-pages-content .c-sf-add-button").last.click()
    page.locator(f"[name='pages-{number}-value-heading']").fill(heading)
    body = page.locator("[data-contentpath='body']").last
    insert(page, body, "Text")
    body.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type(words)
    # What was typed reaches the form a moment later.
    expect(page.locator(f"[name='pages-{number}-value-body-0-value']")).to_have_value(re.compile(re.escape(words)))
    return body


def ask(page: Page, body: Any) -> None:
    """A knowledge check with two answers, the second of them right."""
    insert(page, body, "Knowledge check")
    at = "pages-0-value-body-1-value"
    page.locator(f"[name='{at}-question']").fill("What do you say first?")
    page.locator("[data-contentpath='options'] .c-sf-add-button").last.click()
    for n, (text, reply) in enumerate([("A rule", "Later."), ("Hello", "Yes, and then you wait.")]):
        page.locator(f"[name='{at}-options-{n}-value-text']").fill(text)
        page.locator(f"[name='{at}-options-{n}-value-feedback']").fill(reply)
    page.locator(f"[name='{at}-options-1-value-right']").check()


def test_it_is_built_previewed_and_published(editor, visit, rosa, harbor):
    begin(editor, harbor.course_index, CoursePage, "Table talk")
    publish(editor)
    course = CoursePage.objects.get(title="Table talk")
    begin(editor, course, ModulePage, "At the table")
    publish(editor)
    module = ModulePage.objects.get(title="At the table")
    begin(editor, module, LessonPage, "Hello first")
    ask(editor, write_page(editor, 0, "Say hello", "Say your name and wait."))
    editor.get_by_role("button", name="Toggle preview").click()
    expect(preview(editor).get_by_text("Say your name and wait.")).to_be_visible()
    publish(editor)
    begin(editor, module, LessonPage, "Then listen")
    write_page(editor, 0, "Listen", "Count to five before you speak.")
    publish(editor)
    enroll(learner=rosa, organization=harbor, course=course)
    phone = visit(rosa)
    phone.get_by_role("link", name="Keep going").click()
    expect(phone.get_by_text("Say your name and wait.")).to_be_visible()


def test_it_waits_for_the_saving_that_is_under_way(editor, harbor):
    begin(editor, harbor.course_index, CoursePage, "Table talk")

    def press_before_it_hears_of_it(saving: Route) -> None:
        answer = saving.fetch()
        press_publish(editor)
        expect(editor.get_by_role("button", name="Publishing…")).to_be_visible()
        saving.fulfill(response=answer)

    editor.route("**/admin/pages/add/**", press_before_it_hears_of_it, times=1)
    let_it_save(editor)
    expect(editor.locator(".messages")).to_contain_text("published", timeout=WAIT)
    assert [page.live for page in CoursePage.objects.filter(title="Table talk")] == [True]


def test_it_shows_a_block_before_it_is_chosen(editor, harbor):
    lessons = builders.module(builders.course(harbor))
    begin(editor, lessons, LessonPage, "Hello first")
    editor.locator("#panel-child-content-pages-content .c-sf-add-button").last.click()
    editor.locator("[data-contentpath='body'] .c-sf-add-button").last.click()
    chosen = editor.get_by_role("option", name="Flip cards", exact=True)
    chosen.locator("xpath=following::button[1]").click()
    example = editor.frame_locator(".w-combobox-preview__iframe")
    expect(example.get_by_text("Not today.")).to_be_visible()
    expect(editor.get_by_text("Each is turned over by itself.")).to_be_visible()
