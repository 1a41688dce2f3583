"""How a check looks to the person who takes it: how it begins, one question a page, how it went."""

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.quizzes import drawing, grading
from assessments.quizzes.bank import BankQuestion
from assessments.quizzes.goes import Given
from assessments.quizzes.reading import places_of
from assessments.quizzes.taking import Taking
from courses.enrollment.models import Enrollment
from courses.pages import marks
from courses.pages.models import organization_of
from courses.review.words import Words

if TYPE_CHECKING:
    from assessments.quizzes.models import QuizAttempt, QuizPage


def now(taking: Taking) -> dict[str, Any]:
    """Where somebody is: the question that comes next, else how it began or went."""
    done = taking.enrollment.completions.filter(activity_key=taking.check.key).first()
    if done or taking.is_over:
        return _ended(taking, done_on=done.completed_at if done else None)
    if taking.current and taking.todo:
        return question(taking, taking.current, taking.todo[0])
    return {**_around(taking), "state": "begin", **_beginning(taking), "url_begin": _url("begin", taking)}


def _around(taking: Taking) -> dict[str, Any]:
    """What stands on every page of a check."""
    check, organization = taking.page, taking.enrollment.organization
    is_fallback = check.language != (get_language() or check.language).split("-")[0]
    return {
        "check": check,
        "lang": check.language if is_fallback else "",
        "is_fallback": is_fallback,
        "review": taking.reviews.of(check) if check.safety_critical else None,
        "contact": {"name": organization.contact_name, "phone": organization.contact_phone},
        "opened_field": marks.hidden_field(taking, {}),
        "url_beat": reverse("lms_courses:beat", kwargs={"key": check.key}),
        "url_course": reverse("lms_courses:course", kwargs={"key": taking.enrollment.course_key}),
        "here": "learning",
    }


def _beginning(taking: Taking) -> dict[str, Any]:
    total = len(taking.asked)
    return {
        "total": total,
        "enough": grading.enough(total, taking.check.cut),
        "has_must_know": any(taking.versions[key][0].must_know for key in taking.asked),
        "number": len(taking.attempts) + 1,
    }


def question(
    taking: Taking, go: "QuizAttempt", key: uuid.UUID, *, trouble: str = "", posted: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """One question of a go: with what we say to its answer where there is one, else to answer."""
    asked, answer = taking.asked_in(go), taking.answer(go, key)
    shown = _as_answered(answer) if answer else taking.bank[key]
    seed = f"{taking.seed(go.number)}:{key}"
    number = asked.index(key) + 1 if key in asked else len(asked)
    before = [one for one in asked[: number - 1] if taking.answer(go, one)]
    return {
        **_around(taking),
        "state": "answered" if answer else "asked",
        "question": _shown(shown, taking.words(shown.language), seed, answer.given if answer else (), posted or {}),
        "number": number,
        "count": len(asked),
        "is_again": go.number > 1,
        "is_begun": True,
        "is_translated": bool(answer) and key in taking.bank and taking.bank[key].language != shown.language,
        "is_last": not taking.todo,
        "right": answer.right if answer else None,
        "replies": _replies(answer, taking.words(shown.language)) if answer else [],
        "trouble": trouble,
        "url_answer": _url("question", taking, number=go.number, question=key),
        "url_next": _url("next", taking),
        "url_back": _url("question", taking, number=go.number, question=before[-1]) if before else "",
    }


def _as_answered(answer: Given) -> BankQuestion:
    """The question as it was when it was answered."""
    kept = answer.question
    return BankQuestion(
        kept.key, "", kept.language, kept.kind, kept.objective, kept.must_know, kept.claim, kept.content
    )


def _replies(answer: Given, words: Words) -> list[str]:
    said = grading.replies(answer.question.kind, answer.question.content, answer.given)
    return [words.resolve(one) for one in said]


def _shown(
    one: BankQuestion, words: Words, seed: str, given: Sequence[int], posted: Mapping[str, Any]
) -> dict[str, Any]:
    active = (get_language() or one.language).split("-")[0]
    return {
        "id": str(one.key),
        "digest": one.digest,
        "kind": one.kind,
        "template": f"lms_assessments/parts/{_PARTS.get(one.kind, 'choices')}.html",
        "must_know": one.must_know,
        "lang": one.language if one.language != active else "",
        "stem": _stressed(words.resolve(one.content["stem"])),
        **_FIELDS.get(one.kind, _choices)(one, words, seed, given, posted),
    }


_PARTS = {"order": "order", "match": "match"}


def _stressed(text: str) -> SafeString:
    """A question with its *stressed* words; everything else in it is text."""
    return mark_safe(re.sub(r"\*([^*\n]+)\*", r"<em>\1</em>", escape(text)))  # noqa: S308  escaped before


def _choices(
    one: BankQuestion, words: Words, seed: str, given: Sequence[int], posted: Mapping[str, Any]
) -> dict[str, Any]:
    options, order = one.content["options"], drawing.mixed(len(one.content["options"]), seed)
    rows = [{"value": place, "text": words.resolve(options[place]["text"]), "given": place in given} for place in order]
    return {"options": rows, "is_many": one.kind == "several"}


def _true_false(
    one: BankQuestion, words: Words, seed: str, given: Sequence[int], posted: Mapping[str, Any]
) -> dict[str, Any]:
    rows = [(1, _("True")), (0, _("False"))]
    return {"options": [{"value": value, "text": text, "given": value in given} for value, text in rows]}


def _order(
    one: BankQuestion, words: Words, seed: str, given: Sequence[int], posted: Mapping[str, Any]
) -> dict[str, Any]:
    items = [words.resolve(item) for item in one.content["items"]]
    typed = places_of(posted, "place", len(items))
    mixed = drawing.mixed(len(items), seed, never_straight=True)
    return {
        "mixed": [{"name": f"place-{item}", "text": items[item], "place": typed[item]} for item in mixed],
        "places": range(1, len(items) + 1),
        "given": [items[item] for item in given],
    }


def _match(
    one: BankQuestion, words: Words, seed: str, given: Sequence[int], posted: Mapping[str, Any]
) -> dict[str, Any]:
    lefts, rights = ([words.resolve(pair[side]) for pair in one.content["pairs"]] for side in (0, 1))
    typed = places_of(posted, "match", len(lefts))
    offered = [(place, rights[place]) for place in drawing.mixed(len(rights), seed)]
    return {
        "lefts": [{"name": f"match-{n}", "text": text, "place": typed[n]} for n, text in enumerate(lefts)],
        "rights": offered,
        "given": [(left, rights[place]) for left, place in zip(lefts, given, strict=False)],
    }


_FIELDS = {"true_false": _true_false, "order": _order, "match": _match}


def _ended(taking: Taking, done_on: Any) -> dict[str, Any]:
    outcome = taking.outcome
    return {
        **_around(taking),
        "state": "done" if done_on else "not_yet",
        "done_on": done_on,
        "outcome": outcome,
        "missed": [missed for key in outcome.missed if (missed := _missed(taking, key))],
        "number": len(taking.attempts) + 1,
        "url_begin": _url("begin", taking),
        "url_finish": _url_finish(taking.enrollment),
    }


def _missed(taking: Taking, key: uuid.UUID) -> dict[str, Any] | None:
    """A question that was answered and is not right yet; None where it was never answered or is not asked now."""
    one, answered = taking.bank.get(key), [go for go in taking.attempts if taking.answer(go, key)]
    if one is None or not answered:
        return None
    return {
        "stem": _stressed(taking.words(one.language).resolve(one.content["stem"])),
        "lang": one.language,
        "must_know": one.must_know,
        "url": _url("question", taking, number=answered[-1].number, question=key),
    }


def _url_finish(enrollment: Enrollment) -> str:
    return reverse("lms_home:finish", kwargs={"enrollment": enrollment.pk}) if enrollment.completed_at else ""


def _url(name: str, taking: Taking, **where: Any) -> str:
    return reverse(f"lms_assessments:{name}", kwargs={"key": taking.check.key, **where})


def preview(check: "QuizPage", name: str) -> dict[str, Any]:
    """A draft as somebody sees it who has just come to it: its beginning, or the question of this name."""
    taking = _Draft(Enrollment(organization=organization_of(check), course_key=check.key), check)
    found = next((one for one in check.questions() if one.name == name), None) if name else None
    shared = {**_around(taking), "url_course": "", "is_preview": True}
    if found is None:
        return {**shared, "state": "begin", **_beginning(taking), "url_begin": ""}
    shown = _shown(found, taking.words(found.language), name, (), {})
    return {**shared, "state": "asked", "question": shown, "number": 1, "count": check.page_count, "url_answer": ""}


class _Draft(Taking):
    """A check that nobody takes: it reads no answers."""

    @property
    def attempts(self) -> list[Any]:
        return []
