"""System checks: each tells the owner of a site what to do (K01)."""

import pytest

from lms import checks
from lms.ledger import triggers

GOOD = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


def ids(messages):
    assert all(message.hint for message in messages)
    return [message.id for message in messages]


@pytest.mark.parametrize(
    ("keys", "key_id", "expected"),
    [
        ({}, "", ["lms.E001"]),
        ({"k1": GOOD}, "k2", ["lms.E001"]),
        ({"k1": "short"}, "k1", ["lms.E002"]),
        ({"k0": "short", "k1": GOOD}, "k1", []),
    ],
)
def test_it_wants_a_key_for_the_ledger(settings, keys, key_id, expected):  # K01
    settings.LMS_LEDGER_KEYS, settings.LMS_LEDGER_KEY_ID = keys, key_id
    assert ids(checks.check_ledger_key(None)) == expected


def test_it_refuses_a_published_key(settings):  # K01
    assert ids(checks.check_ledger_key_is_secret(None)) == ["lms.E003"]
    settings.LMS_LEDGER_KEYS, settings.LMS_LEDGER_KEY_ID = {"k1": GOOD}, "k1"
    assert checks.check_ledger_key_is_secret(None) == []


def test_it_wants_host_cookies(settings):  # K01
    assert ids(checks.check_cookie_names(None)) == ["lms.W001"] * 3
    settings.SESSION_COOKIE_NAME = settings.CSRF_COOKIE_NAME = settings.LANGUAGE_COOKIE_NAME = "__Host-a"
    assert checks.check_cookie_names(None) == []


@pytest.mark.parametrize("media", ["", "static", "static/media", "."])
def test_it_keeps_certificates_out_of_public_folders(settings, tmp_path, media):  # K01
    settings.STATIC_ROOT = tmp_path / "static"
    settings.MEDIA_ROOT = str(tmp_path / media) if media else ""
    assert ids(checks.check_media_layout(None)) == ["lms.E004"]


@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
def test_it_keeps_the_database_out_of_the_media(settings, tmp_path):  # K01
    settings.STATIC_ROOT, settings.MEDIA_ROOT = tmp_path / "static", tmp_path / "media"
    assert checks.check_media_layout(None) == []
    file = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "media" / "site.sqlite3")}
    settings.DATABASES = {"default": file}
    assert ids(checks.check_media_layout(None)) == ["lms.E004"]


@pytest.mark.django_db
def test_it_sees_that_the_ledger_is_protected():  # K01
    assert checks.check_ledger_triggers(None, databases=["default"]) == []
    triggers.remove()
    assert ids(checks.check_ledger_triggers(None, databases=["default"])) == ["lms.E005"]


def test_it_asks_the_database_only_when_told_to():
    assert checks.check_ledger_triggers(None) == []  # pytest-django forbids the database here
