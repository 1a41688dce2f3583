"""Every role at every address with every verb (threats.md 2; A02, A12, R23). Who may what stands in `access.py`."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Q
from django.shortcuts import resolve_url
from django.test import Client
from django.utils.http import urlencode

from certificates.models import Certificate
from courses.enrollment.models import Enrollment
from courses.progress.models import Completion
from lms.people.models import Membership
from tests import access, access_words, access_world
from tests.people import admin_site

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
# One for all: a new one would build the middleware anew for each of thousands of requests.
BROWSER = Client()

HOW = """
Say in tests/access.py who may use it, one line in ADDRESSES, such as
    "{route}": both(TRAINER | COORDINATOR),
and where it names a thing (<...>), put one of Rosa's into tests/access_world.py."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[access_world.World]:
    """One world for all addresses: what a request changes is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = access_world.build()
        built.kept = kept()
        yield built
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def empty_buckets():
    """Nobody has tried too often yet."""
    cache.clear()


def ask(world: access_world.World, name: str, verb: str, address: str, **data: Any) -> Any:
    BROWSER.cookies.clear()
    BROWSER.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[name]
    where_from = f"10.0.0.{list(world.sessions).index(name) + 1}"
    return BROWSER.generic(verb, address, REMOTE_ADDR=where_from, **data)


UNWATCHED = {"django_session", "django_content_type", "django_migrations", "auth_permission"}


def kept() -> dict[str, list[str]]:
    """Every row of every table but the sessions, and what only migrations write."""
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(set(connection.introspection.table_names(cursor)) - UNWATCHED):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  a table's name
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def is_sign_in(response: Any) -> bool:
    return response.status_code == 302 and response["Location"].startswith(resolve_url(settings.LOGIN_URL))


def is_right(route: str, verb: str, name: str, response: Any) -> bool:
    """Whether this was the answer for this person: the thing, nothing here, please sign in, or not with this verb."""
    status, may = response.status_code, access.allowed(route, verb)
    lets_every_verb = len(access.ADDRESSES[route]) == len(access_words.VERBS)
    if status == 405 and (verb == "HEAD" or lets_every_verb or verb not in access.ADDRESSES[route]):
        return True
    if name in may:
        return status in {200, 204, 302} and (may >= access_words.STRANGER or not is_sign_in(response))
    if name == "a stranger" and is_sign_in(response):
        return True
    knows_it = any(name in access.allowed(route, other) for other in access.ADDRESSES[route])
    return status == 404 and (verb in access.ADDRESSES[route] or not knows_it)


def names_harbor(response: Any) -> bool:
    return b"Harbor" in response.getvalue() or "Harbor" in str(response.headers)


def ask_and_undo(world: access_world.World, name: str, verb: str, address: str) -> Any:
    with transaction.atomic():
        response = ask(world, name, verb, address)
        transaction.set_rollback(True)
    return response


def ask_everybody(world: access_world.World, route: str) -> Iterator[str]:
    """What went wrong, in words. What the allowed change is undone; looking and knocking must change nothing."""
    address = access_world.address(route, world.things)
    for verb in access_words.VERBS:
        may = access.allowed(route, verb)
        for name in access_words.EVERYONE if may else access.a_few(route):
            asked = ask if verb in access_words.SAFE or name not in may else ask_and_undo
            response = asked(world, name, verb, address)
            if not is_right(route, verb, name, response):
                yield f"{name}: {verb} {address} answered {response.status_code}"
            if name in access.ELSEWHERE and access_words.STRANGER - may and names_harbor(response):
                yield f"{name}: {verb} {address} names something of Harbor's"


def test_it_knows_who_may_use_every_address():  # A02
    undeclared = [route for route in access.ROUTES if route not in access.ADDRESSES]
    assert not undeclared, f"Nobody said who may use {undeclared}." + HOW.format(route=undeclared[0])
    assert [route for route in access.ADDRESSES if route not in access.ROUTES] == [], "No such address any more."


@pytest.mark.parametrize("route", sorted(set(access.ROUTES) & set(access.ADDRESSES)))
def test_it_lets_in_whom_it_should_and_nobody_else(world, route):  # A02, A04, A12, R23
    assert list(ask_everybody(world, route)) == []
    before, world.kept = world.kept, kept()
    assert {table for table, rows in world.kept.items() if rows != before[table]} == set()


# ------------------------------------------------------------------ forms give only what they offer

WISHES = {
    **{"role": "coordinator", "is_superuser": "on", "is_staff": "on", "groups": "1", "user": "1", "learner": "1"},
    **{"completed_at": "2026-01-01", "ended_at": "", "furthest": "9", "minutes": "999", "status": "valid"},
    **{"chosen_name": "Rosa", "theme": "dark", "text_size": "large", "shown": "yes"},
}
WHO_DECIDES = access.TRAINER | access.COORDINATOR


def powers() -> set[Any]:
    """Who may more than learn, and what is proven."""
    trusted = User.objects.filter(Q(is_superuser=True) | Q(is_staff=True) | ~Q(groups=None))
    accounts = trusted.values_list("pk", "groups", "is_superuser", "is_staff")
    roles = Membership.objects.active().exclude(role="new_hire").values_list("user", "organization", "team", "role")
    finished = Enrollment.objects.exclude(completed_at=None).values_list("pk", "learner", "organization", "course_key")
    done = Completion.objects.values_list("pk", "enrollment", "minutes")
    return {*accounts, *roles, *finished, *done, *Certificate.objects.values_list("pk", "status")}


@pytest.mark.parametrize("route", [route for route in sorted(access.ADDRESSES) if "POST" in access.ADDRESSES[route]])
def test_it_gives_nobody_what_a_form_does_not_offer(world, route):  # A03
    address, before = access_world.address(route, world.things), powers()
    for name in access.allowed(route, "POST") - WHO_DECIDES:
        with transaction.atomic():
            ask(world, name, "POST", address, data=urlencode(WISHES), content_type=FORM)
            assert powers() - before == set(), name
            transaction.set_rollback(True)


# ------------------------------------------------------------------ the Wagtail admin

KNOCKS = [("a stranger", "GET"), ("rosa", "POST"), ("marcus", "GET"), ("jo, who left", "GET")]
# Icons and words of the editor, and an address without its last slash.
OPEN_TO_ALL = {"admin/sprite/", "admin/jsi18n/", "admin/.*/"}


@pytest.mark.parametrize(("name", "verb"), KNOCKS)
def test_it_opens_the_admin_to_nobody_who_does_not_edit(world, name, verb):  # A02, A05
    open_doors = {}
    for route in admin_site.routes(""):
        where = admin_site.address(route, admin_site.Harbor(ids={}, pages=[]), 1)
        response = ask(world, name, verb, where)
        if not is_sign_in(response) and response.status_code not in {403, 404, 405}:
            open_doors[route] = response.status_code
    assert set(open_doors) <= OPEN_TO_ALL


@pytest.mark.parametrize("name", sorted(access_words.EDITS_COURSES))
def test_it_opens_the_admin_to_those_who_edit(world, name):
    assert ask(world, name, "GET", "/admin/").status_code == 200
