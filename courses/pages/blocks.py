"""The vocabulary of a lesson. Each block has an id (Wagtail gives it one) by which answers find it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

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


class ContentBlock(blocks.StreamBlock):
    """What can stand on a page of a lesson."""

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


class LessonPageBlock(blocks.StructBlock):
    """One short page of a lesson: one idea, its blocks."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    body = ContentBlock(label=_("Blocks"))

    class Meta:
        icon = "doc-empty"
        label = _("Page")
