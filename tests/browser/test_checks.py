"""A check taken on a phone: answered, left, gone on with on another device, what was missed again, done."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.quizzes.models import Answer
from assessments.quizzes.taking import Taking
from courses.enrollment.services import enroll
from courses.progress.models import Completion
from tests import builders
from tests.assessments.quizzes import building

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def rosas(harbor: Any, rosa: Any) -> Any:
    """Rosa on a course with a check."""
    course = builders.course(harbor)
    building.check(builders.module(course))
    return enroll(learner=rosa, organization=harbor, course=course)


def check_of(enrollment: Any) -> Any:
    return building.QuizPage.objects.descendant_of(enrollment.course).get()


def address(enrollment: Any) -> str:
    return reverse("lms_courses:activity", kwargs={"key": check_of(enrollment).key})


def answer(page: Page, enrollment: Any, *, right: bool, check: Any = None) -> None:
    """Answer the question that shows, by what somebody sees and taps; then go on."""
    taking = Taking(enrollment, check or check_of(enrollment))
    one = taking.bank[taking.todo[0]]
    expect(page.locator(f"#check-{one.key}")).to_be_visible()
    given = (building.right_answer if right else building.wrong_answer)(one.kind, one.content)
    if one.kind == "order":
        for place, item in enumerate(given, 1):
            page.get_by_label(one.content["items"][item]).select_option(str(place))
    elif one.kind == "match":
        for (left, _right), place in zip(one.content["pairs"], given, strict=True):
            page.get_by_label(left).select_option(label=one.content["pairs"][place][1])
    else:
        texts = ["False", "True"] if one.kind == "true_false" else [each["text"] for each in one.content["options"]]
        for place in given:
            page.get_by_label(texts[place], exact=True).check()
    page.get_by_role("button", name="Check my answer").click()
    reply = page.locator("[data-reply]")
    expect(reply).to_contain_text("That is it." if right else "Not yet.")
    expect(reply).to_contain_text("Saved.")
    page.locator("[data-check-block] form.turn button").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_it_is_taken_to_the_end_on_two_devices(visit, rosa, rosas, scripts):
    phone = visit(rosa, address(rosas), java_script_enabled=scripts)
    phone.get_by_role("button", name="Begin").click()
    for right in (False, True, False):
        answer(phone, rosas, right=right)
    other = visit(rosa, address(rosas), java_script_enabled=scripts)
    expect(other.get_by_role("heading", name="Question 4 of 6")).to_be_visible()
    for _question in range(3):
        answer(other, rosas, right=True)
    expect(other.get_by_role("heading", name="Not yet: these 2 again")).to_be_visible()
    other.get_by_role("button", name="Try again").click()
    answer(other, rosas, right=True)
    answer(other, rosas, right=True)
    expect(other.get_by_role("heading", name="Done")).to_be_visible()
    assert (Completion.objects.count(), Answer.objects.count()) == (1, 8)


def test_it_is_answered_with_keys_alone(visit, rosa, rosas):
    page = visit(rosa, address(rosas))
    page.get_by_role("button", name="Begin").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Question 1 of 6")).to_be_visible()
    box = page.locator("[data-check-block] :is(input:not([type=hidden]), select)").first
    box.focus()
    page.keyboard.press("Space" if box.get_attribute("name") == "option" else "ArrowDown")
    assert box.evaluate("box => box.checked || box.value !== ''")


def choose(page: Page, enrollment: Any, *, right: bool) -> None:
    """Choose an answer to the question that shows, and send it."""
    check = check_of(enrollment)
    taking = Taking(enrollment, check)
    one = taking.bank[taking.todo[0]]
    expect(page.locator(f"#check-{one.key}")).to_be_visible()
    (given,) = (building.right_answer if right else building.wrong_answer)(one.kind, one.content)
    page.get_by_label(one.content["options"][given]["text"], exact=True).check()
    page.get_by_role("button", name="Check my answer").click()


@pytest.fixture
def phone(visit: Any, rosa: Any, rosas: Any) -> Page:
    """Rosa's, at the first question of a check that asks one."""
    check = check_of(rosas)
    check.bank = [(block.block_type, block.value) for block in check.bank if block.value["name"] == "Q1"]
    check.parts = [("part", {"objective": building.FIRST, "ask": 1, "must_know": 1})]
    check.save_revision().publish()
    page = visit(rosa, address(rosas))
    page.get_by_role("button", name="Begin").click()
    return page


def test_it_tells_what_we_say_to_an_answer_once_it_could_be_sent(phone, rosas):
    saved, button = phone.locator("[data-saved]"), phone.get_by_role("button", name="Check my answer")
    phone.context.set_offline(True)
    choose(phone, rosas, right=False)
    expect(phone.get_by_text("What we say to it comes then.")).to_be_focused()
    expect(saved).to_have_text("saved on this phone, will be sent")
    expect(button).to_be_disabled()
    expect(phone.locator("[data-check-block] input[type=radio]").first).to_be_disabled()
    phone.context.set_offline(False)
    expect(phone.locator("[data-reply]")).to_contain_text("Not yet.", timeout=60_000)
    expect(saved).to_have_text("saved")
    assert Answer.objects.count() == 1


def test_it_still_tells_what_we_said_in_another_language_and_when_it_is_opened_again(phone, rosas):
    choose(phone, rosas, right=False)
    expect(phone.locator("[data-reply]")).to_contain_text("Not yet.")
    phone.get_by_role("button", name="Español").click()
    expect(phone.locator("[data-reply]")).to_contain_text("Todavía no.")
    phone.reload()
    expect(phone.locator("[data-reply]")).to_contain_text("Todavía no.")


def test_it_says_what_is_missing_to_whoever_reads_by_ear(visit, rosa, rosas):
    page = visit(rosa, building.question_address(rosas, check_of(rosas), "several", right=None))
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_text("Choose at least one of the answers.")).to_be_focused()
