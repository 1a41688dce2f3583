"""Shadowing in a course's files: front matter alone, with what is asked."""

from collections.abc import Container

from courses.files.course import Front, Shadowing
from courses.files.fields import Fields
from courses.files.known_names import ACTIVITIES
from courses.files.problems import Notes, known

# What is asked, and the most that can be: shifts, hours, the level from which on an activity counts, shifts with each.
MOST = {"watched": 200, "together": 200, "led": 200, "hours": 500, "times": 10, "settings": 10, "colleagues": 10}


def read_shadowing(fields: Fields, notes: Notes, wanted: str, objectives: Container[str]) -> Shadowing:
    """The shadowing in this front matter, whose id is `wanted`."""
    if (given := fields.text("id")) and given != wanted:
        notes.wrong(fields.line("id"), f"The id of this file is “{wanted}”, and not “{given}”.")
    front = Front(
        id=wanted,
        title=fields.title(),
        kind=fields.text("kind"),
        minutes=0,
        domains={},
        objectives=fields.names("objectives", needed=False),
        required=fields.yes_or_no("required"),
        content_note=fields.text("content_note", needed=False),
        status=fields.text("status", needed=False),
        sources=fields.names("sources", needed=False),
    )
    for objective in front.objectives:
        if objective not in objectives:
            notes.wrong(fields.line("objectives"), f"This module has no objective “{objective}”.")
    asks = {name: fields.whole(name, 0, most, needed=False) for name, most in MOST.items()}
    level, activities = fields.whole("level", 1, 5), fields.names("activities", needed=False)
    if strange := [name for name in activities if name not in ACTIVITIES]:
        says = f"Nobody knows the activity “{strange[0]}”. The log has {known(ACTIVITIES)}."
        notes.wrong(fields.line("activities"), says)
    if not any(asks[name] for name in MOST if name != "times") and not (asks["times"] and activities):
        notes.wrong(1, "It asks for nothing: shifts, hours or activities.")
    fields.nothing_else()
    return Shadowing(notes.path, front, {**asks, "level": level}, activities)
