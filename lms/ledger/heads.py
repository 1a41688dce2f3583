"""What the nightly look at the ledger saw last, in a form that people keep and compare later."""

import textwrap
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from lms.ledger.examination import SHORTEST
from lms.ledger.models import Check


def last_check() -> Check | None:
    """The last look, whatever it found."""
    return Check.objects.order_by("-at").first()


def last_whole(*, until: datetime | None = None) -> Check | None:
    """The last look that found the ledger whole and with something in it; up to that moment, where one is given."""
    whole = Check.objects.filter(problems=[], seq__gt=0)
    return (whole.filter(at__lte=until) if until else whole).order_by("-at").first()


def seal_of(check: Check) -> str:
    """The first 16 characters of the head, in fours. `verify_ledger --head` takes them too."""
    return " ".join(textwrap.wrap(check.head[:SHORTEST], 4))


def in_words(check: Check, *, clock: str) -> str:
    """Such as "Record checked 2026-11-25: entry 1,234, seal ab12 cd34 ef56 0789", by the clock of who reads it."""
    said = {"day": timezone.localdate(check.at, ZoneInfo(clock)).isoformat(), "seal": seal_of(check)}
    return _("Record checked %(day)s: entry %(seq)s, seal %(seal)s") % {
        **said,
        "seq": number_format(check.seq, force_grouping=True),
    }
