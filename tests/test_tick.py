"""What is owed is done without Celery: once from cron, or in a loop beside the demo."""

import os
import signal
import threading
import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from certificates.models import Certificate, PdfState
from lms.home import tasks, upkeep
from lms.ledger.models import Check
from tests import builders


@pytest.fixture
def handlers():
    before = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM)}
    yield
    for name, handler in before.items():
        signal.signal(name, handler)


def test_it_prepares_the_certificates_that_are_owed(harbor, sam, marcus):  # L05
    builders.finish_course(sam, builders.small_course(harbor), confirmed_by=marcus)
    call_command("tick")
    assert Certificate.objects.get().pdf_state == PdfState.READY


def stop_once_it_listens(before):
    while signal.getsignal(signal.SIGTERM) is before:
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.django_db(transaction=True)
def test_it_goes_round_until_it_is_stopped(handlers):
    threading.Thread(target=stop_once_it_listens, args=[signal.getsignal(signal.SIGTERM)], daemon=True).start()
    call_command("tick", loop=True, every=0.05)
    assert Check.objects.count() == 1


@pytest.mark.django_db
def test_it_reads_the_ledger_once_a_day():
    call_command("tick")
    call_command("tick")
    assert Check.objects.count() == 1
    Check.objects.update(at=timezone.now() - timedelta(hours=25))
    call_command("tick")
    assert Check.objects.count() == 2


@pytest.mark.django_db
def test_it_forgets_sessions_that_have_run_out():
    yesterday, tomorrow = (timezone.now() + timedelta(days=days) for days in (-1, 1))
    Session.objects.create(session_key="old", expire_date=yesterday)
    Session.objects.create(session_key="new", expire_date=tomorrow)
    call_command("tick")
    assert [session.session_key for session in Session.objects.all()] == ["new"]


@pytest.mark.django_db
def test_it_goes_on_when_one_duty_fails(settings, caplog):
    settings.LMS_LEDGER_KEYS = None  # whatever breaks a duty
    upkeep.upkeep()
    assert "check_ledger_nightly did not finish" in caplog.text


@pytest.mark.django_db
def test_it_leaves_a_mark_that_says_when_it_ran(settings, tmp_path):
    settings.LMS_PULSE_FILE = str(tmp_path / "upkeep")
    call_command("tick")
    assert (tmp_path / "upkeep").exists()


@pytest.mark.django_db
def test_it_does_the_same_when_beat_asks():
    tasks.upkeep()
    assert Check.objects.count() == 1


def test_it_is_scheduled_by_its_name(settings):
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} == {tasks.upkeep.name}
