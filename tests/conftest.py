"""What every test may ask for."""

import gc
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import hypothesis
import pytest
from django.core.cache import cache
from django.middleware import csrf
from django.utils import timezone, translation

from lms import catalogs
from tests import builders
from tests.database import django_db_keepdb, django_db_setup
from tests.ledger_lift import ledger_lifted_for_the_flush

# Nothing is judged by the clock: a busy machine is no bug.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

# Nor by chance: sixty-four random letters on every page now and then spell what a test expects to be absent.
csrf.CSRF_ALLOWED_CHARS = "XZ"

pytest_plugins = ["tests.cast"]

# What Django says in Spanish is compiled from its source, before anybody asks for it.
catalogs.compile_stale()

__all__ = ["django_db_keepdb", "django_db_setup", "ledger_lifted_for_the_flush"]


def pytest_configure() -> None:
    """What is gathered before the first test stays to the end: nobody looks through it for garbage."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def nobody_tried_before() -> None:
    """Buckets of tries are full again: what one test does counts for no other."""
    cache.clear()


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """A request leaves its language behind in the thread; the next test begins in English."""
    yield
    translation.deactivate()


@pytest.fixture
def evening(monkeypatch: pytest.MonkeyPatch) -> Callable[[], date]:
    """Once called, it is an evening in New York, and tomorrow for UTC. Gives the day there."""

    def begins() -> date:
        moment = (timezone.now() + timedelta(days=1)).replace(hour=2, minute=30)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return builders.today()

    return begins
