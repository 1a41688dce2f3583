"""The printing press: HTML of ours becomes a tagged PDF. It fetches nothing and keeps itself warm.

WeasyPrint takes a second and some 60 MB to import, so only what prints imports this module.
"""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import mark_safe
from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from lms.vendor_files import font_path

LATIN = ("latin", "latin-ext")
# family: (its files, their subsets in the order in which they are asked for a letter)
FAMILIES = {
    "display": ("bricolage-grotesque", (*LATIN, "vietnamese")),
    "body": ("atkinson-hyperlegible-next", LATIN),
    "rest": ("noto-sans", (*LATIN, "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext")),
}
FACES = [("display", 700), ("body", 400), ("body", 700), ("rest", 400), ("rest", 700)]
MIME_TYPES = {"svg": "image/svg+xml", "png": "image/png", "woff2": "font/woff2"}


class Locked(URLFetcher):
    """Serves what we hold in memory, by name, and nothing else (threats.md 5).

    A subclass, because WeasyPrint 70 crashes on a plain function that raises.
    """

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._assets = assets

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The asset of that name; ValueError for every other address in the world."""
        name = url.removeprefix("asset:")
        if name == url or name not in self._assets:
            raise ValueError("only our own assets are printed")
        mime = MIME_TYPES[name.rpartition(".")[2]]
        return URLFetcherResponse(url, self._assets[name], {"Content-Type": mime})


@dataclass(frozen=True)
class Sheet:
    """What came off the press: the PDF, how many pages, and the letters that no font had."""

    content: bytes
    pages: int
    missing: frozenset[str]


class Press:
    """One process's fonts and stylesheets, loaded once. One page at a time: Pango's font map is not shared."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self._styles: dict[str, CSS] = {}
        self._busy = threading.Lock()
        CSS(string=faces(), font_config=self.fonts, url_fetcher=Locked(font_files()))

    def pull(self, html: str, *, stylesheet: str, assets: Mapping[str, bytes] | None = None) -> Sheet:
        """Print one document as PDF/UA-1."""
        fetcher = Locked(assets or {})
        with self._busy:
            document = HTML(string=html, base_url="asset:", url_fetcher=fetcher).render(
                font_config=self.fonts,
                stylesheets=[self.style(stylesheet)],
                pdf_variant="pdf/ua-1",
                pdf_tags=True,
            )
            content = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
            missing = {chr(point) for font in document.fonts.values() for point in font.missing}
            return Sheet(content=content, pages=len(document.pages), missing=frozenset(missing))

    def style(self, name: str) -> CSS:
        """A stylesheet, parsed once."""
        if name not in self._styles:
            text = get_template(name).render(stacks())
            self._styles[name] = CSS(string=text, font_config=self.fonts, url_fetcher=Locked({}))
        return self._styles[name]


@cache
def press() -> Press:
    """This process's press."""
    return Press()


def stack(family: str) -> str:
    """The CSS `font-family` of a family and of what stands in for it.

    Each file goes by a name of its own: WeasyPrint takes two files of one name for one font and mixes up their letters.
    """
    files, subsets = FAMILIES[family]
    own = [f'"{files}-{subset}"' for subset in subsets]
    return ", ".join([*own, "sans-serif"] if family == "rest" else [*own, stack("rest")])


def stacks() -> dict[str, str]:
    """Every family's `font-family`, for a stylesheet."""
    return {family: mark_safe(stack(family)) for family in FAMILIES}  # noqa: S308  names of ours


def has_letters(text: str, *, family: str) -> bool:
    """Whether the bold of the family draws every letter of the text. False where it is not installed."""
    widths = _widths(family)
    return all(ord(character) in widths for character in text)


def width(text: str, *, family: str) -> float:
    """Width of the text in the family's bold, in em; a little generous where a letter is unknown."""
    widths = _widths(family)
    return sum(widths.get(ord(character), 0.95) for character in text)


@cache
def _widths(family: str) -> dict[int, float]:
    """Width of each letter in em, by code point; empty where the font is not installed."""
    widths: dict[int, float] = {}
    for _family, _weight, path in _files((family, 700)):
        with TTFont(path, lazy=True) as font:
            em, advances = font["head"].unitsPerEm, font["hmtx"]
            for point, glyph in font.getBestCmap().items():
                widths.setdefault(point, advances[glyph][0] / em)
    return widths


def _files(*faces: tuple[str, int]) -> Iterator[tuple[str, int, Path]]:
    """Name, weight and place of every font file that npm installed; where it never ran, system fonts are used."""
    for family, weight in faces:
        files, subsets = FAMILIES[family]
        for subset in subsets:
            path = font_path(f"{files}-{subset}-{weight}-normal")
            if path is not None:
                yield f"{files}-{subset}", weight, path


def faces() -> str:
    """The CSS that loads every font file."""
    face = '@font-face {{ font-family: "{}"; font-weight: {}; src: url("asset:{}") }}\n'
    return "".join(face.format(name, weight, path.name) for name, weight, path in _files(*FACES))


def font_files() -> dict[str, bytes]:
    """Every font file, by the name that `faces` gives it."""
    return {path.name: path.read_bytes() for _name, _weight, path in _files(*FACES)}
