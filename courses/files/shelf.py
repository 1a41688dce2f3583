"""Pictures and other files beside a lesson: into the agency's own collection, and back under a name that is the same
for the same file everywhere."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.fields import WagtailImageField

from courses.files.kinds import Setting
from courses.pages.drawings import clean_svg

PICTURES, FILES = "pictures", "files"


class NoSuchFile(ValueError):
    """A file that a lesson names and that is not there, or is none of what it should be."""


def content(setting: Setting, under: str, src: str) -> bytes:
    """What is in this file, which stands right in its folder."""
    path = setting.folder / under / src
    if Path(src).name != src or not path.is_file():
        raise NoSuchFile(f"There is no file “{src}” in {setting.folder.name}/{under}.")
    return path.read_bytes()


def drawing(setting: Setting, src: str) -> str:
    """A drawing, cut to what a drawing needs."""
    try:
        return clean_svg(content(setting, PICTURES, src).decode())
    except ValueError as error:
        raise NoSuchFile(f"{setting.folder.name}/{PICTURES}/{src}: {error}") from error


def picture(setting: Setting, src: str, title: str) -> int:
    """The picture's number in the agency's collection, where it is put once."""
    return _put(get_image_model(), setting, PICTURES, src, title)


def document(setting: Setting, src: str, title: str) -> int:
    """The same for any other file."""
    return _put(get_document_model(), setting, FILES, src, title)


def _put(model: Any, setting: Setting, under: str, src: str, title: str) -> int:
    given, collection = content(setting, under, src), setting.organization.collection
    digest = hashlib.sha1(given, usedforsecurity=False).hexdigest()
    alike = model.objects.filter(collection=collection, file_hash=digest, file__iendswith=Path(src).suffix)
    found = alike.first()
    if found is None:
        found = model(title=title[:255] or src, file=_checked(model, src, given), collection=collection)
        found.save()
        found.get_file_hash()
    return int(found.pk)


def _checked(model: Any, src: str, given: bytes) -> SimpleUploadedFile:
    """The file as an author could upload it."""
    file = SimpleUploadedFile(src, given)
    try:
        if model is get_image_model():
            WagtailImageField().clean(file)
        else:
            model(title=src, file=file).clean()  # looks at the ending
    except ValidationError as error:
        raise NoSuchFile(f"{src}: {' '.join(error.messages)}") from error
    file.seek(0)
    return file


def keep_drawing(setting: Setting, svg: str, title: str) -> str:
    """The name under which the drawing is written."""
    return _keep(setting, PICTURES, clean_svg(svg).encode() + b"\n", title or "drawing", ".svg")


def keep_image(setting: Setting, pk: int | None, title: str) -> str:
    """The same for a picture."""
    return _keep_stored(setting, PICTURES, get_image_model(), pk, title or "picture")


def keep_document(setting: Setting, pk: int | None, title: str) -> str:
    """The same for any other file."""
    return _keep_stored(setting, FILES, get_document_model(), pk, title or "file")


def _keep_stored(setting: Setting, under: str, model: Any, pk: int | None, title: str) -> str:
    stored = model.objects.filter(pk=pk).first()
    if stored is None:
        says = _("%(id)s: the file of “%(title)s” was deleted. Put another in its place before this is loaded.")
        setting.unwritten.append(says % {"id": setting.id, "title": title})
        return ""
    with stored.open_file() as file:
        return _keep(setting, under, file.read(), title, Path(stored.file.name).suffix)


def _keep(setting: Setting, under: str, given: bytes, title: str, suffix: str) -> str:
    digest = hashlib.sha256(given).hexdigest()[:8]
    name = f"{slugify(title)[:40].strip('-') or 'file'}-{digest}{suffix.casefold()}"
    setting.kept[f"{under}/{name}"] = given
    return name
