"""Learning without a connection: a lesson is kept, answers wait on the phone and arrive once (P06, L11)."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from courses.pages import late
from courses.progress.models import Arrival, Completion, Place
from tests import builders
from tests.kept import kept

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

NEXT = re.compile("Next page|Finish this lesson")
WAITS = "saved on this phone, will be sent"


@pytest.fixture
@kept
def lesson(harbor: Any, rosa: Any, sam: Any) -> Any:
    course = builders.course(harbor)
    pages = [
        [builders.text("One idea.")],
        [builders.text("Another."), builders.check()],
        [builders.text("The last one.")],
    ]
    made = builders.lesson(builders.module(course), "On the road", pages)
    for learner in (rosa, sam):
        builders.enroll(learner=learner, organization=harbor, course=course)
    return made


def road(lesson: Any) -> str:
    return f"/learn/{lesson.key}/"


@pytest.fixture
def page(visit: Any, rosa: Any, lesson: Any) -> Page:
    return visit(rosa, road(lesson))


def keep(page: Page) -> None:
    button = page.get_by_role("button", name=re.compile(r"Keep this lesson on this phone \(0\.\d MB\)"))
    button.scroll_into_view_if_needed()
    button.click()
    expect(page.get_by_text("Kept on this phone: 0.")).to_be_visible()
    page.wait_for_function("navigator.serviceWorker.controller")


def turn(page: Page) -> None:
    page.get_by_role("button", name=NEXT).click()


def answer(page: Page, option: str) -> None:
    page.get_by_label(option).check()
    page.get_by_role("button", name="Check my answer").click()


def waiting(page: Page) -> list[dict]:
    return page.evaluate(
        """new Promise((done) => { const asked = indexedDB.open("porchlight", 1);
        asked.onsuccess = () => { const all = asked.result.transaction("entries").objectStore("entries").getAll();
        all.onsuccess = () => done(all.result); }; })"""
    )


def until(page: Page, true: str) -> None:
    """Wait until this JavaScript is true, which may ask the phone's own storage."""
    page.evaluate(
        f"""async () => {{ for (let tries = 0; tries < 200; tries += 1) {{
        if (await ({true})) return; await new Promise((done) => setTimeout(done, 50)); }} throw Error("never"); }}"""
    )


def test_it_takes_a_lesson_without_a_connection_and_every_answer_arrives_once(page, lesson):
    keep(page)
    page.context.set_offline(True)
    turn(page)
    expect(page.get_by_text("page 2 of 3")).to_be_visible()
    expect(page.get_by_text("There is no connection. This is the copy on this phone")).to_be_visible()
    answer_wrong_and_then_right(page)
    turn(page)
    expect(page.get_by_text("page 3 of 3")).to_be_visible()
    page.goto(road(lesson))
    expect(page.get_by_text("page 3 of 3")).to_be_visible()
    turn(page)
    expect(page.get_by_text("The lesson is finished once that is sent")).to_be_visible()
    assert not Place.objects.exists()
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_have_text("saved", timeout=60_000)
    assert_all_of_it_is_here(lesson)


def answer_wrong_and_then_right(page: Page) -> None:
    answer(page, "The clock")
    expect(page.locator("[data-reply]")).to_contain_text("Look again. Saved on this phone, will be sent.")
    page.reload()
    expect(page.locator("[data-reply]")).to_contain_text("Look again.")
    answer(page, "Their breathing")
    expect(page.locator("[data-reply]")).to_contain_text("That is it.")


def assert_all_of_it_is_here(lesson: Any) -> None:
    place = Place.objects.get()
    ((kept),) = place.answers.values()
    assert (place.furthest, kept["right"], kept["tries"]) == (3, True, 2)
    assert Completion.objects.filter(activity_key=lesson.key).count() == 1
    assert Arrival.objects.count() == 5


def test_it_keeps_an_answer_whose_connection_broke_and_sends_it_once(page, lesson):
    turn(page)
    expect(page.get_by_text("page 2 of 3")).to_be_visible()
    page.route("**/answer/**", lambda route: (route.fetch(), route.abort()))  # it gets there; its reply does not
    answer(page, "The clock")
    expect(page.get_by_text("Saved on this phone, will be sent. What we say to it comes then.")).to_be_visible()
    expect(page.locator("[data-saved]")).to_have_text(WAITS)
    assert [kept["tries"] for kept in Place.objects.get().answers.values()] == [1]
    page.unroute("**/answer/**")
    page.reload()
    expect(page.locator("[data-saved]")).to_have_text("saved")
    expect(page.locator("[data-reply]")).to_contain_text("Look again.")
    assert [kept["tries"] for kept in Place.objects.get().answers.values()] == [1]


def test_it_says_in_spanish_how_large_it_is_and_whom_to_call_without_a_connection(visit, rosa, harbor, lesson):
    harbor.contact_name, harbor.contact_phone = "Inez", "555 0100"
    harbor.save()
    page = visit(rosa, road(lesson), locale="es-US")
    button = page.get_by_role("button", name=re.compile(r"Guardar esta lección en este teléfono \(0\.\d MB\)"))
    button.scroll_into_view_if_needed()
    button.click()
    expect(page.get_by_text("Guardada en este teléfono: 0.")).to_be_visible()
    page.wait_for_function("navigator.serviceWorker.controller")
    expect(page.get_by_role("button", name="English")).to_be_visible()
    page.context.set_offline(True)
    page.goto("/")
    expect(page.get_by_role("link", name="555 0100")).to_be_visible()
    expect(page.get_by_role("button", name="English")).to_be_hidden()


def test_it_says_so_when_a_page_is_not_kept(page, lesson):
    keep(page)
    page.context.set_offline(True)
    page.goto("/record/")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    page.get_by_role("link", name="On the road").click()
    expect(page.get_by_text("page 1 of 3")).to_be_visible()


def test_it_waits_where_one_is_when_the_next_page_is_not_kept(page, lesson):
    page.context.set_offline(True)
    turn(page)
    expect(page.get_by_text("The next page is not kept here.")).to_be_focused()
    assert len(waiting(page)) == 1
    page.context.set_offline(False)
    expect(page.get_by_text("page 2 of 3")).to_be_visible(timeout=10_000)
    assert (waiting(page), Place.objects.get().furthest) == ([], 2)


def test_it_always_shows_the_newest_where_there_is_a_connection_and_then_keeps_that(page, lesson):
    keep(page)
    lesson.pages[0].value["body"][0].value.source = "<p>Corrected.</p>"
    lesson.save_revision().publish()
    with page.expect_response("**/1/copy/"):
        page.reload()
    expect(page.get_by_text("Corrected.")).to_be_visible()
    address = f"{road(lesson)}1/"
    until(page, f"caches.match('{address}').then((copy) => copy.text()).then((text) => text.includes('Corrected.'))")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("There is no connection. This is the copy on this phone")).to_be_visible()
    expect(page.get_by_text("Corrected.")).to_be_visible()


def test_it_is_shown_on_the_path_and_can_be_removed(page, lesson):
    keep(page)
    page.goto(f"/course/{lesson.get_parent().get_parent().specific.key}/")
    expect(page.get_by_text("Kept on this phone: 0.")).to_be_visible()
    page.get_by_role("button", name=re.compile("Remove.*On the road")).click()
    expect(page.get_by_text("Kept on this phone: 0.")).to_be_hidden()
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def caches_of(page: Page) -> list[str]:
    return page.evaluate("caches.keys()")


def wait_with_one_answer(page: Page) -> None:
    """A lesson is kept, one page was turned without a connection, and there is one again that nothing comes through."""
    keep(page)
    page.context.set_offline(True)
    turn(page)
    expect(page.get_by_text("page 2 of 3")).to_be_visible()
    page.context.route("**/offline/hello/", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/")


def test_it_says_at_sign_out_what_waits_and_deletes_it_when_asked(page, lesson):  # P06
    wait_with_one_answer(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Waiting on this phone, not sent yet: 1.")).to_be_visible()
    expect(page.get_by_text("Nobody else can see or send them.")).to_be_visible()
    page.get_by_role("button", name="Delete them").click()
    expect(page.get_by_text("Waiting on this phone")).to_be_hidden()
    assert waiting(page) == []
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Come on in")).to_be_visible()
    assert caches_of(page) == []
    assert not Place.objects.exists()


def test_it_sends_what_waits_before_one_signs_out(page, lesson):  # P06
    wait_with_one_answer(page)
    page.get_by_role("button", name="Sign out").click()
    page.context.unroute("**/offline/hello/")
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("Waiting on this phone")).to_be_hidden()
    assert Place.objects.get().furthest == 2


@pytest.mark.parametrize("connected", [True, False])
def test_it_signs_out_and_keeps_nothing_where_leaving_does_that(page, lesson, connected):  # P06
    page.context.route(re.compile(r"weather\.gov"), lambda route: route.fulfill(body="<h1>Sunny</h1>"))
    keep(page)
    page.get_by_text("What “Leave quickly” does").click()
    page.get_by_label("On this phone, sign me out too.").check()
    page.context.set_offline(not connected)
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(re.compile(r"weather\.gov|chrome-error"))
    page.context.set_offline(False)
    page.goto("/")
    expect(page.get_by_role("heading", name="Come on in")).to_be_visible()
    assert caches_of(page) == []


def sign_in(page: Page, name: str) -> None:
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(builders.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text(f"Hi {name.title()}")).to_be_visible()


def test_it_shows_and_sends_nothing_of_somebody_else_who_had_the_phone_before(page, lesson, rosa):  # P06
    wait_with_one_answer(page)
    for _twice in range(2):
        page.get_by_role("button", name="Sign out").click()
    page.context.unroute("**/offline/hello/")
    sign_in(page, "sam")
    assert caches_of(page) == []
    page.goto(road(lesson))
    expect(page.get_by_text("page 1 of 3")).to_be_visible()
    assert [entry["account"] for entry in waiting(page)] == [str(rosa.pk)]
    page.goto("/")
    expect(page.get_by_text("Waiting on this phone")).to_be_hidden()
    assert not Place.objects.exists()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "rosa")
    expect(page.get_by_text("Waiting on this phone")).to_be_hidden()
    until(page, "waiting.of(document.documentElement.dataset.account).then((mine) => !mine.length)")
    assert (Place.objects.get().enrollment.learner, Place.objects.get().furthest) == (rosa, 2)


def test_it_keeps_what_a_newer_server_does_not_understand(page, lesson, monkeypatch):  # L11
    page.context.set_offline(True)
    turn(page)
    expect(page.get_by_text("The next page is not kept here.")).to_be_visible()
    with monkeypatch.context() as newer:
        newer.setattr(late, "PROTOCOL", late.PROTOCOL + 2)
        page.context.set_offline(False)
        page.goto("/")
        expect(page.get_by_text("Nothing is lost: close it, and open it again.")).to_be_visible()
        assert (len(waiting(page)), Place.objects.exists()) == (1, False)
    page.goto(road(lesson))
    expect(page.locator("[data-saved]")).to_have_text("saved")
    assert (waiting(page), Place.objects.get().furthest) == ([], 2)


def test_it_lets_no_free_text_wait(page):  # P06
    page.evaluate("""document.querySelector("form.turn").insertAdjacentHTML("beforeend", "<textarea name=said>")""")
    page.locator("textarea").fill("Something about somebody")
    turn(page)
    expect(page.get_by_text("page 2 of 3")).to_be_visible()
    assert Arrival.objects.count() == 0, "it was sent the plain way"


def test_it_says_without_a_connection_that_a_question_is_still_open(visit, rosa, harbor):
    course = builders.course(harbor)
    lesson = builders.lesson(builders.module(course), "One page", [[builders.check()]])
    builders.enroll(learner=rosa, organization=harbor, course=course)
    page = visit(rosa, road(lesson))
    still = page.get_by_text("But a question on this page still wants another answer.")
    page.context.set_offline(True)
    turn(page)
    expect(page.get_by_text("The lesson is finished once that is sent")).to_be_visible()
    expect(still).to_be_visible()
