"""Settings: each switch does what architecture.md says, and production starts only when it is safe."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as now

from lms.settings import switches

SECRETS = {
    "SECRET_KEY": "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
    "ALLOWED_HOSTS": "learn.example.org",
    "LMS_LEDGER_KEYS": "k1=0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    "LMS_LEDGER_KEY_ID": "k1",
    "LMS_READ_DOT_ENV": "0",
}


def production(*command, **environ):
    """What a process with the production settings and these variables prints."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environ = {**kept, "DJANGO_SETTINGS_MODULE": "lms.settings.production", **environ}
    return subprocess.run([sys.executable, *command], env=environ, capture_output=True, text=True, check=False)  # noqa: S603


def production_values(*names, **environ):
    code = "import json; from django.conf import settings as s; print(json.dumps([getattr(s, n, None) for n in %r]))"
    ended = production("-c", code % (names,), **SECRETS, **environ)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "LMS_LEDGER_KEYS", "LMS_LEDGER_KEY_ID"])
def test_it_does_not_start_without_a_secret(name):
    ended = production("manage.py", "check", **{**SECRETS, name: ""})
    assert ended.returncode != 0
    (said,) = ended.stderr.splitlines()  # one plain line and no traceback
    assert f"Porchlight cannot start without {name}" in said


def test_it_reads_the_one_file_that_it_is_told_of(tmp_path):
    (tmp_path / "porchlight.env").write_text("".join(f"{name}={value}\n" for name, value in SECRETS.items()))
    code = "from lms import conf; print(conf.ledger_key_id())"
    file = {"LMS_ENV_FILE": str(tmp_path / "porchlight.env"), "LMS_READ_DOT_ENV": "1"}
    ended = production("manage.py", "shell", "--no-imports", "-c", code, **file)
    assert ended.stdout.strip() == SECRETS["LMS_LEDGER_KEY_ID"]


def test_it_does_not_start_with_a_key_id_that_names_no_key():
    ended = production("manage.py", "check", **{**SECRETS, "LMS_LEDGER_KEY_ID": "k2"})
    assert "names “k2”" in ended.stderr.splitlines()[-1]


def test_it_passes_the_deployment_checks_without_a_warning():  # K01
    ended = production("manage.py", "check", "--deploy", "--fail-level", "WARNING", **SECRETS)
    assert ended.returncode == 0, ended.stderr
    assert "no issues" in ended.stdout


def test_it_uses_host_cookies_in_production():  # K01
    names = production_values("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME")
    assert all(name.startswith("__Host-") for name in names)
    secure = production_values("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE")
    assert secure == [True, True, True]


def test_it_keeps_messages_out_of_cookies():
    assert now.MESSAGE_STORAGE.endswith("SessionStorage")


def test_it_asks_nobody_else_about_pages_or_people():
    assert now.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert now.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False
    assert now.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert now.WAGTAILEMBEDS_FINDERS == []


def test_it_stores_files_where_storage_url_says():
    stored = switches.storage("s3://key:s%2Fcret@objects.example.org/bucket/folder?region=eu-1")
    assert stored["BACKEND"] == "storages.backends.s3.S3Storage"
    assert stored["OPTIONS"] == {
        "bucket_name": "bucket",
        "location": "folder",
        "endpoint_url": "https://objects.example.org",
        "region_name": "eu-1",
        "access_key": "key",
        "secret_key": "s/cret",
        "file_overwrite": False,
    }


def test_it_reaches_a_storage_without_tls_on_a_port():
    stored = switches.storage("s3+http://localhost:9000/bucket")
    assert stored["OPTIONS"]["endpoint_url"] == "http://localhost:9000"
    assert stored["OPTIONS"]["access_key"] is None
    assert switches.origin(stored) == ["http://localhost:9000"]
    assert switches.pictures(stored)["OPTIONS"]["querystring_auth"] is False


@pytest.mark.parametrize("url", ["ftp://host/bucket", "s3://host", "s3:///bucket"])
def test_it_refuses_a_storage_url_it_cannot_read(url):
    with pytest.raises(ValueError, match="STORAGE_URL must look like"):
        switches.storage(url)


def test_it_stores_files_on_this_disk_by_default():
    assert switches.storage("") == switches.pictures(switches.LOCAL_STORAGE) == switches.LOCAL_STORAGE
    assert switches.origin(switches.LOCAL_STORAGE) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("console:", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        ("file:///var/mail", {"EMAIL_FILE_PATH": "/var/mail"}),
        ("submission://me:word@mail.example.org", {"EMAIL_USE_TLS": True, "EMAIL_PORT": 587, "EMAIL_TIMEOUT": 10}),
        ("anymail+postmark://?server_token=abc", {"EMAIL_BACKEND": "anymail.backends.postmark.EmailBackend"}),
    ],
)
def test_it_sends_mail_where_email_url_says(url, expected):
    assert expected.items() <= switches.mail(url).items()


def test_it_writes_no_mail_into_the_log():
    backend, fallbacks = production_values("EMAIL_BACKEND", "SECRET_KEY_FALLBACKS")
    assert (backend, fallbacks) == ("django.core.mail.backends.dummy.EmailBackend", [])


def test_it_gives_anymail_its_settings():
    values = switches.mail("anymail+mailgun://?api_key=abc&sender_domain=example.org")["ANYMAIL"]
    assert values == {"MAILGUN_API_KEY": "abc", "MAILGUN_SENDER_DOMAIN": "example.org", "REQUESTS_TIMEOUT": 10}


def test_it_uses_the_services_that_the_environment_names():
    caches, storages, broker = production_values(
        "CACHES",
        "STORAGES",
        "CELERY_BROKER_URL",
        CACHE_URL="redis://localhost:6379/1",
        STORAGE_URL="s3://a:b@objects.example.org/bucket",
        CELERY_BROKER_URL="redis://localhost:6379/0",
    )
    assert caches["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    assert storages["default"]["BACKEND"] == "storages.backends.s3.S3Storage"
    assert storages["staticfiles"]["BACKEND"] == "whitenoise.storage.CompressedManifestStaticFilesStorage"
    assert broker == "redis://localhost:6379/0"


def test_it_never_reads_pickled_tasks():  # I10
    assert now.CELERY_ACCEPT_CONTENT == ["json"]
    assert now.CELERY_TASK_SERIALIZER == "json"
