"""What every environment shares. Each switch is an environment variable (architecture.md, section 5)."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from lms import APPS
from lms.settings import switches
from lms.settings.logs import logging_to_console

env = Env()

BASE_DIR = Path(__file__).resolve().parents[2]
# The one file with this site's settings and secrets.
LMS_ENV_FILE = env.str("LMS_ENV_FILE", str(BASE_DIR / ".env"))
if env.bool("LMS_READ_DOT_ENV", True):
    env.read_env(LMS_ENV_FILE, recurse=False)
VAR_DIR = Path(env.str("LMS_VAR_DIR", str(BASE_DIR / "var")))

INSTALLED_APPS = [
    *APPS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "lms.door",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lms.middleware.LanguageMiddleware",
    "lms.people.clocks.ClockMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lms.middleware.PolicyMiddleware",
    "lms.middleware.OutageMiddleware",
]

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'porchlight.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", 600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # The server keeps plans of our few hand-written queries. 0 turns it off, for a pooler that cannot have that.
    DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = env.int("DATABASE_PREPARE", 5) or None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# One backend, so that there is one way in: allauth's is Django's with the same answer and time for everybody.
AUTHENTICATION_BACKENDS = ["lms.door.backends.AuthenticationBackend"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "lms_home:home"
LOGOUT_REDIRECT_URL = "sign_in"

# The door (lms.door): a username and a password are enough; passkey, app and mailed code are there for who wants them.
ACCOUNT_ADAPTER = "lms.door.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
# A class that signs in together shares one address: what counts is the tries for one username or mail address.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "request_login_code": "30/m/ip,3/5m/key",
}
MFA_ADAPTER = "lms.door.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_TOTP_TOLERANCE = 1

# Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "lms" / "locale"]
FORMAT_MODULE_PATH = ["lms.formats"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# Files
STORAGES = {
    "default": switches.storage(env.str("STORAGE_URL", "")),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STORAGES["pictures"] = switches.pictures(STORAGES["default"])
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "lms.vendor_files.VendorFinder",
]
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
# Whether Django itself hands out course pictures. In production the web server in front does.
LMS_SERVE_PICTURES = env.bool("LMS_SERVE_PICTURES", False)

# What a browser may do with our pages. Sign-in, CSRF and language are the only cookies.
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "lms.door.session_store"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *switches.origin(STORAGES["pictures"])],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Cache and mail
CACHES = {"default": env.dj_cache_url("CACHE_URL", "locmem://")}
globals().update(switches.mail(env.str("EMAIL_URL", "console:")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", "porchlight@localhost")

# Tasks. A task is only told about a row that is owed: losing one is healed by the sweep. `lms.work` tells it from a
# thread of its own, so that no broker is ever waited for; these limits free that thread from one that hangs.
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", "")
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 2, "max_retries": 0}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 60
CELERY_TASK_SOFT_TIME_LIMIT = 50
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {"upkeep": {"task": "lms.home.tasks.upkeep", "schedule": 60.0, "options": {"expires": 50}}}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")

# Wagtail. Nothing of a page or a person is sent to anybody else.
WAGTAIL_SITE_NAME = "Porchlight"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# A pasted address stays an address: Wagtail would look for its page among everybody's.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Passwords and addresses change at the door, where we ask whether it is still you.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "sign_in"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_RENDITION_STORAGE = "pictures"

# The public address of this site, printed on certificates.
LMS_SITE_URL = WAGTAILADMIN_BASE_URL = env.str("SITE_URL", "http://localhost:8000")
# {key id: secret}. New entries are made with LMS_LEDGER_KEY_ID; old keys stay, so that old entries verify.
LMS_LEDGER_KEYS: dict[str, str] = env.dict("LMS_LEDGER_KEYS", {})
LMS_LEDGER_KEY_ID = env.str("LMS_LEDGER_KEY_ID", "")

# What `manage.py doctor` looks at: when upkeep last ran, and whether last night's backup is there.
LMS_PULSE_FILE = str(VAR_DIR / "upkeep-ran")
LMS_BACKUP_DIR = env.str("LMS_BACKUP_DIR", "/var/backups/porchlight")

# Seconds one process may take for a PDF before another tries; rows of a report that are handed out at once, and seconds
# for which a process that makes a longer file may say nothing; how many proxies of ours stand before the site; how
# often one address may look up certificates in ten minutes.
LMS_PDF_LEASE = env.int("LMS_PDF_LEASE", 120)
LMS_EXPORT_ROWS = env.int("LMS_EXPORT_ROWS", 2000)
LMS_EXPORT_LEASE = env.int("LMS_EXPORT_LEASE", 120)
LMS_TRUSTED_PROXIES = env.int("LMS_TRUSTED_PROXIES", 0)
LMS_VERIFY_LOOKS = env.int("LMS_VERIFY_LOOKS", 60)
# What counts as learning: the longest silence, in seconds; the rule of the half; the most minutes for one day.
LMS_IDLE_LIMIT = env.int("LMS_IDLE_LIMIT", 300)
LMS_HALF_ENGAGED = env.bool("LMS_HALF_ENGAGED", True)
LMS_DAILY_CAP = env.int("LMS_DAILY_CAP", 480)

# Seconds after which somebody is asked again whether it is them, and the pages of the door that the add-on leads to.
LMS_RETENTION_MONTHS = env.int("LMS_RETENTION_MONTHS", 24)
LMS_STEP_UP = env.int("LMS_STEP_UP", 900)
LMS_STEP_UP_URL = "account_reauthenticate"
LMS_AFTER_JOINING_URL = "passkey_offer"
LMS_FORGET_SECOND_FACTORS = "lms.door.factors.forget_all"

LOGGING = logging_to_console(env.str("LOG_LEVEL", "INFO"))
