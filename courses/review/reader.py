"""Reading the registry of clinical parameters and safety claims. Pure: no database, no clock, no settings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

REGISTRY = Path(__file__).with_name("registry.yaml")


class Kind(StrEnum):
    """Who can stand behind a claim. Each looks at what is theirs and at nothing else."""

    CLINICIAN = "clinician"
    LEGAL = "legal"
    PROGRAM_MANAGER = "program_manager"
    TECHNICIAN = "technician"


# One of each set must sign, and every set needs somebody: "clinician + legal" is two sets, "a or b" is one set of two.
Needs = tuple[frozenset[Kind], ...]

_AS_WRITTEN = {
    "clinician": Kind.CLINICIAN,
    "legal": Kind.LEGAL,
    "program manager": Kind.PROGRAM_MANAGER,
    "technician": Kind.TECHNICIAN,
    "drug-checking technician": Kind.TECHNICIAN,
}


@dataclass(frozen=True)
class Parameter:
    """A number or an order that respectable sources teach differently. `proposed` is never shown to a learner."""

    key: str
    proposed: str
    unit: str
    conflict: str
    source: str
    evidence: str
    needs: Needs
    interval: int


@dataclass(frozen=True)
class Claim:
    """A sentence that somebody must stand behind. `param` is the key of the parameter it rests on, or "".

    `where` names lessons of the starter curriculum; `interval` is in months.
    """

    id: str
    text: str
    where: tuple[str, ...]
    param: str
    source: str
    evidence: str
    needs: Needs
    interval: int


@dataclass(frozen=True)
class Registry:
    """Claims by id and parameters by key, in the order of the file."""

    claims: Mapping[str, Claim]
    parameters: Mapping[str, Parameter]


@cache
def registry() -> Registry:
    """The registry that ships with Porchlight."""
    return read(REGISTRY.read_text(encoding="utf-8"))


def read(text: str) -> Registry:
    """The registry in this YAML text. ValueError where it names a reviewer or a parameter that nobody knows."""
    data = yaml.safe_load(text)
    parameters = {line["key"]: _parameter(line) for line in data["clinical_parameters"]}
    claims = {line["id"]: _claim(line) for line in data["safety_claims"]}
    unknown = {claim.param for claim in claims.values()} - {"", *parameters}
    if unknown:
        raise ValueError(f"Claims rest on parameters that are not there: {', '.join(sorted(unknown))}")
    return Registry(claims=claims, parameters=parameters)


def _parameter(line: Mapping[str, Any]) -> Parameter:
    texts = ("key", "proposed", "unit", "conflict", "source", "evidence")
    given = {name: str(line[name]) for name in texts}
    return Parameter(**given, needs=needs(line["review"]), interval=int(line["interval_months"]))


def _claim(line: Mapping[str, Any]) -> Claim:
    given = {name: str(line.get(name, "")) for name in ("id", "text", "param", "source", "evidence")}
    where, interval = tuple(line["where"]), int(line["interval"])
    return Claim(**given, where=where, needs=needs(line["reviewer"]), interval=interval)


def needs(written: str) -> Needs:
    """Who must sign, from words such as "clinician + legal" or "clinician or technician"."""
    return tuple(frozenset(_kinds(part.split(" or "))) for part in written.split(" + "))


def _kinds(names: Iterable[str]) -> list[Kind]:
    unknown = [name for name in names if name.strip() not in _AS_WRITTEN]
    if unknown:
        raise ValueError(f"No such reviewer: {', '.join(unknown)}")
    return [_AS_WRITTEN[name.strip()] for name in names]
