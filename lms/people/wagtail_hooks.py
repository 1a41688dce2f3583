"""What Wagtail finds by name; the work is done by the modules named here."""

from lms.people import protection, tags, tenancy

__all__ = ["protection", "tags", "tenancy"]
