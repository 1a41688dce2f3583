"""`manage.py backup FOLDER`: everything in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from lms.host.backup.manifest import NotPossible
from lms.host.backup.services import back_up


class Command(BaseCommand):
    help = "Packs database, uploads and ledger of one moment into a new file. The site may go on running."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where the file goes")
        parser.add_argument("--keep", type=int, default=0, metavar="N", help="delete all but the N newest (0: none)")

    def handle(self, *args: Any, folder: Path, keep: int, **options: Any) -> None:
        try:
            path, problems = back_up(folder=folder, keep=keep)
        except NotPossible as reason:
            raise CommandError(str(reason)) from reason
        except OSError as error:
            told = _("The backup was not made: %(reason)s (%(folder)s).")
            raise CommandError(told % {"reason": error.strerror or type(error).__name__, "folder": folder}) from error
        size = path.stat().st_size / 1024 / 1024
        self.stdout.write(_("%(path)s: %(size).1f MB.") % {"path": path, "size": size})
        self.stdout.write(
            _(
                "It holds what people trusted this site with, so only this user can read it. Before it leaves this"
                " machine, encrypt it:\n  gpg --encrypt --recipient YOU@EXAMPLE.ORG %(path)s"
            )
            % {"path": path}
        )
        if problems:
            told = _("The backup was made, but the ledger in it is not whole. Keep older backups, and look into it:\n")
            raise CommandError(told + "\n".join(problems))
