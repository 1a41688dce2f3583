"""The verbs of not losing a site: back it up, and bring it back."""

import re
import shutil
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

import lms
from lms import conf
from lms.host.backup import archive, databases, staging, uploads
from lms.host.backup.manifest import Manifest, NotPossible
from lms.host.services import tell_wagtail_its_address
from lms.ledger import services as ledger
from lms.ledger.models import Entry

FINISHED = re.compile(r"porchlight-\d{8}T\d{6}Z\.tar")
UNFINISHED = ".unfinished-"
A_DAY = timedelta(days=1).total_seconds()


def back_up(*, folder: Path, keep: int = 0) -> tuple[Path, list[str]]:
    """Database, uploads and ledger of one moment in one new file. Of older ones, the `keep` newest stay (0: all).

    Returns the file, and what is wrong with the ledger in it. Raises NotPossible, OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = timezone.now()
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=folder) as workplace:
        finished = folder / f"porchlight-{now:%Y%m%dT%H%M%SZ}.tar"
        unfinished = Path(workplace) / finished.name
        dumped = Path(workplace) / "database"
        manifest = _describe(databases.dump(dumped))
        with archive.written(unfinished) as tar, dumped.open("rb") as database:
            part = manifest.database_part
            manifest.parts[part] = archive.add(tar, part, database, dumped.stat().st_size)
            manifest.parts.update(uploads.pack(tar))
            archive.add_manifest(tar, manifest)
        unfinished.rename(finished)
    _forget_older(folder, keep)
    return finished, ledger.verify(expected_head=manifest.head if manifest.head[0] else None)


def _describe(head: tuple[int, str]) -> Manifest:
    loader = MigrationLoader(connection)
    return Manifest(
        version=lms.__version__,
        made_at=timezone.now().isoformat(timespec="seconds"),
        site=conf.site_url(),
        database=connection.vendor,
        head=head,
        key_ids=sorted(Entry.objects.order_by().values_list("key_id", flat=True).distinct()),
        migrations=sorted(f"{app}.{name}" for app, name in loader.applied_migrations),
    )


def _forget_older(folder: Path, keep: int) -> None:
    backups = finished_in(folder)
    for path in backups[keep:] if keep else []:
        path.unlink(missing_ok=True)
    for path in folder.glob(f"{UNFINISHED}*"):
        if path.stat().st_mtime < time.time() - A_DAY:  # the power went, or it was killed
            shutil.rmtree(path, ignore_errors=True)


def finished_in(folder: Path) -> list[Path]:
    """The backups in a folder, newest first."""
    return sorted((path for path in folder.glob("porchlight-*.tar") if FINISHED.fullmatch(path.name)), reverse=True)


def restore(*, path: Path, replace: bool = False, for_staging: bool = False) -> tuple[Manifest, list[str]]:
    """Bring back what a backup holds: nothing is touched before all of it was read and found whole.

    `replace` lets it take the place of people and files that are here. `for_staging` brings back the courses and
    nobody: who was in it is made unknown, and no upload but the courses' pictures comes along.
    Returns what the backup said of itself, and what is wrong with the ledger that is here now. Raises NotPossible.
    """
    with archive.opened(path) as tar:
        manifest = archive.read_manifest(tar)
        _look_before(manifest, replace=replace, for_staging=for_staging)
        with _extracted(tar, manifest.database_part) as database:
            databases.load(database)
        uploads.unpack(tar, only=staging.PICTURES if for_staging else ("",))
    call_command("migrate", verbosity=0, interactive=False)
    tell_wagtail_its_address()
    if for_staging:
        staging.make_everybody_unknown()
    if for_staging and _unknown_keys(manifest):
        return manifest, []  # the keys of the real site have no business here
    return manifest, ledger.verify(expected_head=manifest.head if manifest.head[0] else None)


@contextmanager
def _extracted(tar: tarfile.TarFile, name: str) -> Iterator[Path]:
    source = tar.extractfile(name)
    if source is None:
        raise NotPossible("This backup holds no database.")
    with tempfile.TemporaryDirectory(prefix="porchlight-") as workplace:
        path = Path(workplace) / "database"
        with path.open("wb") as target:
            shutil.copyfileobj(source, target)
        yield path


def _look_before(manifest: Manifest, *, replace: bool, for_staging: bool) -> None:
    """Everything that could be known to go wrong, before anything is touched."""
    if manifest.database != connection.vendor:
        raise NotPossible(
            f"This backup holds a {manifest.database} database, and this site has {connection.vendor}. "
            "Set DATABASE_URL to one of the same kind."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    if newer := sorted(set(manifest.migrations) - known):
        raise NotPossible(
            f"This backup comes from a newer Porchlight ({manifest.version}; it knows {newer[0]}). Install that first."
        )
    if for_staging and conf.sends_mail():
        raise NotPossible("This site can send mail to real people. For a test site, set EMAIL_URL=console: first.")
    if not for_staging and (unknown := _unknown_keys(manifest)):
        raise NotPossible(
            f"The ledger in this backup was signed with the key “{unknown[0]}”, which LMS_LEDGER_KEYS does not have. "
            "Put the .env file of that site in place first."
        )
    _look_who_is_here(replace=replace)


def _unknown_keys(manifest: Manifest) -> list[str]:
    return [key_id for key_id in manifest.key_ids if not conf.ledger_keys().get(key_id)]


def _look_who_is_here(*, replace: bool) -> None:
    people, files = databases.accounts(), sum(1 for _name in uploads.names())
    if (people or files) and not replace:
        raise NotPossible(
            f"This site is not empty: it has {people} accounts and {files} files. Back it up first. "
            "With --replace they make place for the backup."
        )
