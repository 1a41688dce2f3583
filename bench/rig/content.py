"""What is said and shown in the lessons that are measured: the same on every site."""

import io
import uuid

from django.core.files.images import ImageFile
from PIL import Image as Picture
from PIL import ImageFilter
from wagtail.images import get_image_model

WORDS = (
    "You meet somebody where they are. You bring supplies, you listen, and you walk along to the next door when "
    "they ask for that. You do not promise what another agency decides, and you do not carry it all alone. "
)
STEPS = ["Say your first name.", "Ask whether it is all right.", "Leave when it is time."]


def picture() -> int:
    """Adds a picture of a van to the site's images, about as heavy as one may be (60 kB). Gives its number."""
    data = io.BytesIO()
    drawn = Picture.effect_noise((1200, 800), 40).convert("RGB").filter(ImageFilter.GaussianBlur(1))
    drawn.save(data, "JPEG", quality=60)
    image = get_image_model().objects.create(title="A van", file=ImageFile(data, name=f"{uuid.uuid4()}.jpg"))
    number: int = image.pk
    return number
