"""Every LMS_* setting as one documented function, read when called."""

from django.conf import settings


def ledger_keys() -> dict[str, str]:
    """Secrets of the ledger by key id (LMS_LEDGER_KEYS). Old keys stay, so that old entries verify."""
    return dict(getattr(settings, "LMS_LEDGER_KEYS", {}))


def ledger_key_id() -> str:
    """Which key signs new ledger entries (LMS_LEDGER_KEY_ID)."""
    return str(getattr(settings, "LMS_LEDGER_KEY_ID", ""))


def site_url() -> str:
    """Public address of this site without a trailing slash (LMS_SITE_URL), printed on certificates."""
    return str(getattr(settings, "LMS_SITE_URL", "http://localhost:8000")).rstrip("/")


def is_demo() -> bool:
    """Whether this is a demo, with its cast and one-tap sign-in links (LMS_DEMO, default off)."""
    return bool(getattr(settings, "LMS_DEMO", False))
