"""Names as people see them."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def visible_name(name: str) -> str:
    """The name composed (NFC) and on one line, without controls and format characters.

    Raises ValidationError where nothing is left to see.
    """
    composed = unicodedata.normalize("NFC", name)
    seen = "".join(" " if c.isspace() else c for c in composed if c.isspace() or unicodedata.category(c)[0] != "C")
    if not seen.strip():
        raise ValidationError(_("This name cannot be seen. Try letters."))
    return " ".join(seen.split())
