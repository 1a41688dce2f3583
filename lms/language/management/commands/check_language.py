"""Checks lines of text for stigmatizing words: for continuous integration, editors and curious people."""

import io
import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from lms.language.checker import check
from lms.language.lexicon import LANGUAGES


class Command(BaseCommand):
    help = "Reads lines from standard input and prints one JSON array of findings for each."
    requires_system_checks: list[str] = []  # noqa: RUF012  as Django asks for it

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of the text (en)")

    def handle(self, *args: Any, lang: str, **options: Any) -> None:
        lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
        for line in lines:
            found = [asdict(finding) for finding in check(line.rstrip("\r\n"), lang)]
            # In ASCII, so that no terminal and no reader of lines stumbles over what stands in a match.
            self.stdout.write(json.dumps(found))
