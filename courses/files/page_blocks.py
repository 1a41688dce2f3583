"""Blocks of the files as the editor keeps them, and back.

Every block and every item has an id that comes from what it is and the how-manieth of its kind in the lesson: the same
in every language, and the same when the files are loaded again. Answers are found by it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from courses.files import plain_text
from courses.files.course import Block
from courses.files.kinds import Setting
from courses.files.markdown import to_html, to_markdown
from courses.files.shelf import document, drawing, keep_document, keep_drawing, keep_image, picture
from courses.pages.vocabulary.say import PLAIN_TEXT, RICH_TEXT

Raw = dict[str, Any]
QUOTE_TEXT = ["bold", "italic", "link"]
# Rich text by kind and field; everything else is plain words.
_RICH: dict[str, tuple[str, Sequence[str]]] = {
    "callout": ("body", PLAIN_TEXT),
    "story": ("body", PLAIN_TEXT),
    "overlay": ("body", PLAIN_TEXT),
    "quote": ("text", QUOTE_TEXT),
    "say": ("situation", PLAIN_TEXT),
    "video": ("transcript", PLAIN_TEXT),
    "audio": ("transcript", PLAIN_TEXT),
}
_MEDIA = {"video", "audio"}


class ToPage:
    """Makes the blocks of one activity; it counts them on the way."""

    def __init__(self, setting: Setting) -> None:
        self.setting, self.seen = setting, Counter[str]()

    def id(self, kind: str) -> str:
        self.seen[kind] += 1
        return self.setting.id_of(kind, self.seen[kind])

    def blocks(self, blocks: Iterable[Block], *, in_safety: bool = False) -> list[Raw]:
        return [self.block(block, in_safety) for block in blocks]

    def block(self, block: Block, in_safety: bool) -> Raw:
        kind = "drawing" if _is_drawing(block) else block.kind
        made = {"type": kind, "id": self.id(kind)}
        if kind == "safety":
            return {**made, "value": {"claims": list(block.value), "body": self.blocks(block.inner, in_safety=True)}}
        made["value"] = self._value(kind, block.value, made["id"])
        claim = block.value.get("claim") if kind == "check" else ""
        if claim and not in_safety:
            return {"type": "safety", "id": self.id("safety"), "value": {"claims": [claim], "body": [made]}}
        return made

    def _value(self, kind: str, value: Any, block_id: str) -> Any:
        if kind == "text":
            return to_html(value, RICH_TEXT)
        if kind in _FILES:
            return _FILES[kind](value, self.setting)
        said = {name: self._said(one, f"{block_id}/{name}") for name, one in value.items() if name != "claim"}
        if kind in _RICH:
            name, features = _RICH[kind]
            said[name] = to_html(value[name], features)
        return said

    def _said(self, value: Any, where: str) -> Any:
        """Plain words read, lists as the editor has them: each item with an id."""
        if isinstance(value, str):
            return plain_text.read(value)
        if isinstance(value, Mapping):
            return {name: self._said(one, where) for name, one in value.items()}
        if isinstance(value, list | tuple):
            numbered = enumerate(value, 1)
            return [
                {"type": "item", "id": self.setting.id_of(where, n), "value": self._said(one, where)}
                for n, one in numbered
            ]
        return value


def _is_drawing(block: Block) -> bool:
    return block.kind == "image" and block.value["src"].casefold().endswith(".svg")


def _drawing(value: Mapping[str, Any], setting: Setting) -> Raw:
    words = {name: plain_text.read(value[name]) for name in ("alt", "caption")}
    return {"svg": drawing(setting, value["src"]), "decorative": value["decorative"], **words}


def _image(value: Mapping[str, Any], setting: Setting) -> Raw:
    alt = plain_text.read(value["alt"])
    if value["caption"]:
        says = _("the picture %(src)s has no place for its caption, which is left out. Write it in the text below.")
        setting.unread.append(says % {"src": value["src"]})
    return {"image": picture(setting, value["src"], alt), "decorative": value["decorative"], "alt_text": alt}


def _download(value: Mapping[str, Any], setting: Setting) -> Raw:
    title = plain_text.read(value["title"])
    return {"title": title, "document": document(setting, value["src"], title)}


def _media(value: Mapping[str, Any], setting: Setting) -> Raw:
    title = plain_text.read(value["title"])
    captions = document(setting, value["captions"], title) if value["captions"] else None
    said = {"title": title, "megabytes": value["mb"], "transcript": to_html(value["transcript"], PLAIN_TEXT)}
    return {**said, "file": document(setting, value["src"], title), "captions": captions}


_FILES: dict[str, Callable[[Mapping[str, Any], Setting], Raw]] = {
    "drawing": _drawing,
    "image": _image,
    "download": _download,
    "video": _media,
    "audio": _media,
}


def to_blocks(stream: Iterable[Raw], setting: Setting) -> tuple[Block, ...]:
    """The editor's blocks as the files have them."""
    return tuple(_to_block(raw, setting) for raw in stream)


def _to_block(raw: Raw, setting: Setting) -> Block:
    kind, value = raw["type"], raw["value"]
    if kind == "safety":
        return Block(kind, list(value["claims"]), 0, to_blocks(value["body"], setting))
    if kind == "text":
        return Block(kind, to_markdown(value, RICH_TEXT), 0)
    if kind in _BACK:
        return _BACK[kind](value, setting)
    said = _back(value)
    if kind in _RICH:
        name, features = _RICH[kind]
        # A list of answers follows a situation, so a list in it has another mark.
        said[name] = to_markdown(value[name], features, bullet="*" if kind == "say" else "-")
    if kind == "check":
        said = {"objective": "", "claim": "", **said}
    if kind == "steps":
        said = {"emergency": False, **said}
    return Block(kind, said, 0)


def _back(value: Any) -> Any:
    if isinstance(value, str):
        return plain_text.spelled(value)
    if isinstance(value, Mapping):
        return {name: _back(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_back(item["value"]) for item in value]
    return value


def _drawing_back(value: Raw, setting: Setting) -> Block:
    words = {name: plain_text.spelled(value[name]) for name in ("alt", "caption")}
    src = keep_drawing(setting, value["svg"], value["alt"])
    return Block("image", {"src": src, **words, "decorative": bool(value["decorative"])}, 0)


def _image_back(value: Raw, setting: Setting) -> Block:
    said = {"alt": plain_text.spelled(value["alt_text"] or ""), "caption": "", "decorative": bool(value["decorative"])}
    return Block("image", {"src": keep_image(setting, value["image"], value["alt_text"] or ""), **said}, 0)


def _download_back(value: Raw, setting: Setting) -> Block:
    src = keep_document(setting, value["document"], value["title"])
    return Block("download", {"src": src, "title": plain_text.spelled(value["title"])}, 0)


def _media_back(kind: str) -> Callable[[Raw, Setting], Block]:
    def back(value: Raw, setting: Setting) -> Block:
        title = value["title"]
        captions = keep_document(setting, value["captions"], title) if value["captions"] else ""
        said = {
            "src": keep_document(setting, value["file"], title),
            "mb": str(value["megabytes"]),
            "captions": captions,
            "title": plain_text.spelled(title),
            "transcript": to_markdown(value["transcript"], PLAIN_TEXT),
        }
        return Block(kind, said, 0)

    return back


_BACK: dict[str, Callable[[Raw, Setting], Block]] = {
    "drawing": _drawing_back,
    "image": _image_back,
    "download": _download_back,
    **{kind: _media_back(kind) for kind in sorted(_MEDIA)},
}
