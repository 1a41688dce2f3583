"""`manage.py verify_ledger`: is the ledger whole?"""

import re
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms.ledger.examination import SHORTEST, Head, examine
from lms.ledger.services import last_whole_heads

HEX = re.compile(rf"[0-9a-f]{{{SHORTEST},64}}")


def head(text: str) -> Head:
    """Read `SEQ:MAC`, as this command prints it; the seal on a certificate is how a MAC begins, with spaces."""
    seq, _colon, mac = text.partition(":")
    mac = "".join(mac.split()).lower()
    if not (seq.isascii() and seq.isdigit() and HEX.fullmatch(mac)):
        raise ArgumentTypeError("write it as SEQ:MAC, the way this command prints it")
    return int(seq), mac


class Command(BaseCommand):
    help = "Reads the whole ledger. Says what is wrong and exits with 1, or prints the head to keep elsewhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head",
            type=head,
            metavar="SEQ:MAC",
            help="a head that was printed or mailed before, or the seal on a certificate",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = examine(*last_whole_heads(), *filter(None, [options["head"]]))
        if sentences := found.sentences():
            self.stderr.write("\n".join(sentences))
            raise SystemExit(1)
        whole = ngettext("The ledger is whole: %(count)d entry.", "The ledger is whole: %(count)d entries.", found.seq)
        self.stdout.write(whole % {"count": found.seq})
        self.stdout.write(_("Head: %(seq)d:%(mac)s") % {"seq": found.seq, "mac": found.mac})
