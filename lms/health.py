"""Whether this site is well: one address for the load balancer, one for whoever is on call.

``/healthz`` says that the process answers and touches nothing. ``/readyz`` tries what work depends on. It writes,
so the web server in front shows it to the machines that watch, not to the world (deploy/nginx.conf).
"""

import shutil
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates.models import Certificate, PdfState
from lms.ledger.models import Check, Entry

WORK_MAY_WAIT = timedelta(minutes=15)
LEDGER_CHECK_MAY_BE_OLD = timedelta(hours=36)
DISK_MUST_HAVE_FREE = 0.05

Finding = dict[str, Any]


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers. No database, no storage, no session."""
    return JsonResponse({"ok": True})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 if everything that work depends on is well, else 503; what was found either way."""
    found = {name: _look(check) for name, check in CHECKS.items()}
    ok = all(finding["ok"] for finding in found.values())
    return JsonResponse({"ok": ok, "checks": found}, status=200 if ok else 503)


def _look(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except Exception as error:  # noqa: BLE001  whatever is broken, the answer says so
        return {"ok": False, "error": type(error).__name__}


def database() -> Finding:
    """Writes a row and takes it back."""
    with transaction.atomic():
        Session.objects.create(session_key=uuid.uuid4().hex, session_data="", expire_date=timezone.now())
        transaction.set_rollback(True)
    return {"ok": True}


def storage() -> Finding:
    """Writes a file and deletes it."""
    name = default_storage.save(f"readyz/{uuid.uuid4()}", ContentFile(b"ready"))
    default_storage.delete(name)
    return {"ok": True}


def work() -> Finding:
    """How long the oldest certificate has been waiting for its PDF."""
    oldest = Certificate.objects.filter(pdf_state=PdfState.PENDING).order_by("awarded_at").first()
    waiting = _age(oldest.awarded_at) if oldest else timedelta()
    return {"ok": waiting <= WORK_MAY_WAIT, "oldest_seconds": int(waiting.total_seconds())}


def ledger() -> Finding:
    """When the ledger was last read, and whether it was whole. A ledger without entries needs no reading."""
    last = Check.objects.order_by("-at").first()
    first = Entry.objects.order_by("seq").first()
    since = last.at if last else first.at if first else timezone.now()
    whole = last is None or not last.problems
    return {
        "ok": whole and _age(since) <= LEDGER_CHECK_MAY_BE_OLD,
        "whole": whole,
        "seconds_since_check": int(_age(since).total_seconds()),
    }


def disk() -> Finding:
    """How much of the disk with our files is free."""
    folder = Path(getattr(settings, "VAR_DIR", settings.MEDIA_ROOT))
    usage = shutil.disk_usage(next(path for path in (folder, *folder.parents) if path.exists()))
    free = usage.free / usage.total
    return {"ok": free >= DISK_MUST_HAVE_FREE, "free_percent": round(free * 100)}


def _age(moment: datetime) -> timedelta:
    return timezone.now() - moment


CHECKS: dict[str, Callable[[], Finding]] = {
    "database": database,
    "storage": storage,
    "work": work,
    "ledger": ledger,
    "disk": disk,
}
