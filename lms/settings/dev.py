"""For a laptop and the demo: no secrets to set, everything in ``var/``."""

from lms.settings.base import *  # noqa: F403
from lms.settings.base import env

DEBUG = env.bool("DEBUG", True)
SECRET_KEY = "a-laptop-has-no-secrets-but-still-needs-fifty-characters"  # noqa: S105  development only
ALLOWED_HOSTS = ["*"]
LMS_LEDGER_KEYS = {"dev": "a-laptop-key-that-protects-nothing"}
LMS_LEDGER_KEY_ID = "dev"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
LMS_DEMO = env.bool("LMS_DEMO", True)
