"""A lesson's vocabulary as a whole. Each block has an id (Wagtail gives it one) by which answers find it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.pages.vocabulary.check import CheckBlock
from courses.pages.vocabulary.practice import (
    FinishBlock,
    FlipBlock,
    GroundBlock,
    OrderBlock,
    ReflectionBlock,
    RewriteBlock,
    SayBlock,
    SortBlock,
)
from courses.pages.vocabulary.samples import Sampled
from courses.pages.vocabulary.say import RICH_TEXT, CalloutBlock, QuoteBlock, StepsBlock, StoryBlock, TextBlock
from courses.pages.vocabulary.show import (
    AudioBlock,
    DownloadBlock,
    DrawingBlock,
    LocalBlock,
    OverlayBlock,
    PictureBlock,
    VideoBlock,
)
from courses.review.reader import registry
from courses.review.rules import Passage

TITLE = "title"


class VocabularyBlock(blocks.StreamBlock):
    """Everything that a lesson can say, show and ask."""

    text = TextBlock(
        features=RICH_TEXT,
        label=_("Text"),
        icon="pilcrow",
        template="lms_courses/blocks/text.html",
        group=_("Say"),
    )
    steps = StepsBlock()
    callout = CalloutBlock()
    story = StoryBlock()
    quote = QuoteBlock()
    image = PictureBlock()
    drawing = DrawingBlock()
    video = VideoBlock()
    audio = AudioBlock()
    download = DownloadBlock()
    local = LocalBlock()
    overlay = OverlayBlock()
    flip = FlipBlock()
    sort = SortBlock()
    order = OrderBlock()
    rewrite = RewriteBlock()
    finish = FinishBlock()
    say = SayBlock()
    reflection = ReflectionBlock()
    ground = GroundBlock()
    check = CheckBlock()


class ClaimsBlock(blocks.MultipleChoiceBlock):
    """Safety claims of the registry, by id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=claims, widget=forms.CheckboxSelectMultiple, label=_("What it claims"))

    def deconstruct(self) -> tuple:
        # What the registry says today does not belong into a migration.
        return ("wagtail.blocks.MultipleChoiceBlock", [], {"choices": []})


def claims() -> list[tuple[str, str]]:
    """The registry's claims as choices."""
    return [(claim.id, f"{claim.id} {claim.text}") for claim in registry().claims.values()]


class SafetyBlock(Sampled, blocks.StructBlock):
    """Blocks that a life may depend on: a reviewer stands behind them. Learners see the blocks and no box."""

    claims = ClaimsBlock()
    body = VocabularyBlock(label=_("Blocks"), min_num=1)

    class Meta:
        icon = "warning"
        label = _("Safety part")
        description = _("Blocks that a life may depend on. Each names what it claims, and somebody reviews them.")
        template = "lms_courses/blocks/safety.html"
        group = _("Safety")


class ContentBlock(VocabularyBlock):
    """What can stand on a page of a lesson: the vocabulary, also as a part that somebody must stand behind."""

    safety = SafetyBlock()


class SessionVocabularyBlock(blocks.StreamBlock):
    """What is talked through and not tapped."""

    text = VocabularyBlock.base_blocks["text"]
    steps = StepsBlock()
    callout = CalloutBlock()
    image = PictureBlock()
    drawing = DrawingBlock()
    local = LocalBlock()
    ground = GroundBlock()


class SessionSafetyBlock(SafetyBlock):
    """The same for a session."""

    body = SessionVocabularyBlock(label=_("Blocks"), min_num=1)

    class Meta:
        icon = "warning"
        label = _("Safety part")
        group = _("Safety")


class SessionBlock(SessionVocabularyBlock):
    """What can stand in a session: for the learner, in the guide, on the list."""

    safety = SessionSafetyBlock()


def flat(body: Iterable[Any]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every block of a page in order, each with the claims it makes; what stands in a safety part too."""
    for block in body:
        if block.block_type == "safety":
            yield from ((inner, tuple(block.value["claims"])) for inner in block.value["body"])
        else:
            yield block, ()


def passage(block: Any, claimed: tuple[str, ...]) -> Passage:
    """A block as a reviewer reads it."""
    kept = json.dumps(block.block.get_prep_value(block.value), cls=DjangoJSONEncoder)
    content = [block.block_type, json.loads(kept), *_files(block.value)]
    lines = block.block.get_searchable_content(block.value)
    is_check = block.block_type == "check"
    return Passage(block.id or "", content, tuple(strip_tags(line) for line in lines if line), claimed, is_check)


def said(page: Any) -> list[Passage]:
    """What a page says: its heading, for which whoever stands behind its claims stands too, then its blocks."""
    blocks, heading = list(flat(page.value["body"])), page.value["heading"]
    claims = tuple(dict.fromkeys(claim for _block, claimed in blocks for claim in claimed))
    return [Passage(page.id or "", ["heading", heading], (heading,), claims), *(passage(*block) for block in blocks)]


def titled(title: str, passages: list[Passage]) -> list[Passage]:
    """A lesson's passages under its title, for which whoever stands behind any of its claims stands too."""
    claims = tuple(dict.fromkeys(claim for one in passages for claim in one.claims))
    return [Passage(TITLE, [TITLE, title], (title,), claims), *passages]


def _files(value: Any) -> list[str]:
    """Digests of the picture or the files in a block: another file in the place of one is another content."""
    found = value.values() if isinstance(value, dict) else [value]
    return [one.file_hash for one in found if getattr(one, "file_hash", "")]


class LessonPageBlock(blocks.StructBlock):
    """One short page of a lesson: one idea, its blocks."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    body = ContentBlock(label=_("Blocks"))

    class Meta:
        icon = "doc-empty"
        label = _("Page")
