"""Fences of colons: ``:::name{key="value" flag}``, a body, and a closing fence of the same length."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from courses.files.problems import Notes

_OPEN = re.compile(r"^(:{3,})([a-z_]+)(?:\{(.*)\})?$")
_FENCE = re.compile(r"^:{3,}")
_ATTRIBUTE = re.compile(r'\s*([a-z_]+)(?:="([^"]*)")?(?=\s|$)')

Line = tuple[int, str]  # number in the file, text


@dataclass(frozen=True)
class Prose:
    """Lines that stand in no fence."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Directive:
    """What stands in a fence. An attribute without a value is a flag and stands for itself."""

    name: str
    attributes: dict[str, str]
    flags: frozenset[str]
    lines: tuple[Line, ...]
    line: int


def parts(lines: Sequence[Line], notes: Notes) -> Iterator[Prose | Directive]:
    """Prose and fences in the order of these lines. What stands inside a fence is not looked into."""
    prose: list[Line] = []
    rest = list(lines)
    while rest:
        number, text = rest.pop(0)
        if not _FENCE.match(text):
            prose.append((number, text))
            continue
        if prose:
            yield Prose(tuple(prose))
            prose = []
        if found := _OPEN.match(text.rstrip()):
            yield _directive(found, number, _body(found[1], number, rest, notes), notes)
        else:
            notes.wrong(number, 'This fence closes nothing, or has no name: “:::story{title="…"}”.')
    if prose:
        yield Prose(tuple(prose))


def _body(fence: str, opened: int, rest: list[Line], notes: Notes) -> tuple[Line, ...]:
    """Everything up to the closing fence, taken out of `rest`."""
    body: list[Line] = []
    while rest:
        number, text = rest.pop(0)
        if text.rstrip() == fence:
            return tuple(body)
        inner = _OPEN.match(text.rstrip())
        if inner and len(inner[1]) >= len(fence):
            says = f"A fence inside another has fewer colons, or the fence of line {opened} was never closed."
            notes.wrong(number, says)
        body.append((number, text))
    notes.wrong(opened, f"This fence is never closed. It closes with “{fence}” on a line of its own.")
    return tuple(body)


def _directive(found: re.Match[str], line: int, body: tuple[Line, ...], notes: Notes) -> Directive:
    given, flags, place = {}, set(), 0
    text = found[3] or ""
    while place < len(text.rstrip()):
        one = _ATTRIBUTE.match(text, place)
        if one is None:
            notes.wrong(line, f"These attributes cannot be read from here on: {text[place:].strip()}")
            break
        place = one.end()
        if one[2] is None:
            flags.add(one[1])
        else:
            given[one[1]] = one[2].strip()
    return Directive(found[2], given, frozenset(flags), body, line)
