"""Production's settings, with a database and files of the bench's own and the ceilings' addresses beside ours.

Everything here comes from the environment that `bench.rig.ground` sets, except what only a bench may do.
"""

from lms.settings.production import *  # noqa: F403

ROOT_URLCONF = "bench.rig.addresses"
# A bench measures pages, not files. `weight` measures those, and asks for production's own storage.
if not env.bool("BENCH_FILES", False):  # noqa: F405
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
# A ceiling is Django's own: its sessions, and its way to find a person.
if env.bool("BENCH_PLAIN", False):  # noqa: F405
    SESSION_ENGINE = "django.contrib.sessions.backends.db"
    AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
