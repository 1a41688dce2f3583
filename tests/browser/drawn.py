"""Pictures that no camera took."""

import uuid
from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Drawing
from wagtail.images import get_image_model


def picture() -> dict[str, Any]:
    """An image block with a picture of its own."""
    drawn = BytesIO()
    Drawing.linear_gradient("L").resize((1000, 600)).save(drawn, "PNG")
    image = get_image_model().objects.create(title="Dusk", file=ImageFile(drawn, "dusk.png"))
    value = {"image": image.pk, "alt_text": "The sky over the van at dusk", "decorative": False}
    return {"type": "image", "id": str(uuid.uuid4()), "value": value}
