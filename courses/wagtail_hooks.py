"""What Wagtail finds by name; the work is done by the modules named here."""

from courses.pages import admin_api, protection, publishing, ranges, swaps, tenancy

__all__ = ["admin_api", "protection", "publishing", "ranges", "swaps", "tenancy"]
