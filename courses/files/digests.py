"""What something says, as 64 hex characters: where it stands in its file does not matter."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from courses.files.course import Activity, Check

_PLACES = {"path", "line"}


def digest(said: Any) -> str:
    """The digest of a record, or of plain data."""
    text = json.dumps(_plain(said), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(said: Any) -> Any:
    if dataclasses.is_dataclass(said) and not isinstance(said, type):
        return {
            field.name: _plain(getattr(said, field.name))
            for field in dataclasses.fields(said)
            if field.name not in _PLACES
        }
    if isinstance(said, Mapping):
        return {str(name): _plain(one) for name, one in said.items()}
    if isinstance(said, list | tuple):
        return [_plain(one) for one in said]
    return said


def digest_of_files(activity: Activity, folder: Path) -> str:
    """The digest of an activity with everything that it shows from this folder."""
    shown = [] if isinstance(activity, Check) else sorted(_files(activity))
    found = [path for name in shown for path in sorted(folder.glob(f"*/{name}"))]
    return digest([activity, [hashlib.sha256(path.read_bytes()).hexdigest() for path in found]])


def _files(activity: Any) -> set[str]:
    blocks = (block for page in activity.pages for block in page.flat() if isinstance(block.value, Mapping))
    names = {block.value.get(name, "") for block in blocks for name in ("src", "captions")}
    return {name for name in names if name and Path(name).name == name}
