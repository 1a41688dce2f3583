"""Words that a course explains where they stand: [[term:naloxone]] in running text opens what it means.

Elsewhere, in a heading or on a card, the token is its word and nothing more (see `courses.review.words`).
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from html import unescape
from itertools import count
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from wagtail.models import Page

from courses.pages.models import CoursePage
from courses.review.rules import Passage

TERM = re.compile(r"\[\[term:([^\[\]]*)\]\]")
RUNNING_TEXT = frozenset({"text", "callout", "story", "quote"})


class Glossary:
    """The words that the published course of this page explains. Asks the database only where a text names one."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        """What each word means, by the word in small letters."""
        course = CoursePage.objects.ancestor_of(self._page).first()
        words = course.glossary if course else ()
        return {word.value["term"].casefold(): word.value["meaning"] for word in words}

    def told_with(self, passages: list[Passage]) -> list[Passage]:
        """The same passages; those that somebody must stand behind with what their words open to, which learners read
        there too. Where nothing is tagged, that is all of them."""
        tagged = any(one.claims for one in passages)
        return [self._with_meanings(one) if one.claims or not tagged else one for one in passages]

    def _with_meanings(self, passage: Passage) -> Passage:
        named = TERM.findall(" ".join(passage.lines)) if passage.content[0] in RUNNING_TEXT else []
        meanings = {word: self.meanings.get(word.casefold()) for word in dict.fromkeys(named)}
        opened = {word: meaning for word, meaning in meanings.items() if meaning}
        if not opened:
            return passage
        lines = (f"{word}: {meaning}" for word, meaning in opened.items())
        return replace(passage, content=[*passage.content, {"opens": opened}], lines=(*passage.lines, *lines))

    def explain(self, html: str, block: Any) -> str:
        """The HTML of this block, in which every word that the course explains opens to its meaning."""
        if block.block_type not in RUNNING_TEXT or "[[term:" not in html:
            return html
        numbers = count(1)
        return TERM.sub(lambda found: self._opened(found, f"term-{block.id}-{next(numbers)}"), html)

    def _opened(self, found: re.Match[str], place: str) -> str:
        meaning = self.meanings.get(unescape(found[1]).casefold())
        if not meaning:
            return found[1]
        # The word is HTML already, as it stands in the lesson.
        said = {"id": place, "word": mark_safe(found[1]), "meaning": meaning}  # noqa: S308
        return render_to_string("lms_courses/term.html", said).strip()
