"""Finding pages by key."""

import uuid
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Left, Length
from django.utils.translation import get_language
from wagtail.models import Page

from courses.pages.activity import Activity
from courses.pages.models import CoursePage


def published(pages: QuerySet, key: uuid.UUID) -> Any | None:
    """The live page with this key in the active language, else in the source language, else None.

    Sets `fallback` on it: whether it is in another language than the one asked for. Its module must be live too.
    """
    parent = Page.objects.filter(path=Left(OuterRef("path"), Length(OuterRef("path")) - 4), live=True)
    found = list(pages.filter(Exists(parent), translation_key=key, live=True).select_related("locale"))
    wanted = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    by_language = {page.locale.language_code.split("-")[0]: page for page in found}
    page = by_language.get(wanted) or by_language.get(settings.LANGUAGE_CODE.split("-")[0]) or next(iter(found), None)
    if page is not None:
        page.fallback = page.locale.language_code.split("-")[0] != wanted
    return page


def find_activity(key: uuid.UUID) -> Any | None:
    """The published activity with this key, of whichever kind."""
    page = published(Page.objects.all(), key)
    if page is None:
        return None
    specific = page.specific
    specific.fallback = page.fallback
    return specific if isinstance(specific, Activity) else None


def in_source_language(pages: QuerySet, key: uuid.UUID) -> Any | None:
    """The page with this key as it was written first, published or not: what it asks for is asked in every language."""
    found = list(pages.filter(translation_key=key).select_related("locale"))
    source = settings.LANGUAGE_CODE.split("-")[0]
    return min(found, key=lambda page: page.locale.language_code.split("-")[0] != source, default=None)


def find_course(key: uuid.UUID) -> CoursePage | None:
    """The published course with this key."""
    return published(CoursePage.objects.all(), key)
