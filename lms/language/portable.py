"""Patterns that mean the same in Python and in a browser.

Browsers differ from Python, and an older one from a newer, in what a word is and in where case matters. So each pattern
is written once as for `re.IGNORECASE`, with `(?-i:...)` around what must keep its case, and both read what `portable`
makes of it: every letter in both cases, words and digits spelled out. The letters are those of western languages.
"""

from collections.abc import Iterator

WORD = "A-Za-z0-9_À-ÖØ-öø-ɏ"
EDGE = f"(?:(?<=[{WORD}])(?![{WORD}])|(?<![{WORD}])(?=[{WORD}]))"
OUTSIDE = {"w": f"[{WORD}]", "W": f"[^{WORD}]", "d": "[0-9]", "D": "[^0-9]", "b": EDGE}
INSIDE = {"w": WORD, "d": "0-9"}
KEEPS_CASE = "(?-i:"


def portable(pattern: str) -> str:
    """The same pattern with no flag, no `\\w`, `\\d` or `\\b`."""
    return "".join(_pieces(pattern))


def _pieces(pattern: str) -> Iterator[str]:
    at, kept = 0, [False]  # whether each open group keeps its case
    while at < len(pattern):
        piece = _piece(pattern, at)
        at += len(piece)
        if piece == ")":
            kept.pop()
        elif piece.startswith("("):
            kept.append(kept[-1] or piece == KEEPS_CASE)
        yield _in_any_case(piece, keeps_case=kept[-1])


def _piece(pattern: str, at: int) -> str:
    """One escape, one class, one opening of a group, or one sign."""
    if pattern[at] == "\\":
        return pattern[at : at + 2]
    if pattern[at] == "[":
        return pattern[at : _end_of_class(pattern, at)]
    opens = (KEEPS_CASE, "(?<!", "(?<=", "(?:", "(?!", "(?=")
    return next((start for start in opens if pattern.startswith(start, at)), pattern[at])


def _end_of_class(pattern: str, at: int) -> int:
    end = at + 1
    while pattern[end] != "]":
        end += 2 if pattern[end] == "\\" else 1
    return end + 1


def _in_any_case(piece: str, *, keeps_case: bool) -> str:
    if piece == KEEPS_CASE:
        return "(?:"
    if piece.startswith("\\"):
        return OUTSIDE.get(piece[1], piece)
    if piece.startswith("["):
        return _class(piece[1:-1], keeps_case=keeps_case)
    if piece.startswith("(") or keeps_case or piece.lower() == piece.upper():
        return piece
    return f"[{piece.lower()}{piece.upper()}]"


def _class(signs: str, *, keeps_case: bool) -> str:
    out, at, more = "", 0, ""
    while at < len(signs):
        if signs[at] == "\\":
            out += INSIDE.get(signs[at + 1], signs[at : at + 2])
            at += 2
            continue
        out += signs[at]
        more += _other_case(signs, at)
        at += 1
    start = "^" if out.startswith("^") else ""
    return f"[{start}{'' if keeps_case else more}{out.removeprefix('^')}]"


def _other_case(signs: str, at: int) -> str:
    """What a sign of a class, or a hyphen between two letters, is in the other case."""
    if signs[at] == "-" and 0 < at < len(signs) - 1 and signs[at - 1].isalpha():
        return "-"
    return signs[at].swapcase() if signs[at].isalpha() else ""
