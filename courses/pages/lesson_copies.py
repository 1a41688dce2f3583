"""A lesson as it is kept on a phone."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest

from courses.pages.blocks import flat
from courses.pages.copies import Copy
from courses.pages.reading import Lesson
from courses.pages.spot import Spot
from courses.pages.standing import Standing
from courses.pages.views import lesson_html
from lms.people.requests import SignedInRequest


class LessonCopy(Copy):
    """Every page of a lesson, also those that somebody has not come to yet: nobody is done with one before it is
    turned."""

    def __init__(self, lesson: Lesson, here: Standing) -> None:
        self.lesson, self.here = lesson, here
        self.title = lesson.shape.title

    def start(self, request: HttpRequest) -> str:
        """The page where they are."""
        return Spot.of(request, self.lesson.key, min(self.here.page or 1, self.lesson.page_count)).url()

    def pages(self) -> list[dict[str, str]]:
        """Read in full and, where there are stories, without them: who left them out is not shown one on the way."""
        return [{"url": spot.url(), "copy": spot.url("copy")} for spot in self._spots()]

    def words(self) -> list[str]:
        """Each page with all its replies."""
        return [self.lesson.document(spot.page, steps_only=spot.steps_only).whole() for spot in self._spots()]

    def html(self, request: SignedInRequest, page: int) -> str | None:
        """A page with what we say to every answer, because nobody is there to ask."""
        if not 1 <= page <= self.lesson.page_count:
            return None
        return lesson_html(request, self.lesson, self.here, page, every_reply=True)

    def pictures(self, width: int) -> int:
        """Bytes of the pictures that are kept. Asked of the storage once a day, because it may be far away."""
        here = self.here
        name = f"offline-pictures:{here.activity_id}:{here.revision}:{here.agency}:{width}"
        size = cache.get(name)
        if size is None:
            pictures = [block.value for block in self._blocks() if block.block_type == "image" and block.value]
            spec = f"format-webp|width-{width}|preserve-svg"  # one of those that the block's template asks for
            size = sum(picture.get_rendition(spec).file.size for picture in pictures)
            cache.set(name, size, 24 * 60 * 60)
        return int(size)

    def media(self) -> list[Any]:
        """Files to watch and to listen to, each with its captions."""
        values = [block.value for block in self._blocks() if block.block_type in {"audio", "video"}]
        files = [value[name] for value in values for name in ("file", "captions")]
        return [file for file in files if file]

    def _spots(self) -> list[Spot]:
        ways = [False, True] if self.lesson.page.has_stories else [False]
        return [Spot(self.lesson.key, number, way) for number in range(1, self.lesson.page_count + 1) for way in ways]

    def _blocks(self) -> list[Any]:
        return [block for page in self.lesson.page.pages for block, _claims in flat(page.value["body"])]
