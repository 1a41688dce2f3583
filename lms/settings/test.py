"""For the tests: fast passwords, files in a folder of their own, the database that DATABASE_URL names."""

from lms.settings.base import *  # noqa: F403
from lms.settings.base import DATABASES, VAR_DIR

DEBUG = False
SECRET_KEY = "tests-have-no-secrets-but-still-need-fifty-characters"  # noqa: S105  tests only
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LMS_LEDGER_KEYS = {"test": "a-test-key"}
LMS_LEDGER_KEY_ID = "test"
MEDIA_ROOT = VAR_DIR / "test-media"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
