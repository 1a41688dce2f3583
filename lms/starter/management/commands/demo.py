from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms import conf
from lms.starter.services import load_cast
from lms.starter.sign_in import link

ROLES = {
    "rosa": "new hire, in the middle of a lesson",
    "sam": "new hire, finished, with a certificate",
    "marcus": "supervisor of Rosa and Sam",
    "inez": "trainer, also writes the courses",
    "jo": "coordinator",
    "dana": "supervisor at another agency, sees nothing of the others",
}


class Command(BaseCommand):
    """Loads the starter course and the cast, and prints a sign-in link for each. Again, it only prints."""

    help = "Load the demo and print one sign-in link per role."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--base-url", default="http://localhost:8000")

    def handle(self, *args: Any, **options: Any) -> None:
        if not conf.is_demo():
            raise CommandError("The demo runs only where LMS_DEMO is on. It is off here.")
        cast = load_cast()
        base = options["base_url"].rstrip("/")
        for username, user in cast.items():
            self.stdout.write(f"  {user.profile.chosen_name:<7} {ROLES[username]}\n          {base}{link(user)}")
