"""Whether people reach this site where it says it is, and only what they should."""

import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.http.request import validate_host
from django.utils.translation import gettext as _

from lms import conf
from lms.host.doctor.findings import Finding, fine, soon, wrong

SECONDS = 3


def names() -> Iterator[Finding]:
    """SITE_URL and ALLOWED_HOSTS agree, and SITE_URL is safe to print on a certificate."""
    about, url = _("Address"), conf.site_url()
    parts = urlsplit(url)
    if parts.scheme != "https":
        yield wrong(about, _("SITE_URL is %(url)s, without https.") % {"url": url}, _("Set SITE_URL=https://..."))
    if not validate_host(parts.hostname or "", settings.ALLOWED_HOSTS):
        says = _("ALLOWED_HOSTS does not have %(host)s, the name in SITE_URL.") % {"host": parts.hostname}
        yield wrong(about, says, _("Add it to ALLOWED_HOSTS, and restart."))
    if "*" in settings.ALLOWED_HOSTS:
        yield soon(about, _("ALLOWED_HOSTS lets any name in."), _("Set it to the name in SITE_URL."))


def proxy() -> Iterator[Finding]:
    """Behind a web server that ends TLS, Django has to believe its headers, and only then."""
    about = _("Web server in front")
    if settings.SECURE_SSL_REDIRECT and not settings.SECURE_PROXY_SSL_HEADER:
        says = _("TRUST_PROXY_HEADERS is off, so behind nginx or Caddy every page sends people round in circles.")
        yield wrong(about, says, _("Set TRUST_PROXY_HEADERS=true and LMS_TRUSTED_PROXIES=1, and restart."))
    elif settings.SECURE_PROXY_SSL_HEADER and not conf.trusted_proxies():
        says = _("All visitors count as one, because the address that the web server passes on is not read.")
        yield soon(about, says, _("Set LMS_TRUSTED_PROXIES=1, and restart."))


def answers() -> Iterator[Finding]:
    """SITE_URL answers from here, over TLS that a phone would trust."""
    about, url = _("Web"), conf.site_url()
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=SECONDS):  # noqa: S310  our own address
            yield fine(about, _("%(url)s answers.") % {"url": url})
            yield from _certificates_are_private()
    except urllib.error.HTTPError as error:
        says = _("%(url)s answers, but with error %(code)s.") % {"url": url, "code": error.code}
        yield wrong(about, says, _("Look at the web server's log, and whether porchlight-web runs."))
    except OSError as error:
        trouble = getattr(error, "reason", error)
        says = _("%(url)s does not answer from this machine: %(trouble)s.") % {"url": url, "trouble": trouble}
        yield soon(about, says, _("Open it on a phone. If that works, all is well; else look at DNS, TLS, nginx."))


def _certificates_are_private() -> Iterator[Finding]:
    """Puts a file where certificates lie, and asks the web server for it as a stranger would."""
    if not isinstance(default_storage, FileSystemStorage):
        return
    kept = default_storage.save(f"certificates/doctor-{uuid.uuid4()}.txt", ContentFile(b"private"))
    try:
        with urllib.request.urlopen(f"{conf.site_url()}{default_storage.url(kept)}", timeout=SECONDS) as answer:  # noqa: S310
            seen = answer.read(100) == b"private"
    except OSError:
        seen = False
    finally:
        default_storage.delete(kept)
    if seen:
        says = _("The web server hands out certificates to anybody who knows their address.")
        do = _("Let it serve media/images/ and nothing else below media/ (deploy/nginx.conf).")
        yield wrong(_("Certificates"), says, do)
