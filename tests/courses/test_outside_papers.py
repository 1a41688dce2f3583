"""Certificates that people send: what is kept of them, and what is refused."""

import io
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image as Drawing

from courses.outside import papers
from courses.outside.papers import read_paper
from tests.courses.papers import PDF, file, photo


def kept(paper):
    return Drawing.open(io.BytesIO(paper.content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_draws_a_picture_anew_without_place_and_phone(kind):
    paper = read_paper(photo(kind=kind))
    assert (paper.kind, kept(paper).format, dict(kept(paper).getexif())) == ("jpg", "JPEG", {})
    assert b"Rosa" not in paper.content


def test_it_stands_a_picture_upright():
    image = kept(read_paper(photo(size=(80, 60))))
    assert image.size == (60, 80)
    assert image.getpixel((30, 10)) < (60, 60, 60)
    assert image.getpixel((30, 70)) > (200, 200, 200)


def test_it_makes_a_large_picture_small():
    assert max(kept(read_paper(photo(size=(4000, 3000)))).size) == papers.SIDE


def png_bomb(side):
    """A few kB that say they are an enormous picture."""
    head = side.to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    chunk = lambda name, body: (  # noqa: E731  three of the same
        len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
    )
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [5_001, 12_000, 60_000])
def test_it_opens_no_image_bomb(side):  # I11
    with pytest.raises(ValidationError, match="too many pixels"):
        read_paper(file(png_bomb(side), "certificate.png"))


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + bytes(40),
        b"\xff\xd8\xff\xe0 cut off",
        b"MZ" + bytes(400),
        b" %PDF-1.4 late",
    ],
)
def test_it_keeps_nothing_that_only_says_it_is_a_certificate(content):
    for name in ("certificate.pdf", "certificate.jpg"):
        with pytest.raises(ValidationError, match="no photo and no PDF"):
            read_paper(file(content, name))


def test_it_keeps_a_pdf_as_it_came_and_none_that_was_cut_off():
    assert read_paper(file(PDF, "certificate.jpg")).content == PDF
    with pytest.raises(ValidationError, match="cut off"):
        read_paper(file(PDF[:-6]))


def test_it_reads_nothing_too_large_or_empty():
    with pytest.raises(ValidationError, match="10 MB"):
        read_paper(file(PDF + bytes(papers.MOST_BYTES)))
    with pytest.raises(ValidationError, match="empty"):
        read_paper(file(b""))


def test_it_gives_the_file_a_name_of_its_own():
    first, second = (read_paper(photo("../../<img onerror=x>.jpg")).file().name for _ in range(2))
    assert first != second
    assert len(first) == 36
    assert set(first.partition(".")[0]) <= set("0123456789abcdef")
