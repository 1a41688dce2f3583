"""Third-party front-end files that we serve: which ones, and where they stand.

npm puts them into ``node_modules``; the wheel carries copies in ``lms/static/lms/vendor``. Nothing else of a
package is ever served. Each is known by its file name, as in ``{% static "lms/vendor/NAME.woff2" %}``.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

from lms.vendor_names import FILES

PACKAGES = Path(__file__).resolve().parents[1] / "node_modules"
SHIPPED = Path(__file__).resolve().parent / "static" / "lms" / "vendor"
URL_PREFIX = "lms/vendor/"


def path_of(name: str) -> Path | None:
    """Where a served file stands on this disk; None if npm never ran here or we do not serve it."""
    if name not in FILES:
        return None
    return next((path for path in (PACKAGES / FILES[name], SHIPPED / name) if path.is_file()), None)


def font_path(name: str) -> Path | None:
    """File of a font such as "noto-sans-greek-400-normal", for WeasyPrint; None if it is not installed."""
    return path_of(f"{name}.woff2")


class VendorFinder(BaseFinder):
    """Finds the named files of ``node_modules`` under ``lms/vendor/``, for `STATICFILES_FINDERS`."""

    def check(self, **kwargs: object) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False) -> Any:
        """The file's path, or what Django expects of a finder that has none: an empty list."""
        name = path.removeprefix(URL_PREFIX)
        found = path_of(name) if name != path else None
        if found is None or found.parent == SHIPPED:
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Each file that is there, with a storage that opens it under the name we serve it by."""
        for name in FILES:
            found = path_of(name)
            if found is not None and found.parent != SHIPPED:
                yield name, _Package(found.parent, FILES[name].rpartition("/")[2])


class _Package(FileSystemStorage):
    """One file of a package, which `collectstatic` copies to ``lms/vendor/``."""

    prefix = URL_PREFIX.rstrip("/")

    def __init__(self, folder: Path, file_name: str) -> None:
        super().__init__(location=str(folder))
        self.file_name = file_name

    def path(self, name: str) -> str:
        return super().path(self.file_name)
