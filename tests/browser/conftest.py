"""Chromium for the tests, driven by Playwright against the live server. See `visit`."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser.screens import world

__all__ = ["world"]

FOUND = filter(None, map(shutil.which, ("chromium-headless-shell", "chromium")))
CHROMIUM = os.environ.get("PORCHLIGHT_CHROMIUM") or next(FOUND, "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# What has to come may take a while on a busy machine.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="package")
def playwright(django_db_setup: None, django_db_blocker: Any) -> Iterator[Playwright]:
    """Playwright for this folder only.

    Its sync API keeps an event loop in this thread, and where a loop runs Django opens another connection. That one
    has to know what to put back after each flush, and must be closed before the database can go.
    """
    if not os.path.exists(CHROMIUM):
        pytest.skip(f"No Chromium at {CHROMIUM}: install it or set PORCHLIGHT_CHROMIUM.")
    put_back = getattr(connection, "_test_serialized_contents", "[]")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), sync_playwright() as running:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        connection._test_serialized_contents = put_back
        yield running
        connection.close()


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def visit(live_server: Any, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a window of its own: `visit(rosa, "/record/", width=320, color_scheme="dark")`, nobody = a stranger.

    Fails at the end of the test if a page broke our content policy, threw, or asked for a file that is not there.
    """
    troubles: list[str] = []
    with ExitStack() as windows:

        def open_window(user: User | None = None, path: str = "/", *, width: int = 390, **options: Any) -> Page:
            context = chromium.new_context(
                base_url=live_server.url, viewport={"width": width, "height": 844}, **options
            )
            windows.callback(context.close)
            if user is not None:
                context.add_cookies([session_cookie(user, live_server.url)])
            page = context.new_page()
            listen(page, troubles)
            page.goto(path)
            return page

        yield open_window
    assert troubles == []


@pytest.fixture
def editor(chromium: Browser, live_server: Any, inez: User) -> Iterator[Page]:
    """The trainer's window. Fails at the end of the test if the editor threw or the server stumbled."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    context.add_cookies([session_cookie(inez, live_server.url)])
    page, troubles = context.new_page(), list[str]()
    page.on("response", lambda said: troubles.append(f"{said.status} {said.url}") if said.status >= 500 else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert troubles == []


def session_cookie(user: User, url: str) -> dict[str, Any]:
    """What a browser carries after this person signed in."""
    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }


def listen(page: Page, troubles: list[str]) -> None:
    """Write down what a page complains about. 409 is a sentence for whoever did something that cannot be saved."""
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if "Content Security Policy" in said.text else None)
    page.on(
        "response",
        lambda answer: (
            troubles.append(f"{answer.status} {answer.url}")
            if answer.status >= 400 and answer.status != 409 and answer.request.resource_type != "document"
            else None
        ),
    )
