"""What each fence of a lesson says, checked, in the shape that the editor has: a fence is named like its block."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from courses.files.course import Block
from courses.files.directives import Directive, Line, Prose, parts
from courses.files.known_names import OVERLAYS, TOPICS
from courses.files.listed import Item, items, paragraphs, split_list
from courses.files.problems import Notes, known
from courses.review.reader import registry

GROUND = {"exhale", "senses", "feet"}
IN_A_SESSION = {"text", "steps", "image", "callout", "local", "ground", "safety"}

Build = Callable[[Directive, Notes], Any]


@dataclass(frozen=True)
class Shape:
    """What one directive may carry, and how its value is made."""

    build: Build
    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()


def blocks(lines: Sequence[Line], notes: Notes, *, safe: bool = False) -> tuple[Block, ...]:
    """The blocks that these lines say; `safe` where they stand in a safety part already."""
    made = []
    for part in parts(lines, notes):
        if isinstance(part, Directive):
            made.append(_block(part, notes, safe))
        elif text := paragraphs(part.lines):
            made.append(Block("text", text, _first(part)))
    return tuple(block for block in made if block is not None)


def _first(prose: Prose) -> int:
    return next(number for number, text in prose.lines if text.strip())


def _block(directive: Directive, notes: Notes, safe: bool) -> Block | None:
    if directive.name == "safety":
        return _safety(directive, notes, safe)
    shape = SHAPES.get(directive.name)
    if shape is None:
        notes.wrong(directive.line, f"Nobody knows “{directive.name}”. There are {known([*SHAPES, 'safety'])}.")
        return None
    _attributes(directive, shape, notes)
    return Block(directive.name, shape.build(directive, notes), directive.line)


def _attributes(directive: Directive, shape: Shape, notes: Notes) -> None:
    for name in sorted(shape.needs - set(directive.attributes)):
        notes.wrong(directive.line, f'“{directive.name}” needs {name}="…".')
    unknown = (set(directive.attributes) - shape.needs - shape.may) | (directive.flags - shape.flags)
    for name in sorted(unknown):
        can = known([*shape.needs, *shape.may, *shape.flags]) or "nothing"
        notes.wrong(directive.line, f"“{directive.name}” does not know “{name}”. It knows {can}.")
    for name in sorted(shape.needs & set(directive.attributes) - {"alt"}):
        if not directive.attributes[name]:
            notes.wrong(directive.line, f'{name}="" is empty.')


def _safety(directive: Directive, notes: Notes, safe: bool) -> Block:
    claims = directive.attributes.get("claims", "").split()
    _attributes(directive, Shape(_nothing, needs=frozenset({"claims"})), notes)
    for claim in claims:
        check_claim(claim, directive.line, notes)
    if safe:
        notes.wrong(directive.line, "A safety part stands in no other.")
    inner = blocks(directive.lines, notes, safe=True)
    if not inner:
        notes.wrong(directive.line, "This safety part is empty.")
    return Block("safety", claims, directive.line, inner)


def check_claim(claim: str, line: int, notes: Notes) -> None:
    """Note a claim that the registry does not hold."""
    if claim not in registry().claims:
        notes.wrong(line, f"The registry has no claim “{claim}”.")


def _nothing(directive: Directive, notes: Notes) -> dict[str, Any]:
    if paragraphs(directive.lines):
        notes.wrong(directive.line, f"“{directive.name}” has no body: it closes on the next line.")
    return {}


def _said(directive: Directive, notes: Notes) -> str:
    text = paragraphs(directive.lines)
    if not text:
        notes.wrong(directive.line, f"“{directive.name}” says nothing.")
    return text


def _titled(directive: Directive, notes: Notes) -> dict[str, Any]:
    return {"title": directive.attributes.get("title", ""), "body": _said(directive, notes)}


def _quote(directive: Directive, notes: Notes) -> dict[str, Any]:
    return {"text": _said(directive, notes), "source": directive.attributes.get("source", "")}


def _overlay(directive: Directive, notes: Notes) -> dict[str, Any]:
    key = directive.attributes.get("key", "")
    if key and key not in OVERLAYS:
        notes.wrong(directive.line, f"There is no overlay “{key}”. There are {known(OVERLAYS)}.")
    return {"key": key, "body": _said(directive, notes)}


def _local(directive: Directive, notes: Notes) -> dict[str, Any]:
    _nothing(directive, notes)
    topic = directive.attributes.get("topic", "")
    if topic and topic not in TOPICS:
        notes.wrong(directive.line, f"The local sheet has no line “{topic}”. It has {known(TOPICS)}.")
    return {"topic": topic}


def _image(directive: Directive, notes: Notes) -> dict[str, Any]:
    _nothing(directive, notes)
    given, decorative = directive.attributes, "decorative" in directive.flags
    if "alt" in given and bool(given["alt"]) is decorative:
        notes.wrong(directive.line, 'A picture has alt="what it shows", or it has alt="" and is marked decorative.')
    shown = {name: given.get(name, "") for name in ("src", "alt", "caption")}
    return {**shown, "decorative": decorative}


def _media(directive: Directive, notes: Notes) -> dict[str, Any]:
    given = {name: directive.attributes.get(name, "") for name in ("src", "mb", "captions", "title")}
    if not given["mb"].replace(".", "", 1).isdigit():
        notes.wrong(directive.line, 'mb="…" says how many megabytes it has, such as 2.5.')
    return {**given, "transcript": _said(directive, notes)}


def _download(directive: Directive, notes: Notes) -> dict[str, Any]:
    _nothing(directive, notes)
    return {name: directive.attributes.get(name, "") for name in ("src", "title")}


def _steps(directive: Directive, notes: Notes) -> dict[str, Any]:
    steps = _items(directive, "1. ", notes, least=2, most=12)
    heading = directive.attributes.get("heading", "")
    return {"heading": heading, "steps": [step.text for step in steps], "emergency": "emergency" in directive.flags}


def _flip(directive: Directive, notes: Notes) -> dict[str, Any]:
    cards = [_pair(item, "front", "back", notes) for item in _items(directive, "- ", notes, least=2, most=12)]
    return {"heading": directive.attributes.get("heading", ""), "cards": cards}


def _sort(directive: Directive, notes: Notes) -> dict[str, Any]:
    groups = [group.strip() for group in directive.attributes.get("groups", "").split("|")]
    if not 2 <= len(groups) <= 4 or len(set(groups)) != len(groups):
        notes.wrong(directive.line, 'There are 2 to 4 different groups: groups="Mine | Not mine".')
    cards = [_card(item, groups, notes) for item in _items(directive, "- ", notes, least=2, most=12)]
    return {"heading": directive.attributes.get("heading", ""), "groups": groups, "cards": cards}


def _card(item: Item, groups: list[str], notes: Notes) -> dict[str, str]:
    said, why = item.parted("::")
    text, _arrow, group = said.rpartition(" -> ")
    if group.strip() not in groups or not text:
        notes.wrong(item.line, f"A card reads “what it says -> its group :: why”. Groups: {', '.join(groups)}.")
    return {"text": text.strip(), "group": group.strip(), "why": why}


def _order(directive: Directive, notes: Notes) -> dict[str, Any]:
    found = [item.parted("::") for item in _items(directive, "1. ", notes, least=2, most=8)]
    lines = [{"text": text, "why": why} for text, why in found]
    if len({line["text"] for line in lines}) < len(lines):
        notes.wrong(directive.line, "Two lines are the same, so nobody can put them in order.")
    return {"heading": directive.attributes.get("heading", ""), "items": lines}


def _rewrite(directive: Directive, notes: Notes) -> dict[str, Any]:
    before, listed = split_list(directive.lines, "> ")
    sentence, ways = paragraphs(before).strip(), items(listed, "> ", notes)
    if not sentence or not ways:
        notes.wrong(directive.line, "First the sentence to rewrite, then one good way or more: “> …”.")
    prompt = directive.attributes.get("prompt", "")
    return {"prompt": prompt, "sentence": " ".join(sentence.split()), "ways": [way.text for way in ways]}


def _finish(directive: Directive, notes: Notes) -> dict[str, Any]:
    examples = _items(directive, "> ", notes, least=1, most=12)
    return {"prompt": directive.attributes.get("prompt", ""), "examples": [one.text for one in examples]}


def _say(directive: Directive, notes: Notes) -> dict[str, Any]:
    situation, options = _asked(directive, "reply", notes)
    best = [item for item, _option in options if item.starred]
    if len(best) > 1:
        notes.wrong(best[1].line, "At most one answer is marked as the best.")
    said = [{**option, "best": item.starred} for item, option in options]
    return {"prompt": directive.attributes.get("prompt", ""), "situation": situation, "options": said}


def _check(directive: Directive, notes: Notes) -> dict[str, Any]:
    question, options = _asked(directive, "feedback", notes)
    if sum(item.starred for item, _option in options) != 1:
        notes.wrong(directive.line, "Exactly one answer is right: “- * answer :: what we say to it”.")
    given = {name: directive.attributes.get(name, "") for name in ("objective", "claim")}
    if given["claim"]:
        check_claim(given["claim"], directive.line, notes)
    said = [{**option, "right": item.starred} for item, option in options]
    return {"question": " ".join(question.split()), "options": said, **given}


def _asked(directive: Directive, reply: str, notes: Notes) -> tuple[str, list[tuple[Item, dict[str, str]]]]:
    before, listed = split_list(directive.lines, "- ")
    found = items(listed, "- ", notes)
    if not paragraphs(before):
        notes.wrong(directive.line, f"“{directive.name}” begins with what is asked, then come the answers.")
    if not 2 <= len(found) <= 6:
        notes.wrong(directive.line, f"“{directive.name}” has 2 to 6 answers.")
    return paragraphs(before), [(item, _pair(item, "text", reply, notes)) for item in found]


def _pair(item: Item, first: str, second: str, notes: Notes) -> dict[str, str]:
    before, after = item.parted("::")
    if not before or not after:
        notes.wrong(item.line, f"Here is no {second}: a line reads “{first} :: {second}”.")
    return {first: before, second: after}


def _items(directive: Directive, mark: str, notes: Notes, *, least: int, most: int) -> list[Item]:
    found = items(directive.lines, mark, notes)
    if not least <= len(found) <= most:
        notes.wrong(directive.line, f"“{directive.name}” has {least} to {most} lines that begin with “{mark}”.")
    return found


def _reflection(directive: Directive, notes: Notes) -> dict[str, Any]:
    _nothing(directive, notes)
    return {"prompt": directive.attributes.get("prompt", "")}


def _ground(directive: Directive, notes: Notes) -> dict[str, Any]:
    _nothing(directive, notes)
    kind = directive.attributes.get("kind", "")
    if kind not in GROUND:
        notes.wrong(directive.line, f"“ground” has a kind: {known(GROUND)}.")
    return {"kind": kind}


def _shape(build: Build, needs: str = "", may: str = "", flags: str = "") -> Shape:
    return Shape(build, frozenset(needs.split()), frozenset(may.split()), frozenset(flags.split()))


SHAPES = {
    "callout": _shape(_titled, "title"),
    "story": _shape(_titled, "title"),
    "quote": _shape(_quote, "source"),
    "local": _shape(_local, "topic"),
    "overlay": _shape(_overlay, "key"),
    "steps": _shape(_steps, may="heading", flags="emergency"),
    "image": _shape(_image, "src alt", may="caption", flags="decorative"),
    "video": _shape(_media, "src mb captions title"),
    "audio": _shape(_media, "src mb title", may="captions"),
    "download": _shape(_download, "src title"),
    "flip": _shape(_flip, "heading"),
    "sort": _shape(_sort, "heading groups"),
    "order": _shape(_order, "heading"),
    "rewrite": _shape(_rewrite, "prompt"),
    "finish": _shape(_finish, "prompt"),
    "say": _shape(_say, "prompt"),
    "reflection": _shape(_reflection, "prompt"),
    "ground": _shape(_ground, "kind"),
    "check": _shape(_check, may="objective claim"),
}
