"""Every LMS_* setting as one documented function, read when called."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def ledger_keys() -> dict[str, str]:
    """Secrets of the ledger by key id (LMS_LEDGER_KEYS). Old keys stay, so that old entries verify."""
    return dict(getattr(settings, "LMS_LEDGER_KEYS", {}))


def ledger_key_id() -> str:
    """Which key signs new ledger entries (LMS_LEDGER_KEY_ID)."""
    return str(getattr(settings, "LMS_LEDGER_KEY_ID", ""))


def site_url() -> str:
    """Public address of this site without a trailing slash (LMS_SITE_URL), printed on certificates."""
    return str(getattr(settings, "LMS_SITE_URL", "http://localhost:8000")).rstrip("/")


def sends_mail() -> bool:
    """Whether mail leaves this site (EMAIL_BACKEND); a demo shows it on the console."""
    return is_demo() or not settings.EMAIL_BACKEND.endswith((".console.EmailBackend", ".dummy.EmailBackend"))


def is_demo() -> bool:
    """Whether this is a demo, with its cast and one-tap sign-in links (LMS_DEMO, default off)."""
    return bool(getattr(settings, "LMS_DEMO", False))


def pdf_lease() -> timedelta:
    """How long one process may take to make a PDF before another tries (LMS_PDF_LEASE seconds, default 120)."""
    return timedelta(seconds=int(getattr(settings, "LMS_PDF_LEASE", 120)))


def export_rows() -> int:
    """How many rows of a report are handed out at once; more are made by a task (LMS_EXPORT_ROWS, default 2000)."""
    return int(getattr(settings, "LMS_EXPORT_ROWS", 2000))


def export_lease() -> timedelta:
    """How long a process that makes a file may say nothing before another tries (LMS_EXPORT_LEASE seconds, default
    120)."""
    return timedelta(seconds=int(getattr(settings, "LMS_EXPORT_LEASE", 120)))


def trusted_proxies() -> int:
    """How many proxies of ours stand before the site and write X-Forwarded-For (LMS_TRUSTED_PROXIES, default 0)."""
    return int(getattr(settings, "LMS_TRUSTED_PROXIES", 0))


def verify_looks() -> int:
    """How often one address may look at certificates in ten minutes, and as often at reviewers' links
    (LMS_VERIFY_LOOKS, default 60)."""
    return int(getattr(settings, "LMS_VERIFY_LOOKS", 60))


def retention_months() -> int:
    """How long an agency's part of a record is kept after a role has ended (LMS_RETENTION_MONTHS, default 24)."""
    return int(getattr(settings, "LMS_RETENTION_MONTHS", 24))


def step_up() -> timedelta:
    """How long somebody who showed that it is them is not asked again (LMS_STEP_UP seconds, default 900)."""
    return timedelta(seconds=int(getattr(settings, "LMS_STEP_UP", 900)))


def step_up_url() -> str:
    """Name of the page that asks (LMS_STEP_UP_URL). The default asks for Django's password."""
    return str(getattr(settings, "LMS_STEP_UP_URL", "lms_home:confirm"))


def after_joining_url() -> str:
    """Name of the page on which somebody new arrives (LMS_AFTER_JOINING_URL, default home)."""
    return str(getattr(settings, "LMS_AFTER_JOINING_URL", "lms_home:home"))


def pulse_file() -> Path | None:
    """The file whose age says when upkeep last ran (LMS_PULSE_FILE, default none)."""
    name = getattr(settings, "LMS_PULSE_FILE", "")
    return Path(name) if name else None


def backup_dir() -> Path | None:
    """The folder in which backups are looked for (LMS_BACKUP_DIR, default none)."""
    name = getattr(settings, "LMS_BACKUP_DIR", "")
    return Path(name) if name else None


def env_file() -> Path | None:
    """The file that this site's settings and secrets come from (LMS_ENV_FILE, default none)."""
    name = getattr(settings, "LMS_ENV_FILE", "")
    return Path(name) if name else None


def forget_second_factors() -> Callable[[Any], None] | None:
    """What the host does about somebody's passkeys and codes when their phone is gone (LMS_FORGET_SECOND_FACTORS, the
    dotted name of a function that takes the user; default none)."""
    name = str(getattr(settings, "LMS_FORGET_SECOND_FACTORS", ""))
    return import_string(name) if name else None


def idle_limit() -> timedelta:
    """Longest silence that still counts as studying (LMS_IDLE_LIMIT seconds, default 300)."""
    return timedelta(seconds=max(1, int(getattr(settings, "LMS_IDLE_LIMIT", 300))))


def half_engaged() -> bool:
    """Whether a part counts in full once half of its minutes were worked (LMS_HALF_ENGAGED, default on)."""
    return bool(getattr(settings, "LMS_HALF_ENGAGED", True))


def daily_cap() -> int:
    """Most minutes that count for one day; the rest counts for the next (LMS_DAILY_CAP minutes, default 480)."""
    return max(1, int(getattr(settings, "LMS_DAILY_CAP", 480)))
