"""Learning with keys alone: every stop is seen, nothing is out of reach, and focus is never lost."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from assessments.quizzes.taking import Taking
from courses.enrollment.services import enroll
from courses.progress.models import Completion
from tests import builders
from tests.assessments.quizzes import building
from tests.courses.vocabulary import PRACTICE, SAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

# Whether whoever tabs sees where they are: an outline around it, or around the choice it stands in.
SEEN = """() => {
  const at = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(at.closest(".choice") || at);
  return at !== document.body && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
}"""
AT = "document.activeElement"


@pytest.fixture
def course(harbor: Any) -> Any:
    return builders.course(
        harbor, "First weeks", glossary=[{"type": "term", "value": {"term": "kit", "meaning": "A small bag."}}]
    )


def press(page: Page, key: str) -> str:
    """Press it, and say where one is then: its tag or type."""
    page.keyboard.press(key)
    return page.evaluate(f"{AT}.type || {AT}.tagName.toLowerCase()")


def stops(page: Page, end: Locator) -> Iterator[str]:
    """What Tab comes to, one after another, up to and with `end`."""
    for _stop in range(120):
        kind = press(page, "Tab")
        where = page.evaluate(f"{AT}.outerHTML.slice(0, 200)")
        assert page.evaluate(SEEN), where
        yield kind
        if end.evaluate(f"end => end === {AT}"):
            return
    raise AssertionError(f"Tab never came to {end}")


def tab_to(page: Page, end: Locator) -> None:
    for _kind in stops(page, end):
        pass


def is_at(page: Page, what: str) -> bool:
    return page.evaluate(f"{AT}.matches('{what}')")


def open_and_close(page: Page) -> None:
    for key, is_open in (("Enter", True), ("Space", False), ("Enter", True)):
        page.keyboard.press(key)
        assert page.evaluate(f"{AT}.parentElement.open") is is_open


def choose(page: Page) -> None:
    page.keyboard.press("ArrowDown")
    assert page.evaluate(f"{AT}.value") != ""


def tick(page: Page) -> None:
    page.keyboard.press("Space")
    assert page.evaluate(f"{AT}.checked")


def write(page: Page) -> None:
    page.keyboard.type("Word")
    assert page.evaluate(f"{AT}.value") == "Word"


def explain(page: Page) -> None:
    """Open a word, close it again, and be where one was."""
    if is_at(page, ".term"):
        page.keyboard.press("Enter")
        assert page.locator(".meaning").first.is_visible()
        assert press(page, "Tab") == "button"
        assert page.evaluate(SEEN)
        page.keyboard.press("Enter")
        assert not page.locator(".meaning").first.is_visible()
        assert is_at(page, ".term")


DO: dict[str, Callable[[Page], None]] = {
    "summary": open_and_close,
    "select-one": choose,
    "radio": tick,
    "checkbox": tick,
    "textarea": write,
    "button": explain,
}


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(name))


def test_it_takes_a_whole_lesson(visit, rosa, harbor, course):
    word = builders.text("Take the [[term:kit]].")
    lesson = builders.lesson(builders.module(course), "Words", [[word, *SAY, *PRACTICE], [builders.check()]])
    enroll(learner=rosa, organization=harbor, course=course)
    page = visit(rosa, reverse("lms_courses:page", kwargs={"key": lesson.key, "page": 1}))
    assert press(page, "Tab") == "a"
    assert page.evaluate(SEEN)
    page.keyboard.press("Enter")
    assert is_at(page, "#main")
    done = [DO.get(kind, lambda page: None)(page) or kind for kind in stops(page, button(page, "Next page"))]
    assert {"summary", "select-one", "radio", "textarea", "checkbox", "button"} <= set(done)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    expect(page.get_by_text("page 2 of 2")).to_be_visible()
    take_the_check(page)
    tab_to(page, button(page, "Finish this lesson"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/finish/**")
    expect(page.locator("h1")).to_be_focused()
    assert Completion.objects.get().activity_key == lesson.key


def take_the_check(page: Page) -> None:
    """The first answer, then back to it and another; what we say to each has the focus."""
    tab_to(page, page.locator("[name=option]").first)
    check_with(page, "Space", "Not yet.")
    assert press(page, "Shift+Tab") == "radio"
    check_with(page, "ArrowUp", "That is it.")


def check_with(page: Page, key: str, said: str) -> None:
    page.keyboard.press(key)
    tab_to(page, button(page, "Check my answer"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-reply]")).to_contain_text(said, timeout=20_000)
    expect(page.locator("[data-reply]")).to_be_focused()


def test_it_takes_a_check_of_every_kind(visit, rosa, harbor, course):
    check = building.check(builders.module(course))
    enrollment = enroll(learner=rosa, organization=harbor, course=course)
    page = visit(rosa, reverse("lms_courses:activity", kwargs={"key": check.key}))
    tab_to(page, button(page, "Begin"))
    page.keyboard.press("Enter")
    while (taking := Taking(enrollment, check)).todo or not taking.attempts:
        expect(page.locator("h1")).to_be_focused(timeout=20_000)
        taking = Taking(enrollment, check)
        answer(page, taking.bank[taking.todo[0]])
        tab_to(page, button(page, "Next question|See how it went"))
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Done")).to_be_focused()
    assert Completion.objects.count() == 1


def answer(page: Page, one: Any) -> None:
    expect(page.locator(f"#check-{one.key}")).to_be_visible()
    for kind in stops(page, button(page, "Check my answer")):
        if kind in ("radio", "checkbox", "select-one"):
            answer_here(page, kind, wanted(one))
    page.keyboard.press("Enter")
    expect(page.locator("[data-reply]")).to_contain_text("That is it.", timeout=20_000)
    expect(page.locator("[data-reply]")).to_be_focused()


def wanted(one: Any) -> dict[str, str]:
    """What is chosen, `{label: value}`: the right answer."""
    content = one.content
    if one.kind == "order":
        return {item: str(place) for place, item in enumerate(content["items"], 1)}
    if one.kind == "match":
        return dict(content["pairs"])
    if one.kind == "true_false":
        return {str(content["answer"]): "yes"}
    return {option["text"]: "yes" for option in content["options"] if option["right"]}


def answer_here(page: Page, kind: str, right: dict[str, str]) -> None:
    """Arrows and Space, until what is wanted is what is chosen."""
    if kind == "checkbox":
        return page.keyboard.press("Space") if label(page) in right else None
    shown = label if kind == "radio" else chosen
    goal = right if kind == "radio" else [right[label(page)]]
    if kind == "radio":
        page.keyboard.press("Space")
    for _option in range(8):
        if shown(page) in goal:
            return None
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"Arrows never came to {goal}")


def label(page: Page) -> str:
    return page.evaluate(f"{AT}.labels[0].querySelector('span').textContent.trim()")


def chosen(page: Page) -> str:
    return page.evaluate(f"{AT}.selectedOptions[0].textContent.trim()")


def test_it_goes_back_with_shift_without_leaving(visit, rosa, harbor, course):
    lesson = builders.lesson(builders.module(course), "Words", [[builders.text("One."), *PRACTICE[:2]]])
    enroll(learner=rosa, organization=harbor, course=course)
    page = visit(rosa, reverse("lms_courses:page", kwargs={"key": lesson.key, "page": 1}))
    tab_to(page, button(page, "Finish this lesson"))
    for _back in range(4):
        press(page, "Shift+Tab")
        assert page.evaluate(SEEN)
    expect(page.get_by_role("link", name="Leave quickly")).to_be_visible()
