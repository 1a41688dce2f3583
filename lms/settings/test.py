"""For the tests: fast passwords, files in a folder of their own, the database that DATABASE_URL names."""

import os

os.environ.setdefault("LMS_READ_DOT_ENV", "0")

from lms.settings.base import *  # noqa: F403  a developer's .env must not decide what the tests touch
from lms.settings.base import DATABASES, STATIC_ROOT, VAR_DIR

DEBUG = False
SECRET_KEY = "insecure-tests-have-no-secrets-but-still-need-fifty-characters"  # noqa: S105  tests only
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # looks for a file when it is asked for, not for all of them in every test's client
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing
LMS_LEDGER_KEYS = {"test": "insecure-a-test-key-that-protects-nothing"}
LMS_LEDGER_KEY_ID = "test"
MEDIA_ROOT = VAR_DIR / "test-media" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Nothing here has to survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / f"test-{os.getpid()}.sqlite3")}
