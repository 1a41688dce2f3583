"""Blocks that show something: a picture, a drawing, files, and what holds in this agency."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from courses.pages.drawings import clean_svg
from courses.pages.vocabulary.samples import Sampled
from courses.pages.vocabulary.say import PLAIN_TEXT
from lms.people.local.models import Overlay, Topic


class PictureBlock(Sampled, ImageBlock):
    """A picture with its description; decorative only where the author says so."""

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("A photo or picture with its description. It loads when it comes near.")
        template = "lms_courses/blocks/image.html"
        group = _("Show")

    def get_preview_template(self, *_args: Any) -> str:
        return "lms_courses/block_preview_image.html"


class DrawingBlock(Sampled, blocks.StructBlock):
    """A line drawing in the color of the text, in both themes."""

    svg = blocks.TextBlock(
        rows=6, search_index=False, label=_("SVG"), help_text=_("Lines and shapes alone, at most 20 kB.")
    )
    alt = blocks.CharBlock(required=False, max_length=300, label=_("Description"))
    decorative = blocks.BooleanBlock(required=False, label=_("It only decorates"))
    caption = blocks.CharBlock(required=False, max_length=200, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Line drawing")
        description = _("A line drawing as SVG, in the color of the text, light and dark.")
        template = "lms_courses/blocks/drawing.html"
        group = _("Show")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = {}
        try:
            cleaned["svg"] = clean_svg(cleaned["svg"])
        except ValueError as error:
            errors["svg"] = ValidationError(str(error))
        if not cleaned["alt"] and not cleaned["decorative"]:
            errors["alt"] = ValidationError(_("Say what it shows, for whoever does not see it."))
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        # Cleaned here too: what stands in the database may have come another way than through the editor.
        return {**super().get_context(value, parent_context), "drawing": drawn(value["svg"])}


def drawn(svg: str) -> SafeString:
    """A drawing as HTML; nothing for what is no drawing, such as half of one in a draft."""
    try:
        return mark_safe(clean_svg(svg))  # noqa: S308  written anew by us
    except ValueError:
        return SafeString()


class DownloadBlock(Sampled, blocks.StructBlock):
    """A file to keep."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    document = DocumentChooserBlock(label=_("File"))

    class Meta:
        icon = "download"
        label = _("File to keep")
        description = _("A file for the phone, such as a checklist to print.")
        template = "lms_courses/blocks/download.html"
        group = _("Show")


class AudioBlock(Sampled, blocks.StructBlock):
    """Something to listen to. It starts when somebody wants it to, and can be read instead."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    file = DocumentChooserBlock(label=_("File"))
    megabytes = blocks.DecimalBlock(min_value=0, max_digits=6, decimal_places=1, label=_("Size in MB"))
    captions = DocumentChooserBlock(required=False, label=_("Captions (a .vtt file)"))
    transcript = blocks.RichTextBlock(features=PLAIN_TEXT, label=pgettext_lazy("of a recording", "Transcript"))

    class Meta:
        icon = "media"
        label = _("Audio")
        description = _("Something to hear, which can be read instead. Nothing loads before somebody presses play.")
        template = "lms_courses/blocks/audio.html"
        group = _("Show")


class VideoBlock(AudioBlock):
    """Something to watch, with captions. It starts when somebody wants it to, and can be read instead."""

    captions = DocumentChooserBlock(label=_("Captions (a .vtt file)"))

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("Something to watch, with captions and transcript. Nothing loads before somebody presses play.")
        template = "lms_courses/blocks/video.html"
        group = _("Show")


class LocalBlock(Sampled, blocks.StructBlock):
    """A line of the agency's own sheet, set apart."""

    topic = blocks.ChoiceBlock(choices=Topic.choices, label=_("Line of the sheet"))

    class Meta:
        icon = "site"
        label = _("How it is done here")
        description = _("A line of your agency’s own sheet, always as it stands there today.")
        template = "lms_courses/blocks/local.html"
        group = _("Show")

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        context = super().get_context(value, parent_context)
        line = context.get("example") or token(value)
        return {**context, "label": dict(Topic.choices).get(value["topic"], ""), "line": line}

    def get_preview_context(self, value: Any, parent_context: dict | None = None) -> dict:
        # The agency's own line is shown where the block stands on a page.
        return {**super().get_preview_context(value, parent_context), "example": _("What your sheet says of it.")}

    def get_searchable_content(self, value: Any) -> list[str]:
        return [token(value)]


def token(value: Any) -> str:
    """The text that stands for a line of the sheet until a page is shown."""
    return f"[[local:{value['topic']}]]"


class OverlayBlock(Sampled, blocks.StructBlock):
    """What is said only where the agency's money may not pay for something."""

    key = blocks.ChoiceBlock(choices=Overlay.choices, label=_("Shown where not payable with some of our money"))
    body = blocks.RichTextBlock(features=PLAIN_TEXT, label=_("Text"))

    class Meta:
        icon = "site"
        label = _("Only where money is tied")
        description = _("Shown only in agencies where money from outside may not pay for this.")
        template = "lms_courses/blocks/overlay.html"
        group = _("Show")
