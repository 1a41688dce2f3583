"""What a backup says about itself: the last thing in its file, and what a restore is measured by."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = 1
NAME = "manifest.json"
FILES = "files/"


class NotPossible(Exception):
    """Why it was not done and what to do, in words for whoever runs the server."""


@dataclass
class Manifest:
    """One moment of a site.

    `database` is the vendor, `parts` holds the SHA-256 of the database's file and of every upload by its name in
    the archive, `head` is the ledger's last entry at that moment: sequence number and MAC.
    """

    version: str
    made_at: str
    site: str
    database: str
    head: tuple[int, str]
    key_ids: list[str]
    migrations: list[str]
    parts: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def database_part(self) -> str:
        return f"database.{self.database}"

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Raises NotPossible for what is none, or comes from a Porchlight that packs otherwise."""
        try:
            values: dict[str, Any] = json.loads(text)
            if values["format"] != FORMAT:
                raise NotPossible("This backup was made by another version of Porchlight. Restore it with that one.")
            return cls(**{**values, "head": (int(values["head"][0]), str(values["head"][1]))})
        except (ValueError, TypeError, LookupError):
            raise NotPossible("This is no backup of Porchlight.") from None

    def complaints(self, found: dict[str, str]) -> list[str]:
        """What differs between this and the parts that were found; empty for a whole backup."""
        lost = [f"{name} is missing." for name in sorted(self.parts.keys() - found.keys())]
        changed = [name for name in sorted(self.parts.keys() & found.keys()) if self.parts[name] != found[name]]
        strange = [f"{name} does not belong to it." for name in sorted(found.keys() - self.parts.keys())]
        return [*lost, *(f"{name} is not what was backed up." for name in changed), *strange]
