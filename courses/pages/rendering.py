"""A lesson page as HTML: rendered once per revision and language (see `reading`), never per person (speed.md).

What belongs to one person (the CSRF token, "saved", the state of a check) is spliced in at marked places.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from courses.pages.blocks import flat
from courses.pages.glossary import Glossary
from courses.pages.models import LessonPage, organization_of
from courses.pages.spot import Spot
from courses.review.queries import Reviews, reviews_of
from courses.review.reader import registry
from courses.review.rules import is_delivered, parameters_in
from courses.review.words import Words
from lms import __version__


@lru_cache
def _secret() -> str:
    # Nobody who writes a lesson can guess the marks, so nobody can write one into it.
    return salted_hmac("courses.pages.rendering", "mark").hexdigest()[:16]


def mark(name: str) -> SafeString:
    """Where something personal goes."""
    return mark_safe(f"[{_secret()}:{name}]")  # noqa: S308  our own constant


@dataclass(frozen=True)
class Document:
    """One page of a lesson, ready to splice. `checks` is `{block id: {option id or "": html}}`, `reflections` the
    questions to oneself, `{block id: {"prompt", "url"}}`."""

    html: str
    checks: dict[str, dict[str, str]] = field(default_factory=dict)
    reflections: dict[str, dict[str, str]] = field(default_factory=dict)

    def whole(self) -> str:
        """All that it can ever say, to anybody."""
        return self.html + "".join(html for states in self.checks.values() for html in states.values())

    def splice(
        self,
        *,
        answers: dict[str, Any],
        csrf: str,
        saved: str,
        contact: str,
        messages: str,
        looks: str = "",
        every_reply: bool = False,
        kept: Mapping[str, str] | None = None,
    ) -> str:
        """The page as one person sees it; with `every_reply` it also holds, unseen, what we say to each answer.
        `kept` are the reflections in their account, None where there is none to save to."""
        html = self.html
        for block_id, asked in self.reflections.items():
            html = html.replace(mark(f"reflection-{block_id}"), _reflection(block_id, asked, kept))
        for block_id, states in self.checks.items():
            chosen = answers.get(block_id, {}).get("chosen", "")
            shown = (states.get(chosen) or states[""]) + (_replies(block_id, states) if every_reply else "")
            html = html.replace(mark(f"check-{block_id}"), shown)
        html = html.replace(mark("saved"), saved).replace(mark("contact"), contact).replace(mark("messages"), messages)
        return html.replace(mark("csrf"), csrf).replace(mark("looks"), looks)


def _replies(block_id: str, states: dict[str, str]) -> str:
    return "".join(
        f'<template data-reply-to="check-{escape(block_id)} {escape(option)}">{html}</template>'
        for option, html in states.items()
        if option
    )


def edition() -> str:
    """What a kept document depends on besides its lesson: this version of ours, and the marks."""
    return f"{__version__}:{_secret()}"


def withheld(lesson: LessonPage, reviews: Reviews) -> set[str]:
    """Ids of the questions that are not asked yet: they depend on a value that nobody has reviewed here."""
    checks = [passage for passage in lesson.passages() if passage.is_check and parameters_in([passage], registry())]
    reviewed = reviews.reviewed(lesson.language) if checks else {}
    return {check.id for check in checks if not is_delivered(check, reviewed, registry())}


def preview(lesson: LessonPage, *, number: int) -> str:
    """Page `number` of a draft, as a learner would see it for the first time. Nothing is saved or cached."""
    lesson.pages.get_prep_value()  # a block that was never saved is given the id by which answers will find it
    note = render_to_string("lms_courses/preview_note.html")
    draft = document(lesson, number=number, fallback=False, reviews=reviews_of(organization_of(lesson)))
    return draft.splice(answers={}, csrf="", saved=saved_line(saved=False), contact="", messages=note)


def document(
    lesson: LessonPage, *, number: int, fallback: bool, reviews: Reviews, steps_only: bool = False
) -> Document:
    """Page `number` (from 1) of the lesson; `fallback` says that it is in another language than the one asked for."""
    page, spot = lesson.pages[number - 1].value, Spot(lesson.key, number, steps_only)
    words, glossary = reviews.words(lesson.language), Glossary(lesson)
    hidden = withheld(lesson, reviews)
    asked = [block for block, _claims in flat(page["body"]) if block.id not in hidden and _is_for(words, block)]
    checks = {block.id: _check_states(block, spot, words) for block in asked if block.block_type == "check"}
    reflections = {
        block.id: {"prompt": words.resolve(block.value["prompt"]), "url": spot.url("reflect", block=block.id)}
        for block in asked
        if block.block_type == "reflection"
    }
    context = {
        "lesson": lesson,
        "page": {"number": number, "count": lesson.page_count, "heading": page["heading"]},
        "body": mark_safe("\n".join(glossary.explain(_rendered(block, spot), block) for block in asked)),  # noqa: S308  by the blocks' templates
        "url_turn": spot.url("turn"),
        "url_here": spot.url(),
        "url_beat": reverse("lms_courses:beat", kwargs={"key": lesson.key}),
        "url_back": Spot(lesson.key, number - 1, steps_only).url() if number > 1 else "",
        "url_next": Spot(lesson.key, number + 1, steps_only).url() if number < lesson.page_count else "",
        "url_keep": reverse("lms_courses:keep", kwargs={"key": lesson.key}),
        "url_road": reverse("lms_courses:activity", kwargs={"key": lesson.key}),
        "choices": _choices(spot) if number == 1 and lesson.has_stories else [],
        "is_last": number == lesson.page_count,
        "fallback_notice": fallback,
        "lang": lesson.locale.language_code if fallback else "",
        "csrf_field": mark("csrf"),
        "saved_line": mark("saved"),
        "contact_html": mark("contact"),
        "messages_html": mark("messages"),
        "looks": mark("looks"),
        "here": "learning",
        "review": reviews.of(lesson) if lesson.safety_critical else None,
    }
    html = words.resolve_html(render_to_string("lms_courses/lesson.html", context))
    return Document(html=html, checks=checks, reflections=reflections)


def _is_for(words: Words, block: Any) -> bool:
    """Whether learners of this agency see the block: an overlay shows only where it is switched on."""
    return block.block_type != "overlay" or words.is_on(block.value["key"])


def _choices(spot: Spot) -> list[dict[str, Any]]:
    """The two ways to read a lesson with a content note."""
    ways = [(_("Steps only"), True), (_("Read it all"), False)]
    return [
        {"label": label, "url": spot.read(steps_only=way).url(), "is_now": spot.steps_only == way}
        for label, way in ways
    ]


def _rendered(block: Any, spot: Spot) -> str:
    """A block for everybody; a check or a reflection is only a mark, because each person has something of their own
    in it."""
    if block.block_type in {"check", "reflection"}:
        return mark(f"{block.block_type}-{block.id}")
    if block.block_type == "story" and spot.steps_only:
        left_out = {"block": {"id": block.id}, "url_all": f"{spot.read(steps_only=False).url()}#story-{block.id}"}
        return render_to_string("lms_courses/blocks/story_skipped.html", left_out)
    return block.render({"id": block.id})


def _reflection(block_id: str, asked: dict[str, str], kept: Mapping[str, str] | None) -> str:
    account = {"url": asked["url"], "csrf_field": mark("csrf"), "who": f"reflection-{block_id}-account"}
    own = {"text": kept.get(block_id, ""), "is_kept": block_id in kept, **account} if kept is not None else {}
    context = {"id": block_id, "value": {"prompt": asked["prompt"]}, **own}
    return render_to_string("lms_courses/blocks/reflection.html", context)


def _check_states(block: Any, spot: Spot, words: Words) -> dict[str, str]:
    options = block.value["options"].bound_blocks
    shared = {
        "block": {
            "id": block.id,
            "question": block.value["question"],
            "options": [{"id": option.id, "text": option.value["text"]} for option in options],
        },
        "url_answer": spot.url("answer", block=block.id),
        "csrf_field": mark("csrf"),
    }
    states: dict[str, str] = {"": render_to_string("lms_courses/blocks/check.html", {**shared, "state": None})}
    for option in options:
        state = {"chosen": option.id, "right": option.value["right"], "feedback": option.value["feedback"]}
        states[option.id] = render_to_string("lms_courses/blocks/check.html", {**shared, "state": state})
    return {state: words.resolve_html(html) for state, html in states.items()}


@lru_cache(maxsize=256)
def contact(name: str, phone: str, language: str) -> str:
    """Whom to ask, as it stands beside a lesson: the same for everybody in an organization."""
    return render_to_string("lms_courses/contact.html", {"contact": {"name": name, "phone": phone}})


def messages_of(request: HttpRequest) -> str:
    """What just happened, said once; empty where nothing did."""
    said = messages.get_messages(request)
    return render_to_string("lms/parts/messages.html", {"messages": said}) if said else ""


def csrf_input(token: str) -> str:
    """The hidden field that every form of ours carries."""
    return f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'


def saved_line(*, saved: bool) -> str:
    """What the learner reads about their work: it is kept, or nothing has been done yet."""
    return _("saved") if saved else _("not started yet")
