"""One round: everything is looked at, and nothing that breaks keeps the rest from being looked at."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.host.doctor import address, duties, engines, machine
from lms.host.doctor.findings import Examination, Finding, Level, soon, wrong


class Look(NamedTuple):
    """What a person calls it, what looks at it, and what to do where even that breaks."""

    about: Any
    examination: Examination
    do: Any = gettext_lazy("Look at the log: `journalctl -u porchlight-web`.")


DATABASE = Look(
    gettext_lazy("Database"),
    engines.database,
    gettext_lazy("Look at DATABASE_URL, and whether the database runs and lets this user in."),
)
ANYWAY = [
    Look(gettext_lazy("Address"), address.names),
    Look(gettext_lazy("Web server in front"), address.proxy),
    Look(gettext_lazy("Secrets"), machine.secrets),
    Look(gettext_lazy("Front end"), machine.front_end, gettext_lazy("Run `manage.py collectstatic --noinput`.")),
    Look(gettext_lazy("Printing"), machine.printing),
    Look(gettext_lazy("Disk"), machine.disk),
    Look(
        gettext_lazy("Files"),
        engines.files,
        gettext_lazy("Look at STORAGE_URL, or whether the folder in LMS_VAR_DIR belongs to this user."),
    ),
    Look(gettext_lazy("Cache"), engines.caching, gettext_lazy("Look at CACHE_URL, and whether Redis runs.")),
    Look(gettext_lazy("Worker"), engines.broker),
    Look(gettext_lazy("Mail"), engines.mail, gettext_lazy("Look at EMAIL_URL.")),
    Look(gettext_lazy("Upkeep"), duties.upkeep),
    Look(gettext_lazy("Backup"), duties.backups, gettext_lazy("Let this user read the folder in LMS_BACKUP_DIR.")),
    Look(gettext_lazy("Web"), address.answers),
]
WITH_THE_DATABASE = [
    Look(gettext_lazy("Ledger"), duties.ledger),
    Look(gettext_lazy("People"), duties.agencies),
    Look(gettext_lazy("Printing"), duties.work),
    Look(gettext_lazy("Clock"), engines.clock),
]


def examine() -> list[Finding]:
    """Everything there is to say about this site, what is wrong first."""
    found = list(_look(DATABASE))
    works = all(finding.level is not Level.WRONG for finding in found)
    looks = [*ANYWAY, *(WITH_THE_DATABASE if works else [])]
    found += [finding for look in looks for finding in _look(look)]
    found += _system_checks(["default"] if works else [])
    order = [Level.WRONG, Level.SOON, Level.FINE]
    return sorted(found, key=lambda finding: order.index(finding.level))


def _look(look: Look) -> Iterator[Finding]:
    try:
        yield from look.examination()
    except Exception as trouble:  # noqa: BLE001  whatever is broken is what we came to say
        says = _("It does not work (%(kind)s).") % {"kind": type(trouble).__name__}
        yield wrong(str(look.about), says, str(look.do))


def _system_checks(databases: list[str]) -> Iterator[Finding]:
    """What `manage.py check --deploy` would say."""
    about = _("Settings")
    if settings.DEBUG:
        yield wrong(about, _("They are for a laptop."), _("Set DJANGO_SETTINGS_MODULE=lms.settings.production."))
    for message in run_checks(include_deployment_checks=not settings.DEBUG, databases=databases):
        if not message.is_silenced():
            say = wrong if message.level >= ERROR else soon
            yield say(about, f"{message.msg} ({message.id})", message.hint or "")
