"""What the form would refuse to publish is not published among others or by API either."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError as Refused
from rest_framework.response import Response
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.fields import StreamField
from wagtail.models import Page

from courses.pages.activity import Activity
from courses.pages.forms import CIRCLE
from courses.pages.locks import circle_of_locks
from courses.pages.models import ModulePage


def why_not_yet(pages: Iterable[Page]) -> list[str]:
    """What keeps the latest drafts of these pages from being published together, in sentences."""
    drafts = [page.get_latest_revision_as_object() for page in pages]
    modules = [draft for draft in drafts if isinstance(draft, ModulePage)]
    return [
        _("“%(title)s” is not finished yet: %(why)s") % {"title": draft.title, "why": why}
        for draft in drafts
        for why in _unfinished(draft, modules)
    ]


def _unfinished(draft: Page, modules: list[ModulePage]) -> list[str]:
    if isinstance(draft, ModulePage):
        circle = circle_of_locks(draft, draft.opens_after.all(), modules)
        return [CIRCLE % {"names": ", ".join(circle)}] if circle else []
    return [*_broken_rules(draft), *_broken_blocks(draft)] if isinstance(draft, Activity) else []


def _broken_rules(draft: Page) -> list[str]:
    try:
        draft.full_clean()
    except ValidationError as error:
        return error.messages
    return []


def _broken_blocks(draft: Page) -> list[str]:
    found = []
    for field in draft._meta.get_fields():
        if isinstance(field, StreamField):
            try:
                field.stream_block.clean(getattr(draft, field.name))
            except ValidationError as error:
                found += sentences_of(error)
    return found


def sentences_of(error: ValidationError) -> list[str]:
    """Every sentence in the error of a stream, however deep, each once."""
    deeper = [sentence for one in getattr(error, "block_errors", {}).values() for sentence in sentences_of(one)]
    own = getattr(error, "non_block_errors", None) or ([] if deeper else error.messages)
    return list(dict.fromkeys([*deeper, *(str(sentence) for sentence in own)]))


@hooks.register("before_bulk_action")
def publish_finished(
    request: HttpRequest, action: str, objects: Sequence[Model], view: BulkAction
) -> HttpResponse | None:
    if action != "publish" or view.model is not Page:
        return None
    pages: list[Any] = list(objects)
    if view.cleaned_form.cleaned_data["include_descendants"]:
        pages += [below for page in pages for below in page.get_descendants().not_live()]
    sentences = why_not_yet(pages)
    for sentence in sentences:
        messages.error(request, sentence)
    return redirect(view.next_url) if sentences else None


class FinishedPublish(PublishPageAPIAction):
    """Publishing through Wagtail's admin API, which asks no form."""

    def execute(self, instance: Page, data: dict[str, Any]) -> Response:
        if sentences := why_not_yet([instance]):
            raise Refused({"page": sentences})
        return super().execute(instance, data)
