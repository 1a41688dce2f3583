"""Names as they may be printed, and as they are compared. Pure."""

import unicodedata

MOST_LETTERS = 80
MOST_MARKS = 4
# No honest name needs more; longer input is cut before anything looks at it.
MOST_CHARACTERS = 1000

# Fillers that are letters or marks by name and print nothing.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0")
# Modifier letters are the apostrophes of Ukrainian and Hawaiian.
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "MODIFIER LETTER")


def clean(name: str) -> str:
    """The name without what could print another one: composed, one line, no invisible or control characters,
    at most 80 letters with at most 4 marks each. May be empty."""
    return _cut(one_line(name[:MOST_CHARACTERS]))


def one_line(text: str) -> str:
    """A title or an organization's name: as `clean`, but as long as it is."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(" " if c.isspace() else c for c in composed if c.isspace() or not _is_invisible(c))
    return " ".join(visible.split())


def _is_invisible(character: str) -> bool:
    """Controls, format characters (bidi controls, zero width), private use, unassigned, fillers, selectors."""
    if unicodedata.category(character).startswith("C") or character in _BLANK:
        return True
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _cut(name: str) -> str:
    kept: list[str] = []
    letters = marks = 0
    for character in name:
        is_mark = unicodedata.category(character).startswith("M")
        marks = marks + 1 if is_mark else 0
        letters += not is_mark
        if letters > MOST_LETTERS:
            break
        if marks <= MOST_MARKS and (letters or not is_mark):
            kept.append(character)
    return "".join(kept).strip()


def is_printable(name: str) -> bool:
    """Whether every letter is Latin, Greek or Cyrillic: what our fonts are drawn for. Emoji are not letters."""
    return all(_is_ours(character) for character in name)


def _is_ours(character: str) -> bool:
    category = unicodedata.category(character)
    if category.startswith("L"):
        return unicodedata.name(character, "").startswith(SCRIPTS) or character in "ªº"
    if category.startswith("M"):
        return unicodedata.name(character, "").startswith("COMBINING")
    if category.startswith("N"):
        return character.isascii()
    return category != "So"


def folded(name: str) -> str:
    """The name for comparing: no accents, no case, no blanks, no punctuation."""
    apart = unicodedata.normalize("NFKD", clean(name).casefold())
    return "".join(character for character in apart if not _is_left_out(character))


def _is_left_out(character: str) -> bool:
    return bool(unicodedata.combining(character)) or unicodedata.category(character)[0] in "PZSC"
