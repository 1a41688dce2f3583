"""`manage.py restore FILE`: a site from its backup."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from lms.host.backup.manifest import NotPossible
from lms.host.backup.services import restore


class Command(BaseCommand):
    help = "Brings back what a backup holds, into an empty site. Stop the site first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="made by `manage.py backup`")
        parser.add_argument("--replace", action="store_true", help="in the place of the people and files that are here")
        parser.add_argument("--staging", action="store_true", help="for a test site: courses and pictures, but nobody")

    def handle(self, *args: Any, file: Path, replace: bool, staging: bool, **options: Any) -> None:
        try:
            manifest, problems = restore(path=file, replace=replace, for_staging=staging)
        except NotPossible as reason:
            raise CommandError(str(reason)) from reason
        except OSError as error:
            told = _("The backup could not be restored: %(reason)s.")
            raise CommandError(told % {"reason": error.strerror or type(error).__name__}) from error
        self.stdout.write(
            _("Restored: %(site)s as it was on %(moment)s, with %(files)d files.")
            % {"site": manifest.site, "moment": manifest.made_at, "files": len(manifest.parts) - 1}
        )
        if staging:
            self.stdout.write(_("Nobody is in it. `manage.py setup` makes a link for a first coordinator."))
        elif problems:
            raise CommandError(_("But its ledger is not whole:\n") + "\n".join(problems))
        else:
            self.stdout.write(
                _("The ledger is whole and ends where the backup says: entry %(seq)d.") % {"seq": manifest.head[0]}
            )
