"""Bytes that a phone fetches for a lesson page of 20 blocks: the first time, again, another page, and saving data.

Counted by a real Chromium over the DevTools protocol, head and body, as gunicorn sends them: styles and scripts
compressed beforehand, pages as they are, though most servers in front compress them too. Nothing is kept between the
first visit and whatever came before it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.rig import ground
from bench.rig.report import emit

KILOBYTE = 1000
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True}


def main() -> None:
    """Measure and print."""
    with ground.site("weight", BENCH_FILES="1", LMS_SERVE_PICTURES="1"):
        from django.core.management import call_command

        from bench.rig import world

        call_command("collectstatic", interactive=False, verbosity=0)
        organization = world.organization()
        course = world.course(organization)
        lesson = world.builders.lessons_of(course)[0]
        (learner,) = world.learners(course, organization, 1)
        world.go_to_the_twenty(learner, lesson)
        look = world.look(learner, lesson)
        with ground.served() as server, chromium() as browser:
            site = "http://{}:{}".format(*server.address)
            found = weigh(browser, look.headers, f"{site}{look.path}", f"{site}{look.path}1/")
            found["saving data"] = weigh(browser, {**look.headers, "Save-Data": "on"}, f"{site}{look.path}")["first"]
    kilobytes = {name: one["bytes"] / KILOBYTE for name, one in found.items()}
    emit(
        "weight",
        {"views": found},
        {"first <= 150 kB": kilobytes["first"] <= 150, "again <= 30 kB": kilobytes["again"] <= 30},
    )


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser of its own."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import CHROMIUM, FLAGS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def weigh(browser: Any, headers: dict[str, str], address: str, other: str = "") -> dict[str, Any]:
    """`{view: {bytes, requests}}` of a phone that was never here: first, again and, where one is given, `other`."""
    context = browser.new_context(**PHONE, extra_http_headers=headers)
    page = context.new_page()
    fetched: list[tuple[str, int]] = []
    _listen(context.new_cdp_session(page), fetched)
    found = {}
    for view, where in {"first": address, "again": address, "another page": other}.items():
        fetched.clear()
        context.clear_cookies()  # one that the browser was given would be sent instead of the session's
        if where:
            answer = page.goto(where, wait_until="networkidle")
            if answer.status != 200:
                raise RuntimeError(f"{where} answered {answer.status}")
            page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(500)
            found[view] = {"bytes": sum(size for _name, size in fetched), "requests": _largest(fetched)}
    context.close()
    return found


def _listen(devtools: Any, fetched: list[tuple[str, int]]) -> None:
    names: dict[str, str] = {}
    devtools.on("Network.requestWillBeSent", lambda told: names.update({told["requestId"]: told["request"]["url"]}))
    devtools.on(
        "Network.loadingFinished",
        lambda told: fetched.append((names.get(told["requestId"], ""), int(told["encodedDataLength"]))),
    )
    devtools.send("Network.enable")


def _largest(fetched: list[tuple[str, int]]) -> dict[str, int]:
    by_size = sorted(fetched, key=lambda one: -one[1])
    return {name.rpartition("/")[2] or name.split("/", 3)[-1]: size for name, size in by_size if size}


if __name__ == "__main__":
    main()
