"""The plan that a course is held against: minutes, objectives, how many items each objective gets, what is scored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Planned:
    """What the plan says of one module. `items` and `must_know` count by objective; `otherwise` says how an objective
    without items is assessed. `scored` has `{performances, observers, scenarios}` by lesson, `rubrics` has
    `{criteria: {key: weight}, steps, must_do}` by scenario."""

    minutes: int
    lessons: Mapping[str, int]
    items: Mapping[str, int]
    must_know: Mapping[str, int]
    otherwise: Mapping[str, str]
    scored: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    rubrics: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read_blueprint(folder: Path) -> Mapping[str, Planned]:
    """The plan in `blueprint.yaml` by module; a course may have none."""
    path = folder / "blueprint.yaml"
    if not path.is_file():
        return {}
    return {module: Planned(**plan) for module, plan in yaml.safe_load(path.read_text("utf-8")).items()}
