"""`manage.py setup`: the few questions that a new site needs answered."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from lms import conf
from lms.home.invitations import message
from lms.host import mail
from lms.host.services import set_up_agency, slug_of
from lms.host.zones import EASTERN, zones_of
from lms.people.directory.models import validate_time_zone
from lms.people.invitations.services import invite_first_coordinator
from lms.people.models import Organization
from lms.starter.services import load_first_weeks, load_practice

Check = Callable[[str], Any]
NAME_LENGTH = 120  # as in Organization.name


def agency_name(text: str) -> str:
    """The name without needless spaces."""
    name = " ".join(text.split())
    slug_of(name)
    if len(name) > NAME_LENGTH:
        raise ValidationError(_("Please write a shorter name."))
    return name


def time_zone(text: str) -> str:
    validate_time_zone(text)
    return text


def address_or_nothing(text: str) -> str:
    if text:
        validate_email(text)
    return text


def yes_or_no(text: str) -> bool:
    """Whether the answer is yes. Raises ValidationError for anything but yes and no."""
    answers = {"yes": True, "y": True, _("yes"): True, "no": False, "n": False, _("no"): False}
    if text.casefold() not in answers:
        raise ValidationError(_("Please answer yes or no."))
    return answers[text.casefold()]


class Command(BaseCommand):
    help = "Asks what a new site needs: agency, state, time zone, mail, first coordinator. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agency", metavar="NAME", help="the agency's name")
        parser.add_argument("--state", help="where it is, to suggest a time zone, such as WA; not kept")
        parser.add_argument("--time-zone", metavar="ZONE", help="such as America/Los_Angeles")
        parser.add_argument("--first-weeks", metavar="YES", help="yes or no: load the course that ships, First weeks")
        parser.add_argument("--test-mail", metavar="ADDRESS", help="where to send a mail, to see that it arrives")
        parser.add_argument("--no-input", action="store_true", help="ask nothing; take what stands on the command line")

    def handle(self, *args: Any, **options: Any) -> None:
        self.options = options
        self._prepare_database()
        organization = self._set_up_agency()
        self._offer_first_weeks(organization)
        self._try_mail()
        self._invite_coordinator(organization)
        self.stdout.write(_("\nDone. `manage.py doctor` says whether anything is missing."))

    def _prepare_database(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write(_("Preparing the database ..."))
            call_command("migrate", verbosity=0, interactive=False)

    def _set_up_agency(self) -> Organization:
        here = Organization.objects.order_by("created_at").first()
        name = self._ask("agency", _("What is your agency called?"), agency_name, here.name if here else "")
        known = Organization.objects.filter(slug=slug_of(name)).first()
        suggested = known.time_zone if known else self._zone_of_state()
        zone = self._ask("time_zone", _("Which time zone?"), time_zone, suggested)
        organization = set_up_agency(name=name, time_zone=zone)
        self.stdout.write(_("%(agency)s is there. Its clock is %(zone)s.") % {"agency": organization, "zone": zone})
        return organization

    def _zone_of_state(self) -> str:
        where = _("Which state is it in? (Enter: not in the United States)")
        first, *others = self._ask("state", where, zones_of, "") or (EASTERN,)
        if others:
            self.stdout.write(_("Part of it is in %(zones)s.") % {"zones": ", ".join(others)})
        return first

    def _offer_first_weeks(self, organization: Organization) -> None:
        what = _("Shall it start with First weeks, a course of five modules for new hires? (yes or no)")
        if self._ask("first_weeks", what, yes_or_no, _("yes")):
            self.stdout.write(_("Loading First weeks ..."))
            load_first_weeks(organization=organization)
            load_practice(organization=organization)

    def _try_mail(self) -> None:
        if not conf.sends_mail():
            self.stdout.write(
                _(
                    "No mail is set up, so invitations go out as text messages or on paper. That is fine at first.\n"
                    "For mail, fill in EMAIL_URL and DEFAULT_FROM_EMAIL among the site's secrets, and run this again."
                )
            )
            return
        where = _("Where may a test mail go? (Enter: nowhere)")
        address = self._ask("test_mail", where, address_or_nothing, "")
        if not address:
            return
        trouble = mail.send_test(address=address)
        self.stdout.write(trouble or _("A mail to %(address)s is on its way.") % {"address": address})

    def _invite_coordinator(self, organization: Organization) -> None:
        try:
            invitation, token = invite_first_coordinator(organization=organization)
        except ValidationError as there_is_one:
            self.stdout.write(there_is_one.messages[0])
            return
        self.stdout.write(
            _(
                "\nHand this to the person who will coordinate. On their own phone they choose a name and a password.\n"
                "It works once and is shown once; running this again ends it and makes a new one.\n\n  %(message)s"
            )
            % {"message": message(invitation, token)}
        )

    def _ask(self, name: str, question: str, check: Check, suggested: str) -> Any:
        """The answer, checked: from the command line, or asked for until it is one."""
        given = self.options[name]
        if given is not None or self.options["no_input"]:
            return self._answer_given(name, suggested if given is None else given, check)
        while True:
            shown = f"{question} [{suggested}] " if suggested else f"{question} "
            try:
                return check(input(shown).strip() or suggested)
            except ValidationError as wrong:
                self.stdout.write("  " + wrong.messages[0])
            except EOFError:
                raise CommandError(_("Nobody answers. Say --no-input, and the answers on the command line.")) from None

    def _answer_given(self, name: str, given: str, check: Check) -> Any:
        try:
            return check(given)
        except ValidationError as wrong:
            raise CommandError(f"--{name.replace('_', '-')}: {wrong.messages[0]}") from wrong
