"""One page that is loaded: what it becomes, and how it is put into the tree."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Page

from courses.files.digests import digest
from courses.pages.publishing import NotFinished


def _nothing(page: Any) -> None:
    """Nothing hangs on the page."""


@dataclass(frozen=True)
class Part:
    """A page by what the files call it; `said` is the digest of what they say."""

    id: str
    model: Any
    key: uuid.UUID
    said: str
    fill: Callable[[Any], None]
    record: Callable[[Any], Any]
    after_save: Callable[[Any], None] = _nothing

    def publish(self, page: Any, parent: Page) -> Any:
        """Everything of the files on the page, by the road on which every page is published.

        Raises NotFinished, with what is missing, for what the editor would refuse.
        """
        self.fill(page)
        page.loaded_from = self.said
        try:
            page.save() if page.pk else parent.add_child(instance=page)
        except ValidationError as error:
            raise NotFinished(page, [f"{self.id}: {why}" for why in error.messages]) from error
        self.after_save(page)
        page.loaded_as = mark(self.record(page))
        revision = page.save_revision()
        revision.publish()
        self.model.objects.filter(pk=page.pk).update(loaded_as=f"{page.loaded_as}:{revision.pk}")
        return page


def mark(record: Any) -> str:
    """What a page says, in 40 characters."""
    return digest(record)[:40]


def is_as_loaded(page: Any) -> bool:
    """Whether nobody has saved it since it was loaded, whatever a later version of ours makes of what it says."""
    return str(page.latest_revision_id) == page.loaded_as.partition(":")[2]


def in_order(parent: Page, pages: Sequence[Page]) -> None:
    """These children one after another, as in the files; others come before them where they had to move."""
    wanted = [page.pk for page in pages]
    if [pk for pk in parent.get_children().order_by("path").values_list("pk", flat=True) if pk in wanted] == wanted:
        return
    for pk in wanted:
        Page.objects.get(pk=pk).move(Page.objects.get(pk=parent.pk), pos="last-child")
