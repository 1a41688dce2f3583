"""Every file in the site's storage, on this disk or far away."""

import tarfile
from collections.abc import Iterator

from django.core.files import File
from django.core.files.storage import default_storage

from lms.host.backup import archive
from lms.host.backup.manifest import FILES


def names(folder: str = "") -> Iterator[str]:
    """Names of all files below this folder."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    inside = f"{folder}/" if folder else ""
    yield from (f"{inside}{name}" for name in sorted(files))
    for name in sorted(folders):
        yield from names(f"{inside}{name}")


def pack(tar: tarfile.TarFile) -> dict[str, str]:
    """Put every file into the archive. Returns `{name in the archive: SHA-256}`."""
    packed = {}
    for name in names():
        try:
            file = default_storage.open(name)
        except FileNotFoundError:
            continue  # deleted since the list was read, and so not to be kept
        with file:
            packed[f"{FILES}{name}"] = archive.add(tar, f"{FILES}{name}", file, file.size)
    return packed


def unpack(tar: tarfile.TarFile, *, only: tuple[str, ...] = ("",)) -> int:
    """Store the archive's files whose names begin so; what else is there goes. Returns how many were stored."""
    wanted = {
        entry.name.removeprefix(FILES): entry
        for entry in tar
        if entry.name.startswith(tuple(f"{FILES}{start}" for start in only))
    }
    for name, entry in wanted.items():
        default_storage.delete(name)
        default_storage.save(name, File(tar.extractfile(entry), name))
    for name in set(names()) - wanted.keys():
        default_storage.delete(name)
    return len(wanted)
