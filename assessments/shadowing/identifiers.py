"""What could tell who a participant is: as every text here is looked through for it."""

from lms.language.identifiers import Found, Kind, find

__all__ = ["Found", "Kind", "find"]
