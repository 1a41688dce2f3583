"""What the form would refuse to publish is not published among others or by API either."""

import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError as Refused
from rest_framework.response import Response
from wagtail import hooks
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import auth, messages
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from courses.pages.activity import Activity
from courses.pages.forms import CIRCLE
from courses.pages.locks import circle_of_locks
from courses.pages.models import ModulePage
from lms.people.narrowing import narrow

logger = logging.getLogger(__name__)


class NotFinished(PermissionDenied):
    """What keeps a draft from being published, in sentences. Wagtail's admin shows a PermissionDenied to the person."""

    def __init__(self, page: Page, sentences: list[str]) -> None:
        super().__init__(*sentences)
        self.page, self.sentences = page, sentences


def why_not_yet(pages: Iterable[Page]) -> list[str]:
    """What keeps the latest drafts of these pages from being published together, in sentences."""
    return _why_not_yet([page.get_latest_revision_as_object() for page in pages])


def _why_not_yet(drafts: list[Page]) -> list[str]:
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


@narrow(PublishPageRevisionAction)
def check(wagtails: Callable, self: PublishPageRevisionAction, skip_permission_checks: bool = False) -> None:
    """Every way to publish ends here: the editor, several at once, a moderator's yes, a time that has come."""
    wagtails(self, skip_permission_checks=skip_permission_checks)
    draft = self.object
    if isinstance(draft, Activity | ModulePage) and (sentences := _why_not_yet([draft])):
        raise NotFinished(draft, sentences)


@narrow(auth)
def permission_denied(wagtails: Callable, request: HttpRequest) -> HttpResponse:
    """Wagtail says that one may not; where a draft is the reason, we say what is missing in it."""
    trouble = sys.exc_info()[1]
    return say_what_is_missing(request, trouble) if isinstance(trouble, NotFinished) else wagtails(request)


def say_what_is_missing(request: HttpRequest, trouble: NotFinished) -> HttpResponse:
    for sentence in trouble.sentences:
        messages.error(request, sentence)
    return redirect("wagtailadmin_pages:edit", trouble.page.pk)


@narrow(WorkflowActionView)
def post(wagtails: Callable, self: WorkflowActionView, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """A moderator's yes from a dialog, which shows no error: the page behind it says what is missing."""
    try:
        return wagtails(self, request, *args, **kwargs)
    except NotFinished as trouble:
        answer = say_what_is_missing(request, trouble)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": answer["Location"]})
        return answer


def publish_scheduled() -> None:
    """Publish what its author set a time for, and take down what has expired.

    A draft that may not be published any more stays a draft without a time, and holds up nobody.
    """
    for revision in Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now()):
        if why := _why_not_yet([revision.as_object()]):
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            logger.warning("Page %s was not published at its time: %s reasons", revision.object_id, len(why))
    call_command("publish_scheduled")
