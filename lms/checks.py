"""System checks that the owner of a site can act on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connections

from lms import catalogs, conf
from lms.ledger import triggers
from lms.ledger.models import Entry

KEY_LENGTH = 32
Apps = Sequence[AppConfig] | None


@register(Tags.security)
def check_ledger_key(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Whoever lacks the key cannot forge the ledger, so it has to be there and hard to guess."""
    keys, key_id = conf.ledger_keys(), conf.ledger_key_id()
    if not key_id or key_id not in keys:
        return [
            Error(
                "No key signs the ledger: LMS_LEDGER_KEY_ID does not name one of LMS_LEDGER_KEYS.",
                hint="Set LMS_LEDGER_KEYS to {'k1': 'at least 32 random characters'} and LMS_LEDGER_KEY_ID to 'k1'.",
                id="lms.E001",
            )
        ]
    if len(keys[key_id]) < KEY_LENGTH:
        return [
            Error(
                f"The key that signs the ledger is shorter than {KEY_LENGTH} characters.",
                hint="Add a longer key under a new id, name it in LMS_LEDGER_KEY_ID, and keep the old one.",
                id="lms.E002",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def check_ledger_key_is_secret(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """The keys of the development settings stand in a public repository."""
    if not conf.ledger_keys().get(conf.ledger_key_id(), "").startswith("insecure-"):
        return []
    return [
        Error(
            "The key that signs the ledger is published with the source code.",
            hint="Make one with `python -c 'import secrets; print(secrets.token_hex(32))'`.",
            id="lms.E003",
        )
    ]


@register(Tags.files)
def check_media_layout(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Uploads and certificates stand apart from what a web server hands to everyone, and from the database."""
    if not isinstance(default_storage, FileSystemStorage):
        return []
    if not settings.MEDIA_ROOT:
        problem = "MEDIA_ROOT is not set, so certificates would land wherever the server was started."
    elif _overlap(settings.MEDIA_ROOT, settings.STATIC_ROOT):
        problem = "MEDIA_ROOT and STATIC_ROOT lie in one another, so certificates would be public."
    elif any(_overlap(settings.MEDIA_ROOT, name) for name in _sqlite_files()):
        problem = "The database lies in MEDIA_ROOT, where a web server could hand it out."
    else:
        return []
    return [Error(problem, hint="Give MEDIA_ROOT a folder of its own, outside the others.", id="lms.E004")]


@register(Tags.security, deploy=True)
def check_cookie_names(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """A `__Host-` cookie cannot be set or overwritten by another host of the same domain."""
    names = ["SESSION_COOKIE_NAME", "LANGUAGE_COOKIE_NAME"]
    if not settings.CSRF_USE_SESSIONS:
        names.append("CSRF_COOKIE_NAME")
    return [
        Warning(
            f"{name} does not begin with __Host-.",
            hint=f'Set {name} = "__Host-..." and its SECURE setting, leave its DOMAIN and PATH alone.',
            id="lms.W001",
        )
        for name in names
        if not getattr(settings, name).startswith("__Host-")
    ]


@register(Tags.database)
def check_ledger_triggers(
    app_configs: Apps, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The database itself refuses to change the ledger. Runs with `migrate` and `check --database default`."""
    if "default" not in (databases or []) or not _has_ledger() or triggers.present():
        return []
    return [
        Error(
            "The ledger can be changed: the triggers that protect it are gone.",
            hint="Find out who removed them and run `manage.py verify_ledger`. "
            "`manage.py migrate --skip-checks` puts them back.",
            id="lms.E005",
        )
    ]


@register(Tags.translation, deploy=True)
def check_catalogs(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Django reads the compiled words only; a checkout has to make them."""
    return [
        Warning(
            f"The words in “{source.parents[1].name}” are not compiled, or older than their source.",
            hint="Run `python -m lms.catalogs` in the project's folder, then restart.",
            id="lms.W002",
        )
        for source in catalogs.sources()
        if catalogs.is_stale(source)
    ]


def _overlap(one: str | Path, other: str | Path | None) -> bool:
    if not other:
        return False
    first, second = Path(one).resolve(), Path(other).resolve()
    return first.is_relative_to(second) or second.is_relative_to(first)


def _sqlite_files() -> list[Path]:
    databases = settings.DATABASES.values()
    return [Path(entry["NAME"]) for entry in databases if entry["ENGINE"].endswith("sqlite3") and entry.get("NAME")]


def _has_ledger() -> bool:
    return Entry._meta.db_table in connections["default"].introspection.table_names()
