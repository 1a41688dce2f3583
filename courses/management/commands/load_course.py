"""`manage.py load_course FOLDER --organization SLUG`"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from courses.files.loader import load_course
from courses.files.problems import NotReadable
from courses.files.shelf import NoSuchFile
from courses.pages.publishing import NotFinished
from lms.people.models import Organization


def organization_called(name: str) -> Organization:
    """The organization of this slug or name. Raises CommandError with those that there are."""
    found = Organization.objects.filter(slug=name).first() or Organization.objects.filter(name=name).first()
    if found is None:
        there = ", ".join(Organization.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(
            _("There is no organization “%(name)s”. There are: %(there)s") % {"name": name, "there": there}
        )
    return found


class Command(BaseCommand):
    help = "Loads a course from its files, or brings one up to them. What was changed here is kept, and said."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where course.yaml is")
        parser.add_argument("--organization", required=True, metavar="SLUG", help="whose course it becomes")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = organization_called(options["organization"])
        try:
            loaded = load_course(organization=organization, folder=options["folder"])
        except (NotReadable, NoSuchFile) as error:
            raise CommandError(str(error)) from error
        except NotFinished as error:
            raise CommandError("\n".join(error.sentences)) from error
        for line in loaded.lines():
            self.stdout.write(line)
        if not loaded.wrote:
            self.stdout.write(_("Nothing in the files is newer."))
