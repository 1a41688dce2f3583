"""What Wagtail's editor needs from us: scripts beside its own, and leave to show a block in a frame."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.views.generic.preview import StreamFieldBlockPreview

from lms.people.narrowing import narrow


@hooks.register("insert_editor_js")
def wait_for_saving() -> SafeString:
    """The editor saves by itself; what somebody presses meanwhile waits for it."""
    return format_html('<script src="{}" defer></script>', static("lms/saving.js"))


@narrow(StreamFieldBlockPreview)
def dispatch(
    wagtails: Callable, self: StreamFieldBlockPreview, request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    """The example of a block in the chooser, framed there and nowhere else."""
    request.is_preview = True  # type: ignore[attr-defined]  # as Wagtail marks the preview of a page
    return wagtails(self, request, *args, **kwargs)
