"""What is looked for on every line of a course's files: tokens, links, markup that does not belong there."""

import re
from collections.abc import Container

from courses.files.known_names import TOPICS
from courses.files.problems import Notes, known
from courses.review.reader import registry

TOKEN = re.compile(r"\[\[([^\[\]]*)\]\]")
LINK = re.compile(r"\]\(([^)\s]*)[^)]*\)")
_WORDS = {"participant", "participants", "Participant", "Participants"}
_NOT_HERE = (
    (re.compile(r"<(?:[A-Za-z/!?])"), "No HTML here: plain Markdown and fences say it all."),
    (re.compile(r"^\s*\|.*\|\s*$"), "No tables here: on a phone a list reads better."),
)


def check_lines(text: str, notes: Notes, terms: Container[str] = ()) -> None:
    """Note unknown tokens, odd links, raw HTML and tables. `terms` are the words of the glossary."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count("[[") != len(TOKEN.findall(line)):
            notes.wrong(number, "A token begins and ends on one line: [[participant]].")
        for token in TOKEN.findall(line):
            if says := _unknown(token, terms):
                notes.wrong(number, says)
        for target in LINK.findall(line):
            if not target.startswith(("https://", "http://", "mailto:", "tel:")):
                notes.wrong(number, f"A link begins with https://, mailto: or tel:. This one is “{target}”.")
        for says in (says for kind, says in _NOT_HERE if kind.search(line)):
            notes.wrong(number, says)


def _unknown(token: str, terms: Container[str]) -> str:
    """What is odd about this token, or ""."""
    what, _colon, name = token.partition(":")
    if what == "param" and name not in registry().parameters:
        return f"There is no parameter “{name}”. There are {known(registry().parameters)}."
    if what == "local" and name not in TOPICS:
        return f"The local sheet has no line “{name}”. It has {known(TOPICS)}."
    if what == "term" and name.casefold() not in terms:
        return f"The glossary does not explain “{name}”."
    if what not in {"param", "local", "term", "lang-ok"} and token not in _WORDS:
        return f"Nobody knows the token [[{token}]]."
    return ""
