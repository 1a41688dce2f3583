"""A lesson page as HTML: rendered once per revision and language (see `reading`), never per person (speed.md).

What belongs to one person (the CSRF token, "saved", the state of a check) is spliced in at marked places.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from courses.pages.blocks import flat
from courses.pages.models import LessonPage, organization_of
from courses.review.queries import Reviews, reviews_of
from courses.review.reader import registry
from courses.review.rules import is_delivered, parameters_in
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
    """One page of a lesson, ready to splice. `checks` is `{block id: {option id or "": html}}`."""

    html: str
    checks: dict[str, dict[str, str]] = field(default_factory=dict)

    def splice(
        self, *, answers: dict[str, Any], csrf: str, saved: str, contact: str, messages: str, looks: str = ""
    ) -> str:
        """The page as one person sees it."""
        html = self.html
        for block_id, states in self.checks.items():
            chosen = answers.get(block_id, {}).get("chosen", "")
            html = html.replace(mark(f"check-{block_id}"), states.get(chosen) or states[""])
        html = html.replace(mark("saved"), saved).replace(mark("contact"), contact).replace(mark("messages"), messages)
        return html.replace(mark("csrf"), csrf).replace(mark("looks"), looks)


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


def document(lesson: LessonPage, *, number: int, fallback: bool, reviews: Reviews) -> Document:
    """Page `number` (from 1) of the lesson; `fallback` says that it is in another language than the one asked for."""
    page = lesson.pages[number - 1].value
    where = {"key": lesson.key, "page": number}
    checks: dict[str, dict[str, str]] = {}
    body, hidden, words = [], withheld(lesson, reviews), reviews.words(lesson.language)
    for block, _claims in flat(page["body"]):
        if block.block_type != "check":
            body.append(block.render())
        elif block.id not in hidden:
            states = _check_states(block, where)
            checks[block.id] = {state: words.resolve_html(html) for state, html in states.items()}
            body.append(mark(f"check-{block.id}"))
    context = {
        "lesson": lesson,
        "page": {"number": number, "count": lesson.page_count, "heading": page["heading"]},
        "body": mark_safe("\n".join(body)),  # noqa: S308  rendered by the blocks' own templates
        "url_turn": reverse("lms_courses:turn", kwargs=where),
        "url_beat": reverse("lms_courses:beat", kwargs={"key": lesson.key}),
        "url_back": reverse("lms_courses:page", kwargs={**where, "page": number - 1}) if number > 1 else "",
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
    return Document(html=words.resolve_html(render_to_string("lms_courses/lesson.html", context)), checks=checks)


def _check_states(block: Any, where: dict[str, Any]) -> dict[str, str]:
    options = block.value["options"].bound_blocks
    shared = {
        "block": {
            "id": block.id,
            "question": block.value["question"],
            "options": [{"id": option.id, "text": option.value["text"]} for option in options],
        },
        "url_answer": reverse("lms_courses:answer", kwargs={**where, "block": block.id}),
        "csrf_field": mark("csrf"),
    }
    states: dict[str, str] = {"": render_to_string("lms_courses/blocks/check.html", {**shared, "state": None})}
    for option in options:
        state = {"chosen": option.id, "right": option.value["right"], "feedback": option.value["feedback"]}
        states[option.id] = render_to_string("lms_courses/blocks/check.html", {**shared, "state": state})
    return states


@lru_cache(maxsize=256)
def contact(name: str, phone: str, language: str) -> str:
    """Whom to ask, as it stands beside a lesson: the same for everybody in an organization."""
    return render_to_string("lms_courses/contact.html", {"contact": {"name": name, "phone": phone}}) if name else ""


def csrf_input(token: str) -> str:
    """The hidden field that every form of ours carries."""
    return f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'


def saved_line(*, saved: bool) -> str:
    """What the learner reads about their work: it is kept, or nothing has been done yet."""
    return _("saved") if saved else _("not started yet")
