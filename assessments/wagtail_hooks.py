"""What Wagtail finds by name; the work is done by the modules named here."""

from assessments.roleplay.observed import publishing
from assessments.roleplay.rubrics import admin
from assessments.roleplay.scenarios import editor

__all__ = ["admin", "editor", "publishing"]
