"""The words of our screens in other languages: `django.po`, which people edit, becomes `django.mo`, which Django reads.

Standard library only, because the wheel's build and `./dev` run it too: GNU gettext is on no fresh machine, and only
whoever gathers new words (`makemessages`) needs it. `python -m lms.catalogs` makes what is missing or older.
"""

import ast
import os
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LOCALE = Path(__file__).resolve().parent / "locale"

_MAGIC = 0x950412DE
_LINE = re.compile(r'(?:(?P<field>msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?(?P<text>".*")')


@dataclass(frozen=True, slots=True)
class Entry:
    """One text with its translations: one, or one for each plural form. `flags` as gettext has them: "fuzzy"."""

    source: str
    translations: tuple[str, ...]
    plural: str = ""
    context: str = ""
    flags: str = ""

    @property
    def is_done(self) -> bool:
        return all(self.translations) and "fuzzy" not in self.flags

    @property
    def key(self) -> bytes:
        """As Django asks for it."""
        name = f"{self.context}\4{self.source}" if self.context else self.source
        return (f"{name}\0{self.plural}" if self.plural else name).encode()


def read(text: str) -> Iterator[Entry]:
    """The entries of a .po file; the first is its header, of source "". ValueError with the line that is wrong."""
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.splitlines()]
        fields = _fields([line for line in lines if line and not line.startswith("#")])
        if fields:
            yield Entry(
                source=fields["msgid"],
                translations=tuple(fields[name] for name in sorted(fields) if name.startswith("msgstr")),
                plural=fields.get("msgid_plural", ""),
                context=fields.get("msgctxt", ""),
                flags=" ".join(line[2:] for line in lines if line.startswith("#,")),
            )


def _fields(lines: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for line in lines:
        found = _LINE.fullmatch(line)
        name = found["field"] or name if found else ""
        if found is None or not name:
            raise ValueError(f"this line of a .po file cannot be read: {line}")
        fields[name] = fields.get(name, "") + ast.literal_eval(found["text"])
    return fields


def compiled(entries: list[Entry]) -> bytes:
    """The .mo file of these entries, without what is not translated yet: those texts stay in English."""
    done = sorted((entry.key, "\0".join(entry.translations).encode()) for entry in entries if entry.is_done)
    texts = [key for key, _ in done] + [value for _, value in done]
    place = 28 + 8 * len(texts)
    table = b""
    for text in texts:
        table += struct.pack("<2I", len(text), place)
        place += len(text) + 1
    head = struct.pack("<7I", _MAGIC, 0, len(done), 28, 28 + 8 * len(done), 0, 0)
    return head + table + b"".join(text + b"\0" for text in texts)


def sources() -> list[Path]:
    """The .po file of each language."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def is_stale(source: Path) -> bool:
    made = source.with_suffix(".mo")
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def compile_stale() -> None:
    """Make each .mo file that is missing or older than its .po file. Whoever reads one meanwhile reads a whole one."""
    for source in filter(is_stale, sources()):
        part = source.with_suffix(f".{os.getpid()}")
        part.write_bytes(compiled(list(read(source.read_text(encoding="utf-8")))))
        part.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    compile_stale()
