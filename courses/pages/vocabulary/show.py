"""Blocks that show something: a picture."""

from django.utils.translation import gettext_lazy as _
from wagtail.images.blocks import ImageBlock


class PictureBlock(ImageBlock):
    """A picture with its description; decorative only where the author says so."""

    class Meta:
        icon = "image"
        label = _("Image")
        template = "lms_courses/blocks/image.html"
        group = _("Show")
