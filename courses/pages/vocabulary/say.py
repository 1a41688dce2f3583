"""Blocks that say something: text, steps, a callout, a story, a quote."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.pages.vocabulary.samples import Sampled

# The heading of the page is the first level; headings inside its text start one below.
RICH_TEXT = ["bold", "italic", "h2", "h3", "ol", "ul", "link"]
# Inside a block that has a heading of its own.
PLAIN_TEXT = ["bold", "italic", "ol", "ul", "link"]


class TextBlock(Sampled, blocks.RichTextBlock):
    """Paragraphs, lists and headings."""

    class Meta:
        description = _("Paragraphs, lists and headings, with links, words of the glossary and what holds here.")

    def deconstruct(self) -> tuple:
        # No path of ours goes into a migration.
        return ("wagtail.blocks.RichTextBlock", *super().deconstruct()[1:])


class StepsBlock(Sampled, blocks.StructBlock):
    """Things to do in order."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    steps = blocks.ListBlock(blocks.CharBlock(max_length=300, label=_("Step")), min_num=2, label=_("Steps"))
    emergency = blocks.BooleanBlock(
        required=False, label=_("For an emergency"), help_text=_("Shown large, to be read at arm's length.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do, one thing after the other. For an emergency they are shown large.")
        template = "lms_courses/blocks/steps.html"
        group = _("Say")

    def get_prep_value(self, value: Any) -> Any:
        # Left out where it says nothing, so that steps from before it are still what their reviewers signed.
        kept = super().get_prep_value(value)
        return kept if kept["emergency"] else {name: one for name, one in kept.items() if name != "emergency"}


class CalloutBlock(Sampled, blocks.StructBlock):
    """One thing to take away, set apart from the text."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    body = blocks.RichTextBlock(features=PLAIN_TEXT, label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        description = _("One thing to remember, set apart from the text.")
        template = "lms_courses/blocks/callout.html"
        group = _("Say")


class StoryBlock(Sampled, blocks.StructBlock):
    """What happened to somebody. "Steps only" leaves it out."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    body = blocks.RichTextBlock(features=PLAIN_TEXT, label=_("Text"))

    class Meta:
        icon = "openquote"
        label = _("Story")
        description = _("What happened to somebody. Whoever reads “Steps only” is not shown it.")
        template = "lms_courses/blocks/story.html"
        group = _("Say")


class QuoteBlock(Sampled, blocks.StructBlock):
    """Somebody's own words, with where they come from."""

    text = blocks.RichTextBlock(features=["bold", "italic", "link"], label=_("Words"))
    source = blocks.CharBlock(max_length=200, label=_("Who said it, and where"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody’s own words, with who said them and where.")
        template = "lms_courses/blocks/quote.html"
        group = _("Say")
