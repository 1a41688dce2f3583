"""What Wagtail finds by name; the work is done by the modules named here."""

from courses.files import download
from courses.pages import admin_api, editor, protection, publishing, ranges, swaps, tenancy

__all__ = ["admin_api", "download", "editor", "protection", "publishing", "ranges", "swaps", "tenancy"]
