"""The one file that a backup is: a tar of the database, the uploads and, last, the manifest. Nothing is held whole
in memory."""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from lms.host.backup.manifest import NAME, Manifest, NotPossible

AT_A_TIME = 1024 * 1024


class Hashed(io.RawIOBase):
    """Reads on behalf of somebody else, and knows the SHA-256 of what was read."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source = source
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self.source.read(size)
        self.sha256.update(chunk)
        return chunk


@contextmanager
def written(path: Path) -> Iterator[tarfile.TarFile]:
    """A new archive that nobody else may read, on the disk for good when this ends."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as tar:
            yield tar
        file.flush()
        os.fsync(file.fileno())


def add(tar: tarfile.TarFile, name: str, source: IO[bytes], size: int) -> str:
    """Pack so many bytes under this name. Returns their SHA-256."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    hashed = Hashed(source)
    tar.addfile(entry, hashed)
    return hashed.sha256.hexdigest()


def add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    text = manifest.to_json()
    add(tar, NAME, io.BytesIO(text), len(text))


@contextmanager
def opened(path: Path) -> Iterator[tarfile.TarFile]:
    """An archive to read from. Raises NotPossible for what is none, or is cut off."""
    try:
        with tarfile.open(path, mode="r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError):
        raise NotPossible(f"{path} is no backup of Porchlight, or its end is missing.") from None


def read_manifest(tar: tarfile.TarFile) -> Manifest:
    """What the archive says about itself, after every part of it was read and found to be so."""
    found: dict[str, str] = {}
    manifest = None
    for entry in tar:
        source = tar.extractfile(entry)
        if source is None:
            raise NotPossible("This is no backup of Porchlight: it holds more than files.")
        if entry.name == NAME:
            manifest = Manifest.from_json(source.read())
        else:
            found[entry.name] = _sha256(source)
    if manifest is None:
        raise NotPossible("This is no backup of Porchlight, or its end is missing.")
    if complaints := manifest.complaints(found):
        raise NotPossible("This backup is damaged. " + " ".join(complaints[:5]))
    return manifest


def _sha256(source: IO[bytes]) -> str:
    hashed = Hashed(source)
    while hashed.read(AT_A_TIME):
        pass
    return hashed.sha256.hexdigest()
