"""`manage.py write_course FOLDER --organization SLUG --course SLUG`"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from courses.files.writer import write_course
from courses.management.commands.load_course import organization_called
from courses.pages.models import CoursePage


class Command(BaseCommand):
    help = "Writes a published course into a new folder, as files that load_course reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where to write it: a folder that is not there, or is empty")
        parser.add_argument("--organization", required=True, metavar="SLUG", help="whose course it is")
        parser.add_argument("--course", required=True, metavar="SLUG", help="which course")

    def handle(self, *args: Any, **options: Any) -> None:
        organization, folder = organization_called(options["organization"]), options["folder"]
        courses = CoursePage.objects.child_of(organization.course_index).live()
        course = courses.filter(slug=options["course"]).first()
        if course is None:
            there = ", ".join(courses.values_list("slug", flat=True))
            says = _("There is no published course “%(name)s”. There are: %(there)s")
            raise CommandError(says % {"name": options["course"], "there": there})
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(_("The folder %(folder)s is not empty.") % {"folder": folder})
        written = write_course(course, folder)
        for line in [*sorted(written.files), *written.notes]:
            self.stdout.write(line)
