"""What has to go on day after day: people in charge, upkeep, the ledger's check, backups."""

import time
from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from lms import conf, health
from lms.host.backup.services import finished_in
from lms.host.doctor.findings import Finding, fine, soon, wrong
from lms.host.services import public_host
from lms.people.models import Invitation, Membership, Organization, Role

UPKEEP_MAY_REST = timedelta(minutes=10)
BACKUP_MAY_BE_OLD = timedelta(days=2)


def agencies() -> Iterator[Finding]:
    """There is one, and each has somebody who coordinates."""
    about = _("People")
    if not Organization.objects.exists():
        yield wrong(about, _("There is no agency yet."), _("Run `manage.py setup`."))
        return
    led = Membership.objects.active().filter(role=Role.COORDINATOR, user__is_active=True).values("organization")
    for organization in Organization.objects.exclude(pk__in=led):
        says = _("Nobody coordinates %(agency)s.") % {"agency": organization}
        invited = Invitation.objects.open().filter(organization=organization, role=Role.COORDINATOR).exists()
        if invited:
            yield soon(about, says, _("Hand on the link that `manage.py setup` made, or run it again for a new one."))
        else:
            yield wrong(about, says, _("Run `manage.py setup`: it makes the link for a first coordinator."))
    hostname, _port = public_host()
    if not Site.objects.filter(is_default_site=True, hostname=hostname).exists():
        says = _("Wagtail does not know that this site is called %(host)s.") % {"host": hostname}
        yield soon(_("Address"), says, _("Run `manage.py setup` again: it tells Wagtail."))


def upkeep() -> Iterator[Finding]:
    """Beat with a worker, or `tick`, ran a moment ago."""
    mark = conf.pulse_file()
    if mark is None:
        return
    about = _("Upkeep")
    do = _("Start porchlight-worker and porchlight-beat, or porchlight-tick where there is no Redis.")
    if not mark.exists():
        yield wrong(about, _("It has never run: certificates are not prepared, the ledger is not read."), do)
        return
    rested = timedelta(seconds=time.time() - mark.stat().st_mtime)
    if rested > UPKEEP_MAY_REST:
        says = _("It last ran %(minutes)d minutes ago.") % {"minutes": rested.total_seconds() // 60}
        yield wrong(about, says, do)
    else:
        yield fine(about, _("It ran a moment ago."))


def work() -> Iterator[Finding]:
    found = health.work()
    if not found["ok"]:
        says = _("A certificate has waited %(minutes)d minutes for its PDF.")
        do = _("Look at the worker's log: `journalctl -u porchlight-worker`.")
        yield wrong(_("Printing"), says % {"minutes": found["oldest_seconds"] // 60}, do)


def ledger() -> Iterator[Finding]:
    """It was read in the last day and a half, and was whole."""
    found = health.ledger()
    about = _("Ledger")
    if not found["whole"]:
        do = _("Run `manage.py verify_ledger`, change nothing, and see SECURITY.md.")
        yield wrong(about, _("The last check found that somebody changed it."), do)
    elif not found["ok"]:
        hours = found["seconds_since_check"] // 3600
        yield wrong(about, _("Nobody read it for %(hours)d hours.") % {"hours": hours}, _("See Upkeep."))
    else:
        yield fine(about, _("Whole at the last check."))


def backups() -> Iterator[Finding]:
    """Last night's is there."""
    folder = conf.backup_dir()
    if folder is None:
        return
    about = _("Backup")
    do = _("Run `systemctl enable --now porchlight-backup.timer`, or `manage.py backup %(folder)s` by hand.")
    newest = next(iter(finished_in(folder)), None)
    if newest is None:
        says = _("There is none in %(folder)s that I can read.")
        yield wrong(about, says % {"folder": folder}, do % {"folder": folder})
        return
    age = timezone.now().timestamp() - newest.stat().st_mtime
    if age > BACKUP_MAY_BE_OLD.total_seconds():
        says = _("The newest is %(days)d days old.") % {"days": age // 86400}
        yield wrong(about, says, do % {"folder": folder})
    else:
        yield fine(about, _("%(name)s. Is a copy of it, and of the keys, on another machine?") % {"name": newest.name})
