"""Rubrics in YAML, one file for each scenario and language. Pure: no database, no clock, no settings.

`rubrics/RP08.en.yaml` has `{title, note, cut, steps_cut, moments, criteria, steps}`: a criterion is
`{key, name, weight, anchors}` with one anchor for each level from 1 to 4, a step `{key, text, must_do}`.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from courses.files import plain_text
from courses.files.course import Criterion, Module, Rubric, Session, Step
from courses.files.fields import Fields
from courses.files.known_names import LANGUAGES
from courses.files.lined_yaml import read_yaml
from courses.files.problems import Notes, known

FOLDER = "rubrics"
LEVELS = 4
# The most characters there is room for.
MOST_SCENARIO, MOST_TITLE, MOST_NAME, MOST_ANCHOR, MOST_STEP, MOST_MOMENTS, MOST_NOTE = 20, 120, 80, 300, 200, 400, 400
HEAVIEST = 5
_SCENARIO, _KEY = re.compile(rf"[\w-]{{1,{MOST_SCENARIO}}}"), re.compile(r"[A-Z]{1,3}[0-9]{1,3}")


def is_named_well(scenario: str) -> bool:
    """Whether there can be a file for this scenario."""
    return bool(_SCENARIO.fullmatch(scenario))


def path_of(rubric: Rubric) -> str:
    """Where it stands in the folder of its course."""
    return f"{FOLDER}/{rubric.scenario}.{rubric.language}.yaml"


def rubric_paths(folder: Path, modules: Collection[Module]) -> Iterator[str]:
    """The files there are. A module that is called the same keeps its own."""
    own = {
        f"{stem}.{language}.yaml"
        for one in modules
        if one.id == FOLDER
        for stem in one.activities
        for language in LANGUAGES
    }
    found = (path.name for path in (folder / FOLDER).glob("*.yaml"))
    yield from (f"{FOLDER}/{name}" for name in sorted(found) if name not in own | {"module.yaml"})


def read_rubric(text: str, notes: Notes) -> Rubric | None:
    """The rubric in this text, or None where its file is not named as a rubric's."""
    scenario, _dot, language = notes.path.removeprefix(f"{FOLDER}/").removesuffix(".yaml").partition(".")
    if language not in LANGUAGES or not is_named_well(scenario):
        says = (
            f"A rubric is called as its scenario and its language, such as RP08.en.yaml; there is {known(LANGUAGES)}."
        )
        notes.wrong(1, says)
        return None
    fields = Fields(read_yaml(text, notes), notes)
    rubric = Rubric(
        path=notes.path,
        scenario=scenario,
        language=language,
        title=_short(fields, "title", MOST_TITLE),
        criteria=tuple(_criterion(one) for one in fields.each("criteria")),
        steps=tuple(_step(one) for one in fields.some("steps")),
        moments=_moments(fields),
        cut=fields.number("cut", 1, LEVELS, default=3.0),
        steps_cut=fields.whole("steps_cut", 0, 100, needed=False),
        note=_short(fields, "note", MOST_NOTE, needed=False),
    )
    fields.nothing_else()
    if "criteria" in fields.given and not rubric.criteria:
        notes.wrong(fields.line("criteria"), "A rubric looks at one thing or more.")
    keys = Counter([*(one.key for one in rubric.criteria), *(one.key for one in rubric.steps)])
    if twice := [key for key, count in keys.items() if key and count > 1]:
        notes.wrong(1, f"Each short name stands for one thing. Twice here: {known(twice)}.")
    return rubric


def check_rubrics(rubrics: Collection[Rubric], modules: Collection[Module], source: str, notes: Notes) -> None:
    """A translation is the same rubric, and each belongs to a practice. `source` is the course's own language."""
    own = {one.scenario: one for one in rubrics if one.language == source}
    activities = (read for module in modules for versions in module.activities.values() for read in versions.values())
    played = {name for read in activities if isinstance(read, Session) for name in read.front.scenarios}
    for rubric in rubrics:
        said, here = own.get(rubric.scenario), Notes(rubric.path, notes.problems)
        if said and rubric.shape != said.shape:
            here.wrong(1, f"This is not the same as {said.path}: short names, weights, must-do steps and cuts stay.")
        if rubric.scenario not in played:
            here.doubt(1, f"No session plays {rubric.scenario}, so nobody will be scored by this.")


def as_said(rubric: Rubric) -> dict[str, Any]:
    """What its file says, in order; what is empty is not written."""
    said = {
        "title": rubric.title,
        "note": rubric.note,
        "cut": rubric.cut,
        "steps_cut": rubric.steps_cut,
        "moments": rubric.moments,
        "criteria": [
            {"key": one.key, "name": one.name, "weight": one.weight, "anchors": one.anchors} for one in rubric.criteria
        ],
        "steps": [
            {"key": one.key, "text": one.text, **({"must_do": True} if one.must_do else {})} for one in rubric.steps
        ],
    }
    return {name: value for name, value in said.items() if value}


def _criterion(fields: Fields) -> Criterion:
    anchors = fields.names("anchors")
    if anchors and len(anchors) != LEVELS:
        fields.notes.wrong(fields.line("anchors"), f"“anchors” has one text for each level from 1 to {LEVELS}.")
    if any(_is_long(text, MOST_ANCHOR) for text in anchors):
        fields.notes.wrong(fields.line("anchors"), f"An anchor has at most {MOST_ANCHOR} characters.")
    weight = fields.whole("weight", 1, HEAVIEST)
    criterion = Criterion(_key(fields), _short(fields, "name", MOST_NAME), weight, anchors)
    fields.nothing_else()
    return criterion


def _step(fields: Fields) -> Step:
    step = Step(_key(fields), _short(fields, "text", MOST_STEP), fields.yes_or_no("must_do", default=False))
    fields.nothing_else()
    return step


def _key(fields: Fields) -> str:
    key = fields.text("key")
    if key and not _KEY.fullmatch(key):
        fields.notes.wrong(fields.line("key"), f"A short name is letters, then a number, such as G1, and not “{key}”.")
    return key


def _moments(fields: Fields) -> tuple[str, ...]:
    moments = fields.names("moments", needed=False)
    if _is_long("\n".join(moments), MOST_MOMENTS):
        fields.notes.wrong(fields.line("moments"), f"All moments together have at most {MOST_MOMENTS} characters.")
    return moments


def _short(fields: Fields, key: str, most: int, *, needed: bool = True) -> str:
    text = fields.text(key, needed=needed)
    if _is_long(text, most):
        fields.notes.wrong(fields.line(key), f"“{key}” has at most {most} characters.")
    return text


def _is_long(text: str, most: int) -> bool:
    return len(plain_text.read(text)) > most
