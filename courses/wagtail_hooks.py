"""What Wagtail finds by name; the work is done by the modules named here."""

from courses.files import download
from courses.pages import admin_api, protection, publishing, ranges, saving, swaps, tenancy

__all__ = ["admin_api", "download", "protection", "publishing", "ranges", "saving", "swaps", "tenancy"]
