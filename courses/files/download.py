"""A course as files, for whoever writes it: one zip, from the menu of its page in the editor."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from courses.files.writer import files_of
from courses.pages.models import CoursePage

NAME = "lms_courses_files"


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [path("courses/<int:pk>/files/", download, name=NAME)]


@hooks.register("register_page_header_buttons")
def buttons(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """One more line in the menu of a published course."""
    if page.specific_class is CoursePage and page.live and page.permissions_for_user(user).can_edit():
        url = reverse(NAME, args=[page.pk])
        yield Button(_("Download as files"), url, icon_name="download", priority=45)


@require_GET
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The published course as `load_course` reads it."""
    course = get_object_or_404(CoursePage.objects.live(), pk=pk)
    if not course.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files_of(course).files.items()):
            archive.writestr(f"{slugify(course.slug)}/{name}", content)
    said = {"Content-Disposition": f'attachment; filename="{slugify(course.slug)}.zip"'}
    return HttpResponse(written.getvalue(), content_type="application/zip", headers=said)
