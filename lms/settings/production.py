"""For real people. Starts only with its secrets, and only over TLS."""

from django.core.exceptions import ImproperlyConfigured

from lms.settings.base import *  # noqa: F403
from lms.settings.base import LMS_LEDGER_KEY_ID, LMS_LEDGER_KEYS, STORAGES, env

NEEDED = {
    "SECRET_KEY": "at least 50 random characters",
    "ALLOWED_HOSTS": "the names this site is reached by, such as learn.example.org",
    "LMS_LEDGER_KEYS": "a key id and at least 32 random characters, such as k1=...",
    "LMS_LEDGER_KEY_ID": "the id in LMS_LEDGER_KEYS that signs new entries, such as k1",
}
missing = [f"{name} ({meaning})" for name, meaning in NEEDED.items() if not env.str(name, "").strip()]
if missing:
    raise ImproperlyConfigured("Porchlight cannot start without " + ", ".join(missing) + ". See deploy/porchlight.env.")
if LMS_LEDGER_KEY_ID not in LMS_LEDGER_KEYS:
    raise ImproperlyConfigured(f"LMS_LEDGER_KEY_ID names “{LMS_LEDGER_KEY_ID}”, which LMS_LEDGER_KEYS does not have.")

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

if not env.str("EMAIL_URL", ""):
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # on the console, links and codes would be logged

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

# A browser takes a __Host- cookie only over TLS, for this very host, and lets no other host overwrite it.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_NAME = "__Host-language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 60 * 60 * 24 * 365)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", True)
# Only where a proxy of our own sets (and overwrites) X-Forwarded-Proto.
if env.bool("TRUST_PROXY_HEADERS", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
