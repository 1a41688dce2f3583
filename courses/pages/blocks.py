"""The vocabulary of a lesson. Each block has an id (Wagtail gives it one) by which answers find it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from courses.review.reader import registry
from courses.review.rules import Passage

# The heading of the page is the first level; headings inside its text start one below.
RICH_TEXT = ["bold", "italic", "h2", "h3", "ol", "ul", "link"]


class StepsBlock(blocks.StructBlock):
    """Things to do in order."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    steps = blocks.ListBlock(blocks.CharBlock(max_length=300, label=_("Step")), min_num=2, label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "lms_courses/blocks/steps.html"
        group = _("Say and show")


class PictureBlock(ImageBlock):
    """A picture with its description; decorative only where the author says so."""

    class Meta:
        icon = "image"
        label = _("Image")
        template = "lms_courses/blocks/image.html"
        group = _("Say and show")


class OptionBlock(blocks.StructBlock):
    """One answer somebody could give, and what we say to it."""

    text = blocks.CharBlock(max_length=200, label=_("Answer"))
    right = blocks.BooleanBlock(required=False, label=_("This is right"))
    feedback = blocks.CharBlock(max_length=400, label=_("What we say to it"))

    class Meta:
        icon = "radio-empty"


class CheckBlock(blocks.StructBlock):
    """One question with one right answer. Every answer gets a reply that teaches; one may try again."""

    question = blocks.CharBlock(max_length=300, label=_("Question"))
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=6, label=_("Answers"))

    class Meta:
        icon = "help"
        label = _("Knowledge check")
        template = "lms_courses/blocks/check.html"
        group = _("Check")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        right = sum(bool(option["right"]) for option in cleaned["options"])
        if right != 1 and not self.is_deferred_validation:
            raise StructBlockValidationError({"options": ValidationError(_("Mark exactly one answer as right."))})
        return cleaned


class VocabularyBlock(blocks.StreamBlock):
    """Everything that a lesson can say, show and ask."""

    text = blocks.RichTextBlock(
        features=RICH_TEXT,
        label=_("Text"),
        icon="pilcrow",
        template="lms_courses/blocks/text.html",
        group=_("Say and show"),
    )
    steps = StepsBlock()
    image = PictureBlock()
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


class SafetyBlock(blocks.StructBlock):
    """Blocks that a life may depend on: a reviewer stands behind them. Learners see the blocks and no box."""

    claims = ClaimsBlock()
    body = VocabularyBlock(label=_("Blocks"), min_num=1)

    class Meta:
        icon = "warning"
        label = _("Safety part")
        group = _("Safety")


class ContentBlock(VocabularyBlock):
    """What can stand on a page of a lesson: the vocabulary, also as a part that somebody must stand behind."""

    safety = SafetyBlock()


def flat(body: Iterable[Any]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every block of a page in order, each with the claims it makes; what stands in a safety part too."""
    for block in body:
        if block.block_type == "safety":
            yield from ((inner, tuple(block.value["claims"])) for inner in block.value["body"])
        else:
            yield block, ()


def passage(block: Any, claimed: tuple[str, ...]) -> Passage:
    """A block as a reviewer reads it."""
    content = [block.block_type, block.block.get_prep_value(block.value)]
    is_check = block.block_type == "check"
    lines = check_lines(block.value) if is_check else block.block.get_searchable_content(block.value)
    return Passage(block.id or "", content, tuple(strip_tags(line) for line in lines if line), claimed, is_check)


def check_lines(value: Any) -> list[str]:
    """A question with its answers, which of them is right, and what we say to each."""
    right, other = gettext("Right: %(text)s (%(reply)s)"), gettext("Not right: %(text)s (%(reply)s)")
    answers = [
        (right if option["right"] else other) % {"text": option["text"], "reply": option["feedback"]}
        for option in value["options"]
    ]
    return [value["question"], *answers]


class LessonPageBlock(blocks.StructBlock):
    """One short page of a lesson: one idea, its blocks."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    body = ContentBlock(label=_("Blocks"))

    class Meta:
        icon = "doc-empty"
        label = _("Page")
