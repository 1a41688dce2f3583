"""What the wheel carries besides the packages (used by hatchling, see pyproject.toml).

Templates go to ``lms/templates``, without the error pages of our own host: somebody else's site has its own. Fonts
go to ``lms/static/lms/vendor``, each with its license. The sdist takes both along under their own paths, so that a
wheel can be built from it. The words of other languages are compiled in place, where git does not look.
"""

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        for source, inside in [*fonts(root), *templates(root)]:
            kept = inside if self.target_name == "wheel" else source.relative_to(root)
            build_data["force_include"][str(source)] = str(kept)
        if self.target_name == "wheel":
            build_data["artifacts"].append("/lms/locale/*/LC_MESSAGES/django.mo")
            runpy.run_path(str(root / "lms" / "catalogs.py"), run_name="__main__")


def fonts(root: Path) -> Iterator[tuple[Path, str]]:
    """The named files of the npm packages. The names are read without the package: a build has no Django."""
    for name, path in runpy.run_path(str(root / "lms" / "vendor_names.py"))["FILES"].items():
        source = root / "node_modules" / path
        if not source.is_file():
            raise FileNotFoundError(f"{path} is missing. Run `./dev lint`, or `npm ci`, before building.")
        yield source, f"lms/static/lms/vendor/{name}"


def templates(root: Path) -> Iterator[tuple[Path, str]]:
    for source in sorted((root / "templates").glob("*/**/*")):
        if source.is_file():
            yield source, f"lms/{source.relative_to(root)}"
