"""Files that are owed: asked for, made by whoever holds the lease, handed to who asked, and gone after a day."""

import hashlib
import logging
import secrets
from datetime import datetime, timedelta
from functools import partial
from tempfile import TemporaryFile
from typing import IO
from uuid import UUID

from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone, translation

from lms import conf
from lms.reports import asking, files
from lms.reports.asking import Asked
from lms.reports.kinds import Kind, kind_of
from lms.reports.models import MOST_TRIES, Export, ExportQuerySet, Form, State
from lms.reports.reach import Reach, reaches_of
from lms.reports.sheets import CHUNK
from lms.work import tell

logger = logging.getLogger(__name__)

A_DAY = timedelta(days=1)


class TakenOver(Exception):
    """The lease ran out meanwhile, and somebody else makes the file now."""


@transaction.atomic
def ask_for_file(*, user: User, kind: Kind, form: Form, asked: Asked, total: int) -> Export:
    """A file that a task makes; the same one where it is asked for again while it is being made, even at once."""
    from lms.reports.tasks import make_export  # which knows this module

    User.objects.select_for_update().get(pk=user.pk)
    now = timezone.now()
    wanted = {
        "asked_by": user,
        "organization": asked.reach.organization,
        "kind": kind.key,
        "form": form,
        "question": asked.data,
        "reach_digest": _digest(asked.reach),
        "state": State.PENDING,
        "language": (translation.get_language() or "en")[:2],
    }
    export = Export.objects.filter(**wanted, expires_at__gt=now, tries__lt=MOST_TRIES).first()
    if export is None:
        export = Export.objects.create(**wanted, asked_at=now, expires_at=now + A_DAY, total=total)
        tell(make_export, str(export.pk))
    return export


def opened_by(user: User) -> list[Export]:
    """The files that somebody asked for and may still have, the newest first. At most two queries."""
    mine = Export.objects.of(user).filter(expires_at__gt=timezone.now()).select_related("organization")
    reaches = reaches_of(user)
    return [export for export in mine if _may_open(export, reaches)]


def make_owed(*, pk: UUID) -> bool:
    """Make one file if it is owed and nobody else is at it. True if this call made it.

    Safe to call ten times at once: a conditional UPDATE lets one in.
    """
    now = timezone.now()
    lease = now + conf.export_lease()
    if not Export.objects.owed(now).filter(pk=pk).update(lease_until=lease, tries=F("tries") + 1, done=0):
        return False
    export = Export.objects.select_related("asked_by", "organization").get(pk=pk)
    if not _may_open(export, reaches_of(export.asked_by)):
        forget(Export.objects.filter(pk=pk))
        return False
    try:
        _make(export, Progress(export, lease))
    except TakenOver:
        return False
    return True


def make_all_owed(*, most: int = 20) -> int:
    """Make the files that nobody is making, oldest first. Returns how many were made."""
    owed = Export.objects.owed(timezone.now()).order_by("asked_at").values_list("pk", flat=True)
    return sum(make_quietly(pk=pk) for pk in list(owed[:most]))


def make_quietly(*, pk: UUID) -> bool:
    """As `make_owed`, whatever becomes of it: one bad row holds up nobody."""
    try:
        return make_owed(pk=pk)
    except Exception:  # the lease runs out and it is tried again
        logger.exception("The file of %s could not be made", pk)
        return False


def forget(exports: ExportQuerySet) -> int:
    """These go, with their files. Returns how many."""
    with transaction.atomic():
        gone = list(exports.select_for_update())
        Export.objects.filter(pk__in=[export.pk for export in gone]).delete()
        for export in gone:
            if export.file:
                transaction.on_commit(partial(_delete_file, export.file.name), robust=True)
    return len(gone)


def sweep() -> None:
    """Make what got lost on the way, and let go of what is past its day."""
    forget(Export.objects.filter(expires_at__lte=timezone.now()))
    make_all_owed()


class Progress:
    """Says now and then on the row how far it is, and holds on to the lease."""

    def __init__(self, export: Export, lease: datetime) -> None:
        self.export, self.lease, self.done = export, lease, 0

    def __call__(self) -> None:
        self.done += 1
        if self.done % CHUNK == 0:
            lease = timezone.now() + conf.export_lease()
            self.say(done=self.done, lease_until=lease)
            self.lease = lease

    def say(self, **news: object) -> None:
        """Raises `TakenOver` where the lease is another's by now."""
        mine = Export.objects.filter(pk=self.export.pk, state=State.PENDING, lease_until=self.lease)
        if not mine.update(**news):
            raise TakenOver


def _make(export: Export, progress: Progress) -> None:
    kind = kind_of(export.kind)
    with translation.override(export.language), TemporaryFile() as target:
        form = asking.read(export.asked_by, export.question, everyone=kind.everyone, leave_out=kind.leave_out)
        if not form.is_valid():
            raise ValueError(f"What {export.pk} asks is not understood any more.")
        files.write(kind.file(form.asked), export.form, target, progress)
        target.seek(0)
        name = _store(export, target)
    try:
        progress.say(file=name, state=State.READY, done=progress.done, total=progress.done, lease_until=None)
    except TakenOver:
        _delete_file(name)
        raise


def _store(export: Export, content: IO[bytes]) -> str:
    """Under a name that nobody can guess: a media folder may be public."""
    field = export.file.field
    name: str = field.generate_filename(export, f"{secrets.token_hex(16)}.{export.form}")
    return str(field.storage.save(name, File(content)))


def _delete_file(name: str) -> None:
    Export._meta.get_field("file").storage.delete(name)


def _may_open(export: Export, reaches: list[Reach]) -> bool:
    """Whether this person may ask about exactly as many people there as when they asked."""
    try:
        kind = kind_of(export.kind)
    except Http404:
        return False
    here = [reach for reach in reaches if reach.organization.pk == export.organization_id]
    return any(_digest(reach) == export.reach_digest and (reach.sees_everyone or not kind.everyone) for reach in here)


def _digest(reach: Reach) -> str:
    return hashlib.sha256(reach.seal.encode()).hexdigest()
