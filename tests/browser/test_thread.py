"""The main job, in a real browser: from a click to a certificate that a stranger can verify."""

from typing import Any

import pypdfium2
import pytest
import zxingcpp
from django.urls import reverse
from playwright.sync_api import Page, expect

from certificates.models import Certificate
from courses.enrollment.services import enroll
from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def two_modules(harbor: Any, rosa: Any) -> Any:
    """A lesson with a check, then (opens after it) a session and a last lesson."""
    course = builders.course(harbor, "First weeks")
    role = builders.module(course, "The role")
    builders.lesson(
        role, "What a peer does", [[builders.text("One idea.")], [builders.check()], [builders.text("So.")]]
    )
    practice = builders.module(course, "Practice", after=(role,))
    builders.session(practice, "First hello")
    builders.lesson(practice, "Looking back", [[builders.text("What stays.")]])
    enroll(learner=rosa, organization=harbor, course=course)
    return course


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password", exact=True).fill(builders.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name=f"Hi {name.title()}")).to_be_visible()


def next_page(page: Page) -> None:
    page.get_by_role("button", name="Next page").click()


def answer(page: Page, words: str) -> None:
    page.get_by_label(words).check()
    page.get_by_role("button", name="Check my answer").click()


def qr_of(pdf: bytes) -> str:
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    return str(code.text)


def start_and_close_the_tab(visit: Any) -> None:
    phone = visit()
    sign_in(phone, "rosa")
    phone.get_by_role("link", name="Keep going").click()
    next_page(phone)
    expect(phone.get_by_text("page 2 of 3 · saved")).to_be_visible()
    answer(phone, "The clock")
    expect(phone.get_by_text("Look again.")).to_be_visible()
    phone.close()


def resume_elsewhere(visit: Any) -> Page:
    other = visit(width=1280)
    sign_in(other, "rosa")
    expect(other.get_by_text("Page 2 of 3")).to_be_visible()
    other.get_by_role("link", name="Keep going").click()
    expect(other.get_by_text("Look again.")).to_be_visible()
    answer(other, "Their breathing")
    expect(other.get_by_text("Yes.")).to_be_visible()
    next_page(other)
    other.get_by_role("button", name="Finish this lesson").click()
    expect(other.get_by_text("“What a peer does” is done, and saved.")).to_be_visible()
    return other


def confirm_session(visit: Any, inez: Any, course: Any) -> None:
    page = visit(inez, reverse("lms_courses:confirm", kwargs={"key": builders.sessions_of(course)[0].key}))
    page.get_by_label("Rosa").check()
    page.get_by_role("button", name="I was there and saw this").click()
    expect(page.get_by_text("Confirmed for 1 person.")).to_be_visible()


def last_click(page: Page) -> bytes:
    page.goto("/")
    page.get_by_role("link", name="Keep going").click()
    page.get_by_role("button", name="Finish this lesson").dblclick()
    page.wait_for_url("**/finish/**")
    address = page.get_by_role("link", name="Download").first.get_attribute("href")
    return bytes(page.request.get(str(address)).body())


def take_back(visit: Any, inez: Any, certificate: Certificate) -> None:
    page = visit(inez, reverse("lms_certificates:manage", kwargs={"pk": certificate.pk}))
    form = page.locator("form", has=page.get_by_label("this is the one"))
    form.get_by_label("Why?").fill("Given for the wrong course.")
    form.get_by_label("this is the one").check()
    form.get_by_role("button").click()
    expect(page.get_by_role("main")).to_contain_text("Taken back")


def test_it_goes_from_a_click_to_a_certificate_a_stranger_can_verify(
    visit: Any, live_server: Any, settings: Any, inez: Any, two_modules: Any
) -> None:  # I02 L05
    settings.LMS_SITE_URL = live_server.url
    start_and_close_the_tab(visit)
    rosas = resume_elsewhere(visit)
    confirm_session(visit, inez, two_modules)
    pdf = last_click(rosas)
    assert pdf.startswith(b"%PDF")
    stranger = visit(path=qr_of(pdf))
    for words in ["Rosa", "First weeks", "Harbor Outreach", "Valid"]:
        expect(stranger.get_by_role("main")).to_contain_text(words)
    take_back(visit, inez, Certificate.objects.get())
    stranger.reload()
    expect(stranger.get_by_role("main")).to_contain_text("Taken back")


def test_it_answers_the_outsider_404_everywhere(visit: Any, dana: Any, inez: Any, sam: Any, two_modules: Any) -> None:
    # A12
    finished = builders.finish_course(sam, two_modules, inez)
    lesson, session = builders.lessons_of(two_modules)[0], builders.sessions_of(two_modules)[0]
    certificate = Certificate.objects.get(enrollment=finished)
    member = sam.memberships.get()
    addresses = [
        reverse("lms_courses:activity", kwargs={"key": lesson.key}),
        reverse("lms_courses:page", kwargs={"key": lesson.key, "page": 1}),
        reverse("lms_courses:course", kwargs={"key": two_modules.key}),
        reverse("lms_courses:confirm", kwargs={"key": session.key}),
        reverse("lms_home:finish", kwargs={"enrollment": finished.pk}),
        reverse("lms_home:person", kwargs={"membership": member.pk}),
        reverse("lms_certificates:manage", kwargs={"pk": certificate.pk}),
        reverse("lms_certificates:download", kwargs={"pk": certificate.pk}),
        reverse("lms_certificates:transcript_of", kwargs={"enrollment": finished.pk}),
    ]
    for role in ["new_hire", "supervisor", "trainer", "coordinator"]:
        page = visit(dana(role))
        answers = {address: page.request.get(address).status for address in addresses}
        assert set(answers.values()) == {404}, (role, answers)


def test_it_works_without_javascript(visit: Any, rosa: Any, two_modules: Any) -> None:
    page = visit(java_script_enabled=False)
    sign_in(page, "rosa")
    page.get_by_role("link", name="Keep going").click()
    next_page(page)
    answer(page, "The clock")
    expect(page.get_by_text("Look again.")).to_be_visible()
    answer(page, "Their breathing")
    next_page(page)
    page.get_by_role("button", name="Finish this lesson").click()
    expect(page.get_by_text("is done, and saved.")).to_be_visible()
