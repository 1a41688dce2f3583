"""Blocks as the text of a lesson's file: what `lesson_blocks` reads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from courses.files.course import Block
from courses.files.markdown import one_line, wrapped
from courses.files.plain_text import in_list, in_quotes

Value = Mapping[str, Any]


def written(blocks: Iterable[Block]) -> str:
    """These blocks, with an empty line between them."""
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    if block.kind == "text":
        return str(block.value)
    if block.kind == "safety":
        return _fence("safety", {"claims": " ".join(block.value)}, written(block.inner), colons=4)
    attributes, body = _WRITTEN[block.kind](block.value)
    flags = [flag for flag in ("emergency", "decorative") if block.value.get(flag)]
    return _fence(block.kind, attributes, body, flags)


def _fence(name: str, attributes: Mapping[str, str], body: str, flags: Sequence[str] = (), colons: int = 3) -> str:
    said = [f'{key}="{in_quotes(value)}"' for key, value in attributes.items() if value or key in _EMPTY_TOO]
    opening = f"{':' * colons}{name}"
    if said or flags:
        opening += "{" + " ".join([*said, *flags]) + "}"
    return "\n".join([opening, *([body] if body else []), ":" * colons])


# The reader asks for these, even where they say nothing.
_EMPTY_TOO = {"alt"}


def _list(mark: str, items: Iterable[str]) -> str:
    return "\n".join(wrapped(item, first=mark, rest="  ") for item in items)


def _parts(*parts: str) -> str:
    return " :: ".join(in_list(part) for part in parts if part)


def _only(*names: str) -> Callable[[Value], tuple[Value, str]]:
    """A fence that has nothing in it."""
    return lambda value: ({name: value[name] for name in names}, "")


def _body(body: str, *names: str) -> Callable[[Value], tuple[Value, str]]:
    """A fence around Markdown."""
    return lambda value: ({name: value[name] for name in names}, value[body])


def _steps(value: Value) -> tuple[Value, str]:
    numbered = enumerate(value["steps"], 1)
    lines = [wrapped(in_list(step), first=f"{n}. ", rest=" " * len(f"{n}. ")) for n, step in numbered]
    return {"heading": value["heading"]}, "\n".join(lines)


def _flip(value: Value) -> tuple[Value, str]:
    return {"heading": value["heading"]}, _list("- ", (_parts(one["front"], one["back"]) for one in value["cards"]))


def _sort(value: Value) -> tuple[Value, str]:
    cards = (_parts_of_card(card) for card in value["cards"])
    return {"heading": value["heading"], "groups": " | ".join(value["groups"])}, _list("- ", cards)


def _parts_of_card(card: Value) -> str:
    said = f"{in_list(card['text'])} -> {card['group']}"
    return f"{said} :: {in_list(card['why'])}" if card["why"] else said


def _order(value: Value) -> tuple[Value, str]:
    lines = (_parts(one["text"], one["why"]) for one in value["items"])
    body = "\n".join(wrapped(line, first=f"{n}. ", rest="   ") for n, line in enumerate(lines, 1))
    return {"heading": value["heading"]}, body


def _rewrite(value: Value) -> tuple[Value, str]:
    return {"prompt": value["prompt"]}, f"{one_line(value['sentence'])}\n\n{_list('> ', value['ways'])}"


def _finish(value: Value) -> tuple[Value, str]:
    return {"prompt": value["prompt"]}, _list("> ", value["examples"])


def _say(value: Value) -> tuple[Value, str]:
    options = (("* " if one["best"] else "") + _parts(one["text"], one["reply"]) for one in value["options"])
    return {"prompt": value["prompt"]}, f"{value['situation']}\n\n{_list('- ', options)}"


def _check(value: Value) -> tuple[Value, str]:
    options = (("* " if one["right"] else "") + _parts(one["text"], one["feedback"]) for one in value["options"])
    named = {name: value[name] for name in ("objective", "claim")}
    return named, f"{one_line(value['question'])}\n\n{_list('- ', options)}"


_WRITTEN: dict[str, Callable[[Value], tuple[Value, str]]] = {
    "callout": _body("body", "title"),
    "story": _body("body", "title"),
    "quote": _body("text", "source"),
    "overlay": _body("body", "key"),
    "local": _only("topic"),
    "image": _only("src", "alt", "caption"),
    "video": _body("transcript", "src", "mb", "captions", "title"),
    "audio": _body("transcript", "src", "mb", "captions", "title"),
    "download": _only("src", "title"),
    "steps": _steps,
    "flip": _flip,
    "sort": _sort,
    "order": _order,
    "rewrite": _rewrite,
    "finish": _finish,
    "say": _say,
    "reflection": _only("prompt"),
    "ground": _only("kind"),
    "check": _check,
}
