"""Blocks that say something: text, steps, a callout, a story, a quote."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# The heading of the page is the first level; headings inside its text start one below.
RICH_TEXT = ["bold", "italic", "h2", "h3", "ol", "ul", "link"]
# Inside a block that has a heading of its own.
PLAIN_TEXT = ["bold", "italic", "ol", "ul", "link"]


class StepsBlock(blocks.StructBlock):
    """Things to do in order."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    steps = blocks.ListBlock(blocks.CharBlock(max_length=300, label=_("Step")), min_num=2, label=_("Steps"))
    emergency = blocks.BooleanBlock(
        required=False, label=_("For an emergency"), help_text=_("Shown large, to be read at arm's length.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "lms_courses/blocks/steps.html"
        group = _("Say")

    def get_prep_value(self, value: Any) -> Any:
        # Left out where it says nothing, so that steps from before it are still what their reviewers signed.
        kept = super().get_prep_value(value)
        return kept if kept["emergency"] else {name: one for name, one in kept.items() if name != "emergency"}


class CalloutBlock(blocks.StructBlock):
    """One thing to take away, set apart from the text."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    body = blocks.RichTextBlock(features=PLAIN_TEXT, label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "lms_courses/blocks/callout.html"
        group = _("Say")


class StoryBlock(blocks.StructBlock):
    """What happened to somebody. "Steps only" leaves it out."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    body = blocks.RichTextBlock(features=PLAIN_TEXT, label=_("Text"))

    class Meta:
        icon = "openquote"
        label = _("Story")
        template = "lms_courses/blocks/story.html"
        group = _("Say")


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words, with where they come from."""

    text = blocks.RichTextBlock(features=["bold", "italic", "link"], label=_("Words"))
    source = blocks.CharBlock(max_length=200, label=_("Who said it, and where"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "lms_courses/blocks/quote.html"
        group = _("Say")
