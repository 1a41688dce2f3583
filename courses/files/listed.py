"""Lists and paragraphs inside a fence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from courses.files.directives import Line
from courses.files.problems import Notes

_MARKS = {"- ": re.compile(r"^- +(.*)$"), "1. ": re.compile(r"^\d+\. +(.*)$"), "> ": re.compile(r"^> +(.*)$")}


@dataclass(frozen=True)
class Item:
    """One item of a list; `starred` are those that begin with an asterisk."""

    text: str
    line: int
    starred: bool = False

    def parted(self, mark: str) -> tuple[str, str]:
        """What stands before and after this mark; after is empty where there is no mark."""
        before, _mark, after = self.text.partition(f" {mark} ")
        return before.strip(), after.strip()


def paragraphs(lines: Sequence[Line]) -> str:
    """These lines as Markdown, without empty lines around them."""
    return "\n".join(text.rstrip() for _number, text in lines).strip("\n")


def split_list(lines: Sequence[Line], mark: str) -> tuple[Sequence[Line], Sequence[Line]]:
    """What stands before the first item, and the list."""
    for place, (_number, text) in enumerate(lines):
        if _MARKS[mark].match(text):
            return lines[:place], lines[place:]
    return lines, ()


def items(lines: Sequence[Line], mark: str, notes: Notes) -> list[Item]:
    """The items of a list that is all there is. An item goes on where its next line is indented."""
    found: list[Item] = []
    for number, text in lines:
        if match := _MARKS[mark].match(text):
            starred = match[1].startswith("* ")
            found.append(Item(match[1].removeprefix("* ").strip(), number, starred))
        elif text.startswith("  ") and text.strip() and found:
            last = found.pop()
            found.append(Item(f"{last.text} {text.strip()}", last.line, last.starred))
        elif text.strip():
            notes.wrong(number, f"Here stands a list: each line begins with “{mark}”, and goes on with two spaces.")
    return found
