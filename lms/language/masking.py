"""What is not ours to judge: quotations, code, addresses, and what the author marked `lang-ok`.

An author marks a stretch with `<span class="lang-ok">…</span>`, or, where there is no markup of ours, between
`{# lang-ok #}` and `{# /lang-ok #}` or `<!-- lang-ok -->` and `<!-- /lang-ok -->`. In a lesson it is `[[lang-ok:…]]`.
"""

import re
from collections.abc import Iterator

Mask = tuple[int, int, str]

_QUOTES = {"“": "”", "«": "»", "„": "”", "‘": "’", '"': '"', "`": "`"}
_QUOTE = re.compile('[“”«»„‘’"`]|\\n\\s*\\n')
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>[^<>]*)>"
    r"|(?:<!--|\{#)\s*(?P<end>/?)lang-ok\b[^<>{}]*(?:-->|#\})"
    r"|<!--[^<>]*-->|\{#[^{}]*#\}|\[\[lang-ok:[^\[\]]*\]\]"
)
_QUOTED_TAGS = {"q", "blockquote", "cite", "code", "pre", "kbd", "samp", "script", "style"}
_INLINE_TAGS = {"a", "abbr", "b", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u", "wbr"}
_VOID_TAGS = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}
_MARKED = re.compile(r"(?<!\w)lang-ok(?![\w-])")
_CHUNK = re.compile(r"\S+")
_MAIL = re.compile(r"\w@[\w-]+\.\w")


def masks(text: str) -> list[Mask]:
    """What is not read, in order, without overlaps: (start, end, what is read instead)."""
    found = sorted([*_quotations(text), *_tags(text), *_addresses(text), *_quoted_lines(text)])
    kept: list[Mask] = []
    for start, end, instead in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, instead))
        elif end > kept[-1][1]:
            kept[-1] = (kept[-1][0], end, " | ")
    return kept


def _quotations(text: str) -> Iterator[Mask]:
    """From an opening mark to its closing mark in the same paragraph. A mark that is never closed masks nothing."""
    opened: dict[str, int] = {}
    for found in _QUOTE.finditer(text):
        mark, place = found[0], found.start()
        if len(mark) > 1:
            opened.clear()
            continue
        opener = next((one for one, close in _QUOTES.items() if close == mark and one in opened), None)
        if opener and not (mark == "’" and text[place + 1 : place + 2].isalnum()):
            yield opened.pop(opener), place + 1, " | "
        elif mark in _QUOTES and not (mark == '"' and text[place - 1 : place].isdigit()):
            opened[mark] = place


def _tags(text: str) -> Iterator[Mask]:
    """Markup itself, and all that stands within quoting tags or is marked."""
    opened: list[tuple[str, int, bool]] = []
    for found in _TAG.finditer(text):
        start, end = found.span()
        name, closes = _name(found)
        if closes:
            while opened and name in {one for one, _start, _hides in opened}:
                other, began, hides = opened.pop()
                if other == name:
                    if hides:
                        yield began, end, " | "
                    break
        elif name and name not in _VOID_TAGS and not (found["rest"] or "").endswith("/"):
            opened.append((name, start, name in _QUOTED_TAGS or bool(_MARKED.search(found[0]))))
            opened[:-200] = []
        yield start, end, "" if name in _INLINE_TAGS else " | "


def _name(found: re.Match[str]) -> tuple[str, bool]:
    if found["name"]:
        return found["name"].lower(), bool(found["close"])
    return ("lang-ok", found["end"] == "/") if found["end"] is not None else ("", False)


def _addresses(text: str) -> Iterator[Mask]:
    for found in _CHUNK.finditer(text):
        chunk = found[0]
        if "://" in chunk or chunk.startswith("www.") or _MAIL.search(chunk):
            yield found.start(), found.end(), " | "


def _quoted_lines(text: str) -> Iterator[Mask]:
    """Lines that begin with ">", as Markdown and mail quote."""
    place = 0
    for line in text.splitlines(keepends=True):
        if line.lstrip().startswith("> "):
            yield place, place + len(line), " | "
        place += len(line)
