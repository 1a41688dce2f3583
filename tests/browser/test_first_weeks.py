"""*First weeks* as it ships, on a phone: in two languages, without a connection in the middle, to its certificate; and
in an agency where nobody has reviewed anything yet."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from certificates.models import Certificate
from courses.enrollment.services import enroll
from courses.pages.models import LessonPage, ModulePage
from courses.progress.models import Place
from lms.people.services import add_member
from lms.starter import days
from lms.starter.services import load_first_weeks
from tests.browser.test_checks import answer as answer_question
from tests.kept import kept

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
@kept
def first_weeks(harbor: Any, rosa: Any, inez: Any, marcus: Any, jo: Any) -> Any:
    harbor.contact_name = "Inez"
    harbor.save()
    add_member(user=marcus, organization=harbor, role="observer")
    return load_first_weeks(organization=harbor)


# Its modules, in order.
ROLE, WORDS, OVERDOSE, LIMITS, CALM = range(5)


def parts_of(course: Any, number: int) -> list[Any]:
    return days.activities(ModulePage.objects.child_of(course).order_by("path")[number])


def do(enrollment: Any, seen_by: Any, *modules: int) -> None:
    for number in modules:
        for activity in parts_of(enrollment.course, number):
            days.do(enrollment, activity, *seen_by)


def right_options(lesson: LessonPage) -> set[str]:
    """Ids of the right answers, in every language."""
    versions = LessonPage.objects.filter(translation_key=lesson.translation_key)
    keys = [options for page in versions for options in page.answer_key().values()]
    return {option for options in keys for option, is_right in options.items() if is_right}


def read_page(page: Page, rights: set[str]) -> None:
    """Answer what the page asks, and turn it."""
    for block in page.locator("[data-check-block]").all():
        for option in block.locator("input[type=radio]").all():
            if option.get_attribute("value") in rights:
                option.check()
        block.locator("form[data-check] button[type=submit]").click()
        expect(block.locator(".note-good")).to_be_visible()
    heading = page.locator("main h1").inner_text()
    page.locator("form.turn button").click()
    expect(page.locator("main h1")).not_to_have_text(heading)
    page.wait_for_load_state()  # all of the next page, with its questions


def take_lesson(page: Page, lesson: LessonPage, *, pages: int | None = None) -> None:
    rights = right_options(lesson)
    if not page.url.endswith(f"/learn/{lesson.key}/"):
        page.goto(f"/learn/{lesson.key}/")
    for _page in range(pages or lesson.page_count):
        read_page(page, rights)


def take_check(page: Page, enrollment: Any, check: Any) -> None:
    page.goto(f"/learn/{check.key}/")
    page.get_by_role("button", name="Begin").click()
    while not page.get_by_role("heading", name="Done", exact=True).is_visible():  # “methadone” is not
        answer_question(page, enrollment, right=True, check=check)
        page.wait_for_load_state()


def confirm(visit: Any, trainer: Any, session: Any) -> None:
    page = visit(trainer, reverse("lms_courses:confirm", kwargs={"key": session.key}))
    page.get_by_label("Rosa").check()
    page.get_by_role("button", name="I was there and saw this").click()
    expect(page.get_by_text("Confirmed for 1 person.")).to_be_visible()


def keep(page: Page) -> None:
    page.locator("[data-keep]").scroll_into_view_if_needed()
    button = page.locator("[data-keep-offer] button")
    button.scroll_into_view_if_needed()
    button.click()
    expect(page.locator("[data-keep] [data-kept-lesson]")).to_be_visible(timeout=60_000)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def take_in_spanish_without_a_connection(page: Page, lesson: LessonPage) -> None:
    """Two pages with a connection, the rest without one; then it comes back."""
    page.goto(f"/learn/{lesson.key}/")
    page.get_by_role("button", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    keep(page)
    take_lesson(page, lesson, pages=2)
    page.context.set_offline(True)
    for _page in range(lesson.page_count - 3):
        read_page(page, right_options(lesson))
    expect(page.locator("[data-saved]")).to_have_text("se guardó en este teléfono y se enviará")
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_have_text("guardado", timeout=60_000)


def test_it_is_taken_in_two_languages_to_its_certificate(visit, settings, rosa, inez, marcus, jo, first_weeks):
    settings.LMS_DEMO = True
    days.review(first_weeks, jo)
    enrollment = enroll(learner=rosa, organization=first_weeks.organization, course=first_weeks)
    do(enrollment, (inez, marcus), ROLE, LIMITS, CALM)
    phone = visit(rosa)
    words, *more = parts_of(first_weeks, WORDS)
    take_in_spanish_without_a_connection(phone, words)
    phone.get_by_role("button", name="English").click()
    take_lesson(phone, words, pages=1)
    for activity in [*more, *parts_of(first_weeks, OVERDOSE)]:
        take(phone, visit, (inez, marcus), enrollment, activity)
    assert titles_left(enrollment) == []
    phone.goto(reverse("lms_home:finish", kwargs={"enrollment": enrollment.pk}))
    expect(phone.get_by_role("link", name="Download").first).to_be_visible()
    assert {kept["tries"] for place in Place.objects.all() for kept in place.answers.values()} == {1}
    assert Certificate.objects.get().facts["course"] == "First weeks"


def titles_left(enrollment: Any) -> list[str]:
    done = set(enrollment.completions.values_list("activity_key", flat=True))
    return [activity.title for activity in days.activities(enrollment.course) if activity.key not in done]


def take(phone: Page, visit: Any, seen_by: Any, enrollment: Any, activity: Any) -> None:
    if activity.kind == "lesson":
        take_lesson(phone, activity)
    elif activity.kind == "check":
        take_check(phone, enrollment, activity)
    elif activity.is_scored:
        days.do(enrollment, activity, *seen_by)
        phone.goto(f"/learn/{activity.key}/")
        expect(phone.get_by_role("heading", name=activity.title)).to_be_visible()
    else:
        confirm(visit, seen_by[0], activity)


def test_it_says_what_nobody_has_reviewed_and_lets_people_go_on(visit, rosa, inez, marcus, first_weeks):
    enrollment = enroll(learner=rosa, organization=first_weeks.organization, course=first_weeks)
    do(enrollment, (inez, marcus), ROLE)
    overdose = parts_of(first_weeks, OVERDOSE)
    phone = visit(rosa)
    critical = [one for one in overdose if one.kind == "lesson" and one.safety_critical]
    phone.goto(f"/learn/{critical[0].key}/")
    expect(phone.get_by_text("Not yet clinically reviewed here")).to_be_visible()
    for activity in overdose:
        take(phone, visit, (inez, marcus), enrollment, activity)
    done = set(enrollment.completions.values_list("activity_key", flat=True))
    assert {activity.key for activity in overdose} <= done
    phone.goto(f"/learn/{critical[1].key}/4/")
    expect(phone.get_by_role("heading", name="Naloxone", exact=True)).to_be_visible()
    expect(phone.get_by_text("(not set yet; ask Inez)").first).to_be_visible()
    assert not Certificate.objects.exists()
