"""Lists that somebody sends as a CSV file: looked at first, imported with a second click, never uploaded twice."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from lms.people.csv_rows import MOST_BYTES

# How long a list that was looked at can be imported.
GOOD_FOR = timedelta(hours=1)


class CsvForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("CSV file"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"empty": _("This file is empty.")},
    )

    @property
    def content(self) -> bytes:
        """What is in the file, or a little more than we would read of one that is too large."""
        uploaded: UploadedFile = self.cleaned_data["file"]
        return uploaded.read(MOST_BYTES + 1)


def seal(content: bytes, *, kind: str, user: User, **more: Any) -> str:
    """A list on its way from the dry run to the second click: signed for this person, this kind and an hour.

    It travels in the form and is kept nowhere on the server. Only what `csv_rows` could read is ever sealed.
    """
    return signing.dumps({"text": content.decode(), **more}, salt=_salt(kind, user), compress=True)


def unseal(sealed: str, *, kind: str, user: User) -> dict[str, Any] | None:
    """What `seal` was given, with the file's bytes as `content`; None where it is another's, altered or too old."""
    try:
        found: dict[str, Any] = signing.loads(sealed, salt=_salt(kind, user), max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return {**found, "content": found["text"].encode()}


def _salt(kind: str, user: User) -> str:
    return f"lms_home.csv_lists.{kind}.{user.pk}"


def sample(name: str, rows: Sequence[Sequence[str]]) -> HttpResponse:
    """An example to fill in, as spreadsheets open it. None of its cells needs quotes or begins like a formula."""
    text = "\r\n".join(",".join(row) for row in rows) + "\r\n"
    disposition = f'attachment; filename="{name}.csv"'
    return HttpResponse(
        text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )
