"""The services around the site: database, files, cache, broker, worker, mail."""

from collections.abc import Iterator
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from lms import conf, health
from lms.host import mail as post
from lms.host.doctor.findings import Finding, fine, soon, wrong

SQLITE_IS_GOOD_TO = 60
CLOCKS_MAY_DIFFER = timedelta(minutes=1)
SECONDS = 2


def database() -> Iterator[Finding]:
    """It can be written, is as new as the code, and is large enough for the people here."""
    about = _("Database")
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield wrong(about, _("It is empty, or older than the code."), _("Run `manage.py migrate`."))
        return
    health.database()
    people = User.objects.filter(is_active=True).count()
    if connection.vendor == "sqlite" and people > SQLITE_IS_GOOD_TO:
        says = _("%(people)d people share an SQLite file, which is good for about %(most)d.")
        do = _("Move to PostgreSQL before it gets slow (deploy/README.md).")
        yield soon(about, says % {"people": people, "most": SQLITE_IS_GOOD_TO}, do)
    else:
        yield fine(about, _("%(kind)s, writable, up to date.") % {"kind": connection.display_name})


def clock() -> Iterator[Finding]:
    """This machine and the database agree on what time it is."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (there,) = cursor.fetchone()
    apart = abs(timezone.now() - there)
    if apart > CLOCKS_MAY_DIFFER:
        says = _("This machine's clock and the database's are %(seconds)d seconds apart.")
        do = _("Turn on time synchronization on both: `timedatectl set-ntp true`.")
        yield wrong(_("Clock"), says % {"seconds": apart.total_seconds()}, do)


def files() -> Iterator[Finding]:
    """A file can be written and deleted."""
    health.storage()
    yield fine(_("Files"), _("Uploads and certificates can be stored."))


def caching() -> Iterator[Finding]:
    cache.set("lms.doctor", "well", SECONDS)
    if cache.get("lms.doctor") != "well" and not settings.CACHES["default"]["BACKEND"].endswith("DummyCache"):
        yield wrong(_("Cache"), _("What is put into it is not there."), _("Look at CACHE_URL, and whether Redis runs."))


def broker() -> Iterator[Finding]:
    """The broker answers, and so does a worker. A site without a broker needs neither."""
    address = getattr(settings, "CELERY_BROKER_URL", "")
    if not address:
        return
    about = _("Worker")
    with current_app.connection_for_write(address, connect_timeout=SECONDS) as link:
        try:
            link.ensure_connection(max_retries=1, interval_start=0, timeout=SECONDS)
            answers = current_app.control.ping(timeout=SECONDS, connection=link)
        except Exception:  # noqa: BLE001  every transport has errors of its own
            says = _("The broker in CELERY_BROKER_URL does not answer. Certificates still come, only later.")
            yield wrong(about, says, _("Look whether Redis runs: `systemctl status redis-server`."))
            return
    if answers:
        yield fine(about, _("Broker and worker answer."))
    else:
        yield wrong(about, _("No worker answers."), _("Start it: `systemctl start porchlight-worker`."))


def mail() -> Iterator[Finding]:
    """The mail server takes our user name and password. Nothing is sent."""
    about = _("Mail")
    if not conf.sends_mail():
        says = _("No mail goes out; invitations go as text messages or on paper.")
        yield soon(about, says, _("Set EMAIL_URL and DEFAULT_FROM_EMAIL, if you want mail."))
        return
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        says = _("Mail would come from %(sender)s, which nobody accepts.") % {"sender": settings.DEFAULT_FROM_EMAIL}
        yield wrong(about, says, _("Set DEFAULT_FROM_EMAIL to an address of yours."))
    server = get_connection()
    if not isinstance(server, EmailBackend):
        yield fine(about, _("Sent through a service; `manage.py setup --test-mail` shows whether it arrives."))
        return
    server.timeout = SECONDS
    try:
        server.open()
        server.close()
        yield fine(about, _("The mail server lets us in."))
    except OSError as trouble:
        yield wrong(about, post.in_words(trouble), _("Mend EMAIL_URL, and restart."))
