"""The machine: disk, who may read the secrets, what certificates are drawn with, the front-end files."""

from collections.abc import Iterator

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.files import File
from django.utils.translation import gettext as _

from lms import conf, health
from lms.host.doctor.findings import Finding, fine, wrong
from lms.vendor_files import path_of
from lms.vendor_names import FILES

OTHERS = 0o007
# A file of ours that is collected as it is, so that its digest tells whether that was done since the last upgrade.
SEEN_BY = "lms/porchlight.js"


def disk() -> Iterator[Finding]:
    found = health.disk()
    says = _("%(percent)d %% of it are free.") % {"percent": found["free_percent"]}
    if found["ok"]:
        yield fine(_("Disk"), says)
    else:
        yield wrong(_("Disk"), says, _("Make room, or take a larger one. Old backups are often the largest."))


def secrets() -> Iterator[Finding]:
    """The file with the keys is not for everybody on this machine."""
    path = conf.env_file()
    if path is not None and path.exists() and path.stat().st_mode & OTHERS:
        says = _("Everybody on this machine can read the secrets in %(path)s.") % {"path": path}
        yield wrong(_("Secrets"), says, _("Run `chmod o= %(path)s`.") % {"path": path})


def printing() -> Iterator[Finding]:
    """Certificates can be drawn, in their own fonts."""
    about = _("Printing")
    if missing := [name for name in FILES if path_of(name) is None]:
        says = _("%(count)d font files are missing, so certificates would not look right.") % {"count": len(missing)}
        yield wrong(about, says, _("Run `.venv/bin/npm ci --omit=dev` where package.json is."))
        return
    try:
        from certificates.press import press  # imports WeasyPrint

        press().pull('<html lang="en"><p>Porchlight', stylesheet="lms_certificates/pdf/transcript.css", assets={})
    except OSError:
        do = _("Run `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`.")
        yield wrong(about, _("Certificates cannot be drawn: Pango is missing."), do)
    else:
        yield fine(about, _("Certificates can be drawn."))


def front_end() -> Iterator[Finding]:
    """What browsers load was collected since the last upgrade."""
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return
    source = finders.find(SEEN_BY)
    with open(source, "rb") as file:
        expected = staticfiles_storage.hashed_name(SEEN_BY, File(file))
    collected = staticfiles_storage.hashed_files.get(SEEN_BY)
    if collected != expected or not staticfiles_storage.exists(expected):
        says = _("The files that browsers load are missing, or older than the code.")
        yield wrong(_("Front end"), says, _("Run `manage.py collectstatic --noinput`, and restart."))
