"""For a laptop and the demo: no secrets to set, everything in ``var/``."""

from lms.settings.base import *  # noqa: F403
from lms.settings.base import STATIC_ROOT, env

DEBUG = env.bool("DEBUG", True)
SECRET_KEY = "insecure-a-laptop-has-no-secrets-but-still-needs-fifty-characters"  # noqa: S105  development only
ALLOWED_HOSTS = ["*"]
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing
WHITENOISE_AUTOREFRESH = DEBUG
LMS_SERVE_PICTURES = True
LMS_LEDGER_KEYS = {"dev": "insecure-a-laptop-key-that-protects-nothing"}
LMS_LEDGER_KEY_ID = "dev"
# Passkeys work on localhost without TLS; phones in the same network reach the demo by its address.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
LMS_DEMO = env.bool("LMS_DEMO", True)
