"""A part of a file where a browser asks for one: phones play no video that they cannot get piece by piece (RFC 9110,
section 14). The whole file is Wagtail's own business, and so is who may see it: this comes after its checks."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.documents.models import AbstractDocument

# As much as one answer holds: it is made in memory. A browser asks on where an answer ends (RFC 9110, 15.3.7).
MOST = 1024 * 1024
_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def byte_range(asked: str, size: int) -> range | None:
    """The bytes that a Range header asks for, of a file of `size` bytes; empty where it has none of them.

    None for what is no single range of bytes: whoever asks so gets the whole file.
    """
    found = _ONE_RANGE.fullmatch(asked.replace(" ", ""))
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


@hooks.register("before_serve_document", order=1000)
def serve_a_part(document: AbstractDocument, request: HttpRequest) -> Any:
    """The part of the document that was asked for; None where the whole of it is wanted, or its storage serves it."""
    tag = f'"{document.file_hash}"'
    if request.method != "GET" or request.headers.get("If-Range", tag) != tag or not _is_here(document):
        return None
    size = document.file.size
    part = byte_range(request.headers.get("Range", ""), size)
    if part is None:
        return None
    if not part:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    part = part[:MOST]
    headers = {
        "Content-Range": f"bytes {part.start}-{part.stop - 1}/{size}",
        "Accept-Ranges": "bytes",
        "ETag": tag,
        "Content-Security-Policy": "default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    with document.file.open("rb") as file:
        file.seek(part.start)
        return HttpResponse(file.read(len(part)), status=206, content_type=document.content_type, headers=headers)


def _is_here(document: AbstractDocument) -> bool:
    try:
        return bool(document.file.path)
    except NotImplementedError:
        return False
