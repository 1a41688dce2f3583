"""Markdown of the files and rich text of the editor, there and back."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PageElement
from markdown_it import MarkdownIt
from markdown_it.token import Token
from wagtail.admin.rich_text.converters.editor_html import EditorHTMLConverter

WIDTH = 108
_HEADINGS = ["h2", "h3", "h4"]
_OFF = ["backticks", "code", "fence", "blockquote", "hr", "html_block", "html_inline", "image", "lheading", "reference"]
_NAMES = {"strong": "b", "em": "i"}
_TOKEN = re.compile(r"(\[\[[^\[\]]*\]\])")
_WORD = re.compile(r"(?:\[\[[^\[\]]*\]\]|\S)+")
_MARKS = ((r"\\", r"\\\\"), (r"([*\[\]])", r"\\\1"), (r"(?<!\w)_|_(?!\w)", r"\\_"), (r"&(?=#?\w+;)", "&amp;"))
_TAG = (r"<(?=[A-Za-z/!?])", "&lt;")
# What a line of Markdown, or of a fence, would begin something with.
_BEGINS = re.compile(r"(#{1,6}(?= |$)|[-+](?= |$)|>|:{3}|\d+(?=[.)](?: |$)))")


def to_html(markdown: str, features: Sequence[str]) -> str:
    """Rich text as the editor keeps it: what it does not allow is not there, whatever the file says."""
    parser = _parser()
    tokens = parser.parse(markdown)
    _fit(tokens, features)
    html = parser.renderer.render(tokens, parser.options, {})
    return str(_converter(tuple(features)).to_database_format(html)).replace("\n", "")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable(_OFF)
    parser.add_render_rule("softbreak", lambda *_given: " ")
    return parser


@cache
def _converter(features: tuple[str, ...]) -> EditorHTMLConverter:
    return EditorHTMLConverter(features)


def _levels(features: Sequence[str]) -> list[str]:
    return [name for name in _HEADINGS if name in features]


def _fit(tokens: Iterable[Token], features: Sequence[str]) -> None:
    """Headings begin at the first that is allowed, and a line of a list is no paragraph."""
    levels = _levels(features)
    for token in tokens:
        token.tag = _NAMES.get(token.tag, token.tag)
        if token.type.startswith("heading"):
            token.tag = levels[min(max(int(token.tag[1]) - 2, 0), len(levels) - 1)] if levels else "p"
        if token.type.startswith("paragraph") and token.level > 1:
            token.hidden = True
        _fit(token.children or (), features)


def to_markdown(html: str, features: Sequence[str], *, bullet: str = "-") -> str:
    """The same words as Markdown, in lines of a readable length."""
    root, levels = BeautifulSoup(html, "html.parser"), _levels(features)
    for heading in root.find_all(_HEADINGS):
        heading.name = f"h{2 + (levels.index(heading.name) if heading.name in levels else 0)}"
    return "\n\n".join(_blocks(root, bullet))


def _blocks(node: Tag, bullet: str) -> list[str]:
    """Each paragraph, heading and list; words that stand in none are a paragraph."""
    made: list[str] = []
    loose: list[PageElement] = []
    for child in [*node.children, None]:
        if child is not None and not (isinstance(child, Tag) and child.name in {"p", "ul", "ol", *_HEADINGS}):
            loose.append(child)
            continue
        made += [wrapped(_safe(words))] if (words := _inline(loose)) else []
        loose = []
        if isinstance(child, Tag):
            made += [said] if (said := _block(child, bullet)) else []
    return made


def _block(tag: Tag, bullet: str) -> str:
    if tag.name in {"ul", "ol"}:
        return "\n".join(_items(tag, bullet))
    words = _inline(tag.children)
    if not words or tag.name == "p":
        return wrapped(_safe(words)) if words else ""
    return f"{'#' * int(tag.name[1])} {words}"


def _items(tag: Tag, bullet: str) -> list[str]:
    lines = []
    for number, item in enumerate(tag.find_all("li", recursive=False), 1):
        mark = f"{number}. " if tag.name == "ol" else f"{bullet} "
        inner = [child for child in item.children if isinstance(child, Tag) and child.name in {"ul", "ol"}]
        words = _inline(child for child in item.children if child not in inner)
        lines.append(wrapped(_safe(words), first=mark, rest=" " * len(mark)))
        for nested in inner:
            lines += [f"{' ' * len(mark)}{line}" for one in _items(nested, bullet) for line in one.split("\n")]
    return lines


def _inline(nodes: Iterable[PageElement]) -> str:
    words = "".join(_said(node) for node in nodes)
    lines = [" ".join(line.split()) for line in words.split("\\\n")]
    return "\\\n".join(lines).strip()


def _said(node: PageElement) -> str:
    if isinstance(node, NavigableString):
        return _escaped(str(node)) if type(node) is NavigableString else ""
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return "\\\n"
    words = "".join(_said(child) for child in node.children)
    if node.name in {"b", "strong"}:
        return _around(words, "**")
    if node.name in {"i", "em"}:
        return _around(words, "*")
    if node.name == "a" and node.get("href"):
        return _around(words, "[", f"]({node['href']})")
    return f"{words} " if node.name == "p" else words


def _around(words: str, before: str, after: str = "") -> str:
    """Marks touch the words, and spaces stand outside."""
    said = words.strip()
    if not said:
        return words
    lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{lead}{before}{said}{after or before}{tail}"


def _escaped(text: str) -> str:
    pieces = _TOKEN.split(text)
    return "".join(piece if _TOKEN.fullmatch(piece) else _escape(piece) for piece in pieces)


def _escape(text: str) -> str:
    for pattern, instead in (*_MARKS, _TAG):
        text = re.sub(pattern, instead, text)
    return text


def _safe(words: str) -> str:
    """Words that begin a line and nothing else."""
    found = _BEGINS.match(words)
    if not found:
        return words
    cut = found.end() if found[1][0].isdigit() else 0
    return f"{words[:cut]}\\{words[cut:]}"


def wrapped(words: str, first: str = "", rest: str = "") -> str:
    """In lines of a readable length; no line begins with what would begin something, and tokens stay whole."""
    lines: list[str] = []
    line = first
    for place, hard in enumerate(words.split("\\\n")):
        begins = True
        for word in _WORD.findall(_safe(hard) if place else hard):
            fits = len(line) + len(word) + 1 <= WIDTH or _BEGINS.match(word)
            if begins or fits:
                line += word if begins else f" {word}"
            else:
                lines.append(line)
                line = rest + word
            begins = False
        lines.append(f"{line}\\")
        line = rest
    return "\n".join(lines)[:-1]


def one_line(words: str) -> str:
    """Plain words that begin nothing, in lines of a readable length."""
    return wrapped(_safe(words))
