"""The printing press: HTML of ours becomes a tagged PDF. It fetches nothing and keeps itself warm.

WeasyPrint takes a second and some 60 MB to import, so only what prints imports this module.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.template.loader import get_template
from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from lms.vendor_files import font_path

LATIN = ("latin", "latin-ext")
NOTO = ("noto-sans", (*LATIN, "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"))
# family: {weight: (name of its files, their subsets in the order in which they are asked for a letter)}
FACES = {
    "Bricolage Grotesque": {700: ("bricolage-grotesque", (*LATIN, "vietnamese"))},
    "Atkinson Hyperlegible Next": dict.fromkeys((400, 700), ("atkinson-hyperlegible-next", LATIN)),
    "Noto Sans": dict.fromkeys((400, 700), NOTO),
}
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
        self._fonts = FontConfiguration()
        self._styles: dict[str, CSS] = {}
        self._busy = threading.Lock()
        self._assets = dict(_font_files())
        faces = "".join(_face(name) for name in self._assets)
        self._faces = CSS(string=faces, font_config=self._fonts, url_fetcher=Locked(self._assets))

    def pull(self, html: str, *, stylesheet: str, assets: Mapping[str, bytes] | None = None) -> Sheet:
        """Print one document as PDF/UA-1."""
        fetcher = Locked({**self._assets, **(assets or {})})
        with self._busy:
            document = HTML(string=html, base_url="asset:", url_fetcher=fetcher).render(
                font_config=self._fonts,
                stylesheets=[self._faces, self._style(stylesheet)],
                pdf_variant="pdf/ua-1",
                pdf_tags=True,
            )
            content = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
            missing = {chr(point) for font in document.fonts.values() for point in font.missing}
            return Sheet(content=content, pages=len(document.pages), missing=frozenset(missing))

    def _style(self, name: str) -> CSS:
        if name not in self._styles:
            text = get_template(name).render()
            self._styles[name] = CSS(string=text, font_config=self._fonts, url_fetcher=Locked(self._assets))
        return self._styles[name]


@cache
def press() -> Press:
    """This process's press."""
    return Press()


def _files(family: str, weight: int) -> list[str]:
    folder, subsets = FACES[family][weight]
    return [f"{folder}-{subset}-{weight}-normal" for subset in subsets]


def _font_files() -> dict[str, bytes]:
    """The fonts that npm installed; where it never ran, the system's fonts are used."""
    found = {}
    for family, weights in FACES.items():
        for weight in weights:
            for name in _files(family, weight):
                path = font_path(name)
                if path is not None:
                    found[f"{name}.woff2"] = path.read_bytes()
    return found


def _face(name: str) -> str:
    family = next(family for family, weights in FACES.items() if any(name.startswith(w[0]) for w in weights.values()))
    weight = 700 if "-700-" in name else 400
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("asset:{name}") }}\n'


@cache
def _widths(family: str, weight: int) -> dict[int, float]:
    """Width of each letter in em, by code point; empty where the font is not installed."""
    widths: dict[int, float] = {}
    for name in _files(family, weight):
        path = font_path(name)
        if path is None:
            continue
        with TTFont(path, lazy=True) as font:
            em, advances = font["head"].unitsPerEm, font["hmtx"]
            for point, glyph in font.getBestCmap().items():
                widths.setdefault(point, advances[glyph][0] / em)
    return widths


def has_letters(text: str, *, family: str, weight: int) -> bool:
    """Whether the family draws every letter of the text. False where it is not installed."""
    widths = _widths(family, weight)
    return all(ord(character) in widths for character in text)


def width(text: str, *, family: str, weight: int) -> float:
    """Width of the text in em, a little generous where a letter is unknown."""
    widths = _widths(family, weight)
    return sum(widths.get(ord(character), 0.95) for character in text)
