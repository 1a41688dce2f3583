"""Certificates as phones send them."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Drawing

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"


def photo(name: str = "IMG_0001.jpg", *, size: tuple[int, int] = (80, 60), kind: str = "JPEG", **more: Any) -> Any:
    """A picture whose left half is dark, with a place, a phone and "lie me on my side" in its EXIF."""
    drawn = Drawing.new("RGB", size, "white")
    drawn.paste("black", (0, 0, size[0] // 2, size[1]))
    exif = Drawing.Exif()
    exif[0x010F], exif[0x0112] = "A phone of Rosa", 6
    exif.get_ifd(0x8825)[1] = "N"
    written = io.BytesIO()
    drawn.save(written, kind, exif=exif, **more)
    return SimpleUploadedFile(name, written.getvalue(), content_type="image/jpeg")


def file(content: bytes, name: str = "certificate.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")
