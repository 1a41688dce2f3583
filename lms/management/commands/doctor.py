"""`manage.py doctor`: what is wrong, in plain words, and the one thing to do about it."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from lms.host.doctor.findings import Finding, Level
from lms.host.doctor.rounds import examine

SIGNS = {Level.WRONG: "✗", Level.SOON: "!", Level.FINE: "✓"}


class Command(BaseCommand):
    help = "Says in plain words what is wrong with this site and what to do. Exits with 1 if anything is."
    requires_system_checks = ()  # it says itself what they find

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for a machine that watches")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine()
        if options["json"]:
            self.stdout.write(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False, indent=1))
        else:
            self._tell(findings)
        if any(finding.level is Level.WRONG for finding in findings):
            raise SystemExit(1)

    def _tell(self, findings: list[Finding]) -> None:
        for finding in findings:
            self.stdout.write(f"{SIGNS[finding.level]} {finding.about}: {finding.says}")
            if finding.do:
                self.stdout.write(f"    {finding.do}")
        bad = [finding for finding in findings if finding.level is Level.WRONG]
        first = _("\nStart with the first line; the others may follow from it.")
        self.stdout.write(first if bad else _("\nThis site is well."))
