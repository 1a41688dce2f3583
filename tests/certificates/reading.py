"""Reading a PDF as a machine, a screen reader and a phone do."""

import io

import pikepdf
import pypdfium2
import zxingcpp

from certificates import codes
from certificates.models import Certificate


def certificate_of(
    name: str = "Rosa Delgado", course: str = "First weeks", organization: str = "Harbor"
) -> Certificate:
    """A certificate that no database has seen: printing needs its facts alone."""
    code = codes.new_code()
    facts = {
        "name": name,
        "course": course,
        "organization": organization,
        "minutes": 150,
        "domains": {"ethics": 60, "mentoring": 90},
        "finished_on": "2026-11-20",
        "awarded_on": "2026-11-21",
        "code": code,
    }
    return Certificate(code=code, facts=facts, ledger_seq=12, ledger_mac="3f9a" * 16)


def root_of(content: bytes) -> dict:
    """What tells a reader about the whole document."""
    with pikepdf.open(io.BytesIO(content)) as document:
        root = document.Root
        return {
            "structure": str(root.StructTreeRoot.Type),
            "marked": bool(root.MarkInfo.Marked),
            "language": str(root.Lang),
            "shows_title": bool(root.ViewerPreferences.DisplayDocTitle),
            "title": str(document.docinfo["/Title"]),
            "attachments": len(document.attachments),
        }


def tags_of(content: bytes, kind: str) -> list[str]:
    """The alternative text of every element of a kind, such as "/Figure"; empty where it has none."""
    with pikepdf.open(io.BytesIO(content)) as document:
        elements = [thing for thing in document.objects if _is(thing, "/StructElem") and thing.get("/S") == kind]
        return [str(element.get("/Alt", "")) for element in elements]


def fonts_of(content: bytes) -> dict[str, bool]:
    """Every font by its name, and whether it is embedded."""
    with pikepdf.open(io.BytesIO(content)) as document:
        fonts = [thing for thing in document.objects if _is(thing, "/FontDescriptor")]
        return {str(font.FontName)[1:]: "/FontFile2" in font or "/FontFile3" in font for font in fonts}


def _is(thing: pikepdf.Object, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind


def words_of(content: bytes) -> str:
    """What somebody could copy out of it."""
    with pypdfium2.PdfDocument(content) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")


def pages_of(content: bytes) -> list[tuple[float, float]]:
    """The size of every page, in points."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_size() for page in document]


def square_of(content: bytes) -> list[str]:
    """What a phone reads in the squares of the first page."""
    with pypdfium2.PdfDocument(content) as document:
        return [found.text for found in zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())]
