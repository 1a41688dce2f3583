"""Plain words in files: what would be taken for a mark is spelled another way there.

A backslash before a mark takes it as it is, and &lt; &quot; &amp; stand for themselves, as in Markdown.
"""

import re

_SPELLED = re.compile(r"\\([!-/:-@\[-`{-~])|&(lt|quot|amp);")
_CHARACTERS = {"lt": "<", "quot": '"', "amp": "&"}
_RULES: tuple[tuple[str, str], ...] = (
    (r"&(?=(?:lt|quot|amp);)", "&amp;"),
    (r"\\(?=[!-/:-@\[-`{-~])", r"\\\\"),
    (r"<(?=[A-Za-z/!?])", "&lt;"),
)
# What a list in a fence is cut at.
_CUTS = ((r"(?<= ):(?=: )", r"\\:"), (r"(?<= )->(?= )", r"-\\>"), (r"^\*(?= )", r"\\*"))


def read(text: str) -> str:
    """The words that are meant."""
    return _SPELLED.sub(lambda found: found[1] or _CHARACTERS[found[2]], text)


def spelled(text: str) -> str:
    """The words on one line, as a file has them."""
    return _by(_RULES, " ".join(text.split()))


def in_quotes(spelled_text: str) -> str:
    """What was spelled, between quotation marks."""
    return spelled_text.replace('"', "&quot;")


def in_list(spelled_text: str) -> str:
    """What was spelled, as an item of a list in a fence, or a part of one."""
    return _by(_CUTS, spelled_text)


def _by(rules: tuple[tuple[str, str], ...], text: str) -> str:
    for pattern, instead in rules:
        text = re.sub(pattern, instead, text)
    return text
