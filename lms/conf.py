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
