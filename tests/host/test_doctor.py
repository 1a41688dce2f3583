"""`manage.py doctor`: each thing that can be wrong is said in words, with the one thing to do."""

import json
import os
import shutil
import threading
import time
from collections import namedtuple
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from lms.home.upkeep import upkeep
from lms.host.doctor import address, duties, engines, machine
from lms.host.doctor.rounds import examine
from lms.host.services import set_up_agency
from lms.ledger import triggers
from lms.ledger.models import Check
from lms.people.invitations.services import invite_first_coordinator
from lms.people.models import Organization
from tests.chaos import brokers
from tests.chaos.processes import until, worker

Usage = namedtuple("Usage", "total used free")
HOUR = 3600


def doctor(*arguments):
    """Its exit code and what it says."""
    said = StringIO()
    try:
        call_command("doctor", *arguments, stdout=said)
    except SystemExit as end:
        return end.code, said.getvalue()
    return 0, said.getvalue()


def heard(examination):
    """What it says that is not well."""
    found = [finding for finding in examination() if finding.level != "fine"]
    assert all(finding.do for finding in found)
    return " ".join(finding.says for finding in found)


@pytest.fixture
def well(settings, tmp_path, jo):
    """A site of which only the sandbox of this test is missing: nothing answers at its address."""
    settings.LMS_SITE_URL = "https://learn.example.invalid"
    settings.ALLOWED_HOSTS = ["learn.example.invalid"]
    settings.DEFAULT_FROM_EMAIL = "learn@example.org"
    settings.LMS_PULSE_FILE, settings.LMS_BACKUP_DIR = str(tmp_path / "upkeep"), str(tmp_path)
    settings.LMS_ENV_FILE = str(tmp_path / ".env")
    settings.LMS_LEDGER_KEYS = {"k1": "0f1e2d3c4b5a69788796a5b4c3d2e1f0"}
    settings.LMS_LEDGER_KEY_ID = "k1"
    settings.MEDIA_ROOT, settings.STATIC_ROOT = tmp_path / "media", tmp_path / "static"
    set_up_agency(name="Harbor Outreach", time_zone="America/New_York")
    (tmp_path / "porchlight-20261126T020000Z.tar").write_text("last night's")
    upkeep()
    return tmp_path


def test_it_is_content_with_a_site_that_is_well(well):
    code, said = doctor()
    assert (code, "✗" in said) == (0, False), said
    assert "✓ Upkeep: It ran a moment ago." in said


def test_it_says_the_same_to_a_machine(well):
    (well / "upkeep").unlink()
    code, said = doctor("--json")
    assert code == 1
    assert json.loads(said)[0] == {
        "about": "Upkeep",
        "level": "wrong",
        "says": "It has never run: certificates are not prepared, the ledger is not read.",
        "do": "Start porchlight-worker and porchlight-beat, or porchlight-tick where there is no Redis.",
    }


def test_it_goes_on_without_a_database():
    found = {finding.about: finding for finding in examine()}  # pytest-django refuses every connection here
    assert found["Database"].do.startswith("Look at DATABASE_URL")
    assert {"Disk", "Printing", "Upkeep"} <= found.keys()
    assert "People" not in found


@pytest.mark.parametrize(
    ("url", "hosts", "says"),
    [
        ("http://learn.example.org", ["learn.example.org"], "without https"),
        ("https://learn.example.org", ["other.example.org"], "does not have learn.example.org"),
        ("https://learn.example.org", ["*"], "lets any name in"),
    ],
)
def test_it_compares_the_address_with_the_names_that_are_let_in(settings, url, hosts, says):
    settings.LMS_SITE_URL, settings.ALLOWED_HOSTS = url, hosts
    assert says in heard(address.names)


@pytest.mark.parametrize(
    ("header", "proxies", "says"),
    [
        (None, 0, "sends people round in circles"),
        (("HTTP_X_FORWARDED_PROTO", "https"), 0, "All visitors count as one"),
        (("HTTP_X_FORWARDED_PROTO", "https"), 1, ""),
    ],
)
def test_it_sees_that_the_web_server_is_not_believed(settings, header, proxies, says):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER = True, header
    settings.LMS_TRUSTED_PROXIES = proxies
    assert (says in heard(address.proxy)) if says else not heard(address.proxy)


@pytest.mark.parametrize(("mode", "says"), [(0o644, "Everybody on this machine can read"), (0o640, "")])
def test_it_keeps_the_secrets_secret(settings, tmp_path, mode, says):
    (tmp_path / ".env").write_text("SECRET_KEY=hidden")
    (tmp_path / ".env").chmod(mode)
    settings.LMS_ENV_FILE = str(tmp_path / ".env")
    assert heard(machine.secrets).startswith(says)
    assert "hidden" not in heard(machine.secrets)


@pytest.mark.parametrize(("age", "says"), [(1 * HOUR, ""), (3 * 24 * HOUR, "The newest is 3 days old.")])
def test_it_misses_the_backup_of_last_night(well, age, says):
    when = time.time() - age
    os.utime(well / "porchlight-20261126T020000Z.tar", (when, when))
    assert heard(duties.backups) == says


def test_it_sees_that_there_is_no_backup(settings, tmp_path):
    settings.LMS_BACKUP_DIR = str(tmp_path / "nowhere")
    assert "There is none" in heard(duties.backups)


def test_it_sees_that_upkeep_stopped(well):
    when = time.time() - 20 * 60
    os.utime(well / "upkeep", (when, when))
    assert heard(duties.upkeep) == "It last ran 20 minutes ago."


@pytest.mark.django_db
def test_it_wants_an_agency_and_somebody_who_coordinates():
    assert heard(duties.agencies) == "There is no agency yet."
    set_up_agency(name="Harbor Outreach", time_zone="America/New_York")
    assert [(one.level, one.says) for one in duties.agencies()] == [("wrong", "Nobody coordinates Harbor Outreach.")]
    invite_first_coordinator(organization=Organization.objects.get())
    assert [one.level for one in duties.agencies()] == ["soon"]


@pytest.mark.django_db
def test_it_sees_a_database_that_is_older_than_the_code():
    ((app, newest),) = MigrationLoader(connection).graph.leaf_nodes("lms_people")
    MigrationRecorder(connection).record_unapplied(app, newest)
    assert "older than the code" in heard(engines.database)


@pytest.mark.django_db
def test_it_says_when_sqlite_gets_small():
    User.objects.bulk_create(User(username=f"sam{number}") for number in range(61))
    assert ("61 people share an SQLite file" in heard(engines.database)) == (connection.vendor == "sqlite")


@pytest.mark.django_db
def test_it_sees_that_the_ledger_is_open_to_changes(well):
    triggers.remove()
    assert "the triggers that protect it are gone" in doctor()[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hours", "problems", "says"),
    [(1, [], ""), (40, [], "Nobody read it for 40 hours."), (1, ["Entry 3 was changed."], "somebody changed it")],
)
def test_it_passes_on_what_the_ledgers_check_found(hours, problems, says):
    Check.objects.create(at=timezone.now() - timedelta(hours=hours), seq=0, head="0" * 64, problems=problems)
    assert says in heard(duties.ledger)


def test_it_sees_a_front_end_that_is_older_than_the_code(settings, tmp_path):
    collected = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES, settings.STATIC_ROOT = {**settings.STORAGES, "staticfiles": collected}, tmp_path
    assert "are missing, or older than the code" in heard(machine.front_end)
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["wagtail*", "vendor"])
    assert heard(machine.front_end) == ""
    manifest = json.loads((tmp_path / "staticfiles.json").read_text())
    (tmp_path / manifest["paths"]["lms/porchlight.js"]).unlink()
    assert "are missing, or older than the code" in heard(machine.front_end)


def test_it_sees_that_the_disk_is_nearly_full(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100, 97, 3))
    assert heard(machine.disk) == "3 % of it are free."


@pytest.mark.parametrize("broken", [brokers.down, brokers.silent])
def test_it_gives_up_on_a_broker_that_does_not_answer(settings, broken):
    with broken() as settings.CELERY_BROKER_URL:
        assert "The broker in CELERY_BROKER_URL does not answer" in heard(engines.broker)


@pytest.mark.worker
@pytest.mark.skipif(not os.environ.get("CELERY_BROKER_URL"), reason="no CELERY_BROKER_URL: no Redis, no worker")
def test_it_hears_a_worker_or_none(settings, db):
    settings.CELERY_BROKER_URL = os.environ["CELERY_BROKER_URL"]
    assert heard(engines.broker) == "No worker answers."
    with worker(broker=settings.CELERY_BROKER_URL):
        until(lambda: not heard(engines.broker))


def test_it_tries_the_mail_servers_door(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.DEFAULT_FROM_EMAIL = "127.0.0.1", 1, "learn@example.org"
    assert "No mail server answers" in heard(engines.mail)
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "No mail goes out" in heard(engines.mail)


class Careless(SimpleHTTPRequestHandler):
    """A web server that hands out all of a folder."""

    def do_GET(self):
        if self.path == "/healthz":
            self.path = "/"
        super().do_GET()

    def log_message(self, *words):
        pass


@pytest.fixture
def served(settings, tmp_path):
    """Starts a web server at SITE_URL that serves this folder."""
    (tmp_path / "media").mkdir()
    settings.MEDIA_ROOT = tmp_path / "media"

    @contextmanager
    def serving(folder):
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Careless, directory=folder)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            settings.LMS_SITE_URL = f"http://127.0.0.1:{server.server_port}"
            yield
            server.shutdown()

    return serving


def test_it_sees_that_the_web_server_hands_out_certificates(served, tmp_path):
    with served(tmp_path):
        assert "hands out certificates to anybody" in heard(address.answers)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_it_sees_that_the_address_answers(served, tmp_path):
    with served(tmp_path / "media"):
        assert heard(address.answers) == ""
    assert "does not answer from this machine" in heard(address.answers)
