"""Reads the whole chain once, a few entries at a time, and says in sentences what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import DataError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lms import conf
from lms.ledger.chain import GENESIS, Line, same, seal
from lms.ledger.models import Entry

# A sequence number and the MAC that stood there, or how it began.
Head = tuple[int, str]

AT_A_TIME = 1000
MOST_SENTENCES = 100
# So much of a MAC is printed on paper, and is enough to know it again.
SHORTEST = 16


@dataclass
class Examination:
    """What a look at the chain found, and the last entry that it saw."""

    seq: int = 0
    mac: str = GENESIS
    problems: list[str] = field(default_factory=list)
    unsaid: int = 0

    def note(self, sentence: str) -> None:
        """Keep the sentence, or only count it where there are too many to read."""
        if len(self.problems) < MOST_SENTENCES:
            self.problems.append(sentence)
        else:
            self.unsaid += 1

    def sentences(self) -> list[str]:
        """The problems, oldest entry first; empty when the ledger is whole."""
        more = ngettext("There is %(count)d more problem.", "There are %(count)d more problems.", self.unsaid)
        return [*self.problems, more % {"count": self.unsaid}] if self.unsaid else self.problems


def examine(*known: Head) -> Examination:
    """Look at every entry: its seal, its place in the chain, and whether the known heads still stand."""
    found = Examination()
    keys = conf.ledger_keys()
    try:
        for line, mac in _lines():
            for sentence in _complaints(line, mac, found, keys, known):
                found.note(sentence)
            found.seq, found.mac = line.seq, mac
    except (TypeError, ValueError, OverflowError, DataError):
        # Whoever writes by hand can leave what no date or UUID can be read from.
        found.note(_("Something after entry %(seq)s cannot be read.") % {"seq": found.seq})
    for seq, _mac in known:
        if seq > found.seq:
            found.note(_cut(found.seq, seq))
    return found


def _lines() -> Iterator[tuple[Line, str]]:
    rows = Entry.objects.order_by("seq").values_list(*Line._fields, "mac")
    for *values, mac in rows.iterator(chunk_size=AT_A_TIME):
        yield Line(*values), mac


def _complaints(
    line: Line, mac: str, before: Examination, keys: dict[str, str], known: tuple[Head, ...]
) -> Iterator[str]:
    """What is wrong with one entry, given the one before it."""
    if line.seq != before.seq + 1:
        yield _missing(before.seq + 1, line.seq - 1)
    if not same(line.prev, before.mac):
        yield _("Entry %(seq)s does not follow the one before it.") % {"seq": line.seq}
    if not keys.get(line.key_id):
        unknown = _("Entry %(seq)s was signed with the key “%(key)s”, which is not known here.")
        yield unknown % {"seq": line.seq, "key": line.key_id}
    elif not same(mac, seal(line, keys[line.key_id])):
        yield _("Entry %(seq)s is not what was signed.") % {"seq": line.seq}
    for seq, head in known:
        if seq == line.seq and not same(head, mac[: max(SHORTEST, len(head))]):
            yield _("Entry %(seq)s is not the one that was seen before: the ledger was written anew.") % {"seq": seq}


def _missing(first: int, last: int) -> str:
    if first == last:
        return _("Entry %(seq)s is missing.") % {"seq": first}
    return _("Entries %(first)s to %(last)s are missing.") % {"first": first, "last": last}


def _cut(last: int, seq: int) -> str:
    if last == 0:
        return _("The ledger is empty, but entry %(seq)s was seen before: it was cut off.") % {"seq": seq}
    cut = _("The ledger ends at entry %(last)s, but entry %(seq)s was seen before: its end was cut off.")
    return cut % {"last": last, "seq": seq}
