"""Certificates that people send: only pictures and PDFs, and of pictures only what is drawn on them."""

import hashlib
import io
import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MOST_BYTES = 10_000_000
# What a picture may unfold to: a phone's camera has 12 to 16 megapixels, a bomb thousands.
MOST_PIXELS = 25_000_000
SIDE = 2_000
PICTURES = ("JPEG", "PNG", "WEBP")
# What a browser is told; nothing else is ever handed out.
TYPES = {"jpg": "image/jpeg", "pdf": "application/pdf"}


@dataclass(frozen=True)
class Paper:
    """A certificate as we keep it: our own bytes, and what they are ("jpg" or "pdf")."""

    content: bytes
    kind: str

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, as 64 hex characters."""
        return hashlib.sha256(self.content).hexdigest()

    def file(self) -> ContentFile:
        """The bytes under a name that nobody can guess and that says nothing of the name they came with."""
        return ContentFile(self.content, name=f"{secrets.token_hex(16)}.{self.kind}")


def read_paper(uploaded: UploadedFile) -> Paper:
    """A PDF as it came, or a picture drawn anew: smaller, upright, without place, phone and time (EXIF).

    What the file calls itself plays no part. Raises ValidationError in plain words where it is neither.
    """
    if not uploaded.size:
        raise ValidationError(_("This file is empty."))
    if uploaded.size > MOST_BYTES:
        raise ValidationError(_("This file is larger than 10 MB. A photo of the page is enough."))
    content = uploaded.read()
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    return _picture(content)


def _pdf(content: bytes) -> Paper:
    end = content[-2048:]
    if b"startxref" not in end or not end.rstrip(b"\0 \r\n\t").endswith(b"%%EOF"):
        raise ValidationError(_("This PDF is broken or was cut off. Send it again, or send a photo of the page."))
    return Paper(content, "pdf")


def _picture(content: bytes) -> Paper:
    try:
        with Image.open(io.BytesIO(content), formats=PICTURES) as image:
            if image.width * image.height <= MOST_PIXELS:
                return Paper(_drawn_anew(image), "jpg")
    except Image.DecompressionBombError:
        pass
    except Exception as trouble:  # whatever breaks a decoder is no picture of a certificate
        raise ValidationError(_("This is no photo and no PDF. Send a JPEG, PNG, WebP or PDF file.")) from trouble
    raise ValidationError(_("This picture has too many pixels. A photo from a phone is enough."))


def _drawn_anew(image: Image.Image) -> bytes:
    image.draft("RGB", (SIDE, SIDE))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((SIDE, SIDE))
    page = Image.new("RGB", upright.size, "white")
    layered = upright.convert("RGBA")
    page.paste(layered, mask=layered)
    drawn = io.BytesIO()
    page.save(drawn, "JPEG", quality=82, optimize=True)
    return drawn.getvalue()
