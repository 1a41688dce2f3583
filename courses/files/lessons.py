"""A lesson or a session: front matter, then pages."""

import re
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from courses.files.course import Block, Front, Lesson, Page, Session, Shadowing
from courses.files.directives import Line
from courses.files.fields import Fields
from courses.files.going_along import read_shadowing
from courses.files.lesson_blocks import IN_A_SESSION, blocks
from courses.files.lined_yaml import read_yaml
from courses.files.problems import Notes

SESSION_PAGES = ("For the learner", "Facilitator guide", "Checklist")
_PLANNED = re.compile(r"^- (\d+) min\b", re.MULTILINE)


def read_lesson(
    text: str, notes: Notes, wanted: str, objectives: Container[str], pictures: Path
) -> Lesson | Session | Shadowing:
    """The lesson, session or shadowing in this text, whose id is `wanted`; `pictures` is the folder of its module's
    pictures."""
    matter, body = _parted(text, notes)
    fields = Fields(read_yaml(matter, notes, after=1), notes)
    if fields.given.get("kind") == "shadowing":
        _no_text(body, notes)
        return read_shadowing(fields, notes, wanted, objectives)
    front = _front(fields, wanted, objectives)
    pages = tuple(_page(heading, lines, notes) for heading, lines in _pages(body, notes))
    for block in (block for page in pages for block in page.flat()):
        _check_block(block, front, objectives, pictures, notes)
    if front.kind == "session":
        return _session(Session(notes.path, front, pages), notes)
    if pages and not 3 <= len(pages) <= 9:
        notes.doubt(pages[0].line, f"A lesson has 3 to 9 short pages, this one has {len(pages)}.")
    return Lesson(notes.path, front, pages)


def _parted(text: str, notes: Notes) -> tuple[str, list[Line]]:
    """The front matter, and the lines after it with their numbers."""
    lines = text.split("\n")
    closing = next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not closing:
        notes.broken(1, "A lesson begins with its front matter: a line “---”, names and values, a line “---”.")
        return "{}", []
    return "\n".join(lines[1 : closing - 1]), list(enumerate(lines[closing:], closing + 1))


def _no_text(body: Sequence[Line], notes: Notes) -> None:
    written = next((number for number, text in body if text.strip()), 0)
    if written:
        notes.wrong(written, "Shadowing has no pages: what it asks stands above.")


def _front(fields: Fields, wanted: str, objectives: Container[str]) -> Front:
    front = read_front(fields, wanted, objectives, ("lesson", "session", "shadowing"))
    fields.nothing_else()
    return front


def read_front(fields: Fields, wanted: str, objectives: Container[str], kinds: Sequence[str]) -> Front:
    """What an activity of one of these kinds says about itself."""
    given, minutes = fields.text("id"), fields.whole("minutes", 1, 480)
    if given and given != wanted:
        fields.notes.wrong(fields.line("id"), f"The id of this file is “{wanted}”, and not “{given}”.")
    kind = fields.choice("kind", kinds)
    front = Front(
        id=wanted,
        title=fields.title(),
        kind=kind,
        minutes=minutes,
        domains=fields.domains(minutes),
        objectives=fields.names("objectives"),
        required=fields.yes_or_no("required"),
        safety_critical=fields.yes_or_no("safety_critical"),
        content_note=fields.text("content_note", needed=False),
        activity_minutes=fields.whole("activity_minutes", 0, 480, needed=False),
        status=fields.text("status", needed=False),
        sources=fields.names("sources", needed=False),
        part=fields.choice("part", ("live", "practice"), needed=kind == "session"),
        scenario=fields.text("scenario", needed=False),
        performances=fields.whole("performances", 0, 5, needed=False),
        observers=fields.whole("observers", 0, 5, needed=False),
    )
    for objective in front.objectives:
        if objective not in objectives:
            fields.notes.wrong(fields.line("objectives"), f"This module has no objective “{objective}”.")
    return front


def _pages(lines: Sequence[Line], notes: Notes) -> Iterator[tuple[Line, list[Line]]]:
    """Each level-1 heading outside a fence, with the lines under it."""
    heading: Line | None = None
    under: list[Line] = []
    for line in lines:
        if not line[1].startswith("# "):
            under.append(line)
            continue
        if heading:
            yield heading, under
        elif any(text.strip() for _number, text in under):
            notes.wrong(under[0][0], "Before the first page heading (“# …”) stands nothing.")
        heading, under = line, []
    if heading is None:
        notes.wrong(1, "There are no pages: each begins with “# Heading”.")
    else:
        yield heading, under


def _page(heading: Line, lines: Sequence[Line], notes: Notes) -> Page:
    page = Page(heading[1].removeprefix("# ").strip(), blocks(lines, notes), heading[0])
    if not page.blocks:
        notes.wrong(page.line, f"The page “{page.heading}” is empty.")
    return page


def _check_block(block: Block, front: Front, objectives: Container[str], pictures: Path, notes: Notes) -> None:
    if front.kind == "session" and block.kind not in IN_A_SESSION:
        notes.wrong(block.line, f"A session has no “{block.kind}”: it is talked through, not tapped.")
    if block.kind == "check" and block.value["objective"] and block.value["objective"] not in objectives:
        notes.wrong(block.line, f"This module has no objective “{block.value['objective']}”.")
    if block.kind == "image" and (src := block.value["src"]) and ("/" in src or not (pictures / src).is_file()):
        notes.wrong(block.line, f"There is no picture “{src}” in {pictures.parent.name}/{pictures.name}.")
    if block.kind == "safety" and not front.safety_critical:
        notes.doubt(block.line, "A safety part stands in a lesson that is not marked as safety-critical.")


def _session(session: Session, notes: Notes) -> Session:
    headings = tuple(page.heading for page in session.pages)
    wanted = SESSION_PAGES[: max(2, len(headings))]  # a list is not needed
    if len(headings) != len(wanted) or (".en." in session.path and headings != wanted):
        notes.wrong(1, f"A session has three pages: {', '.join(SESSION_PAGES)}. This one has {', '.join(headings)}.")
        return session
    if session.front.performances and not session.front.scenarios:
        notes.wrong(1, "Whoever is scored plays a scenario: “scenario” is missing.")
    if session.front.observers > session.front.performances:
        notes.wrong(1, "Each observer sees one performance at a time: there are more “observers” than “performances”.")
    texts = [str(block.value) for block in session.guide.flat() if block.kind == "text"]
    planned = sum(int(minutes) for text in texts for minutes in _PLANNED.findall(text))
    if planned != session.front.minutes:
        says = f"The minute plan adds up to {planned}, and the session has {session.front.minutes} minutes."
        note = notes.wrong if planned else notes.doubt
        note(session.guide.line, f"{says} A line of the plan reads “- 5 min: …”.")
    return session
