"""Where the reviews of an organization stand: computed from what was signed, what lessons say now, and today."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from django.conf import settings
from django.db.models import prefetch_related_objects
from wagtail.models import Page

from courses.review import rules
from courses.review.models import Packet, ParameterValue, Review
from courses.review.reader import Kind, Needs, registry
from courses.review.rules import Passage, State
from courses.review.words import Words
from lms.people.clocks import today_in
from lms.people.models import LocalLine, Organization


class Teachable(Protocol):
    """What must be known of an activity to review it. Every activity knows it."""

    title: Any
    safety_critical: Any

    @property
    def key(self) -> uuid.UUID: ...

    @property
    def language(self) -> str: ...

    def passages(self) -> list[Passage]: ...


@dataclass(frozen=True)
class Item:
    """One thing that somebody must stand behind, as it is said now and who stands behind it.

    `kind_of` is "claim", "parameter" or "lesson"; `value` is a parameter's current value or "", `note` its origin here.
    """

    id: str
    activity_key: uuid.UUID
    kind_of: str
    text: str
    needs: Needs
    digest: str
    cleared_by: list[Review]
    passages: list[Passage]
    value: str = ""
    note: str = ""
    proposed: str = ""
    unit: str = ""
    conflict: str = ""
    source: str = ""
    evidence: str = ""
    interval: int = rules.WHOLE_INTERVAL

    @property
    def code(self) -> str:
        """How a form names it."""
        return f"{self.activity_key}/{self.id}"

    @property
    def still_needed(self) -> set[Kind]:
        """Kinds of which one must still sign."""
        return rules.still_needed(self.needs, {review.kind for review in self.cleared_by})

    @property
    def is_cleared(self) -> bool:
        """Whether everybody signed who had to."""
        return not self.still_needed

    @property
    def is_signable(self) -> bool:
        """Whether there is something to sign: a parameter without a value says nothing yet."""
        return self.kind_of != "parameter" or bool(self.value)

    @property
    def due(self) -> date | None:
        """The day by which it is looked at again; None where it is not cleared."""
        return rules.due_of(self.needs, [review.signed for review in self.cleared_by])


@dataclass(frozen=True)
class LessonReview:
    """How the review of one lesson in one language stands. `due` is None unless every item is cleared."""

    key: uuid.UUID
    language: str
    title: str
    state: State
    items: list[Item]
    due: date | None
    taken_back: Review | None
    counts: bool
    taught_digest: str

    @property
    def reviews(self) -> list[Review]:
        """Who stands behind it, newest first."""
        found = {review.pk: review for item in self.items for review in item.cleared_by}
        return sorted(found.values(), key=lambda review: review.signed_at, reverse=True)

    @property
    def total(self) -> int:
        """How many things somebody must stand behind."""
        return len(self.items)

    @property
    def left(self) -> int:
        """How many of them nobody stands behind yet."""
        return sum(not item.is_cleared for item in self.items)

    @property
    def needs(self) -> set[Kind]:
        """Kinds of which somebody must still sign something."""
        return {kind for item in self.items for kind in item.still_needed}

    @property
    def is_demo(self) -> bool:
        """Whether a part of it was signed in a demo only."""
        return any(review.is_demo for review in self.reviews)


class Reviews:
    """The reviews and local values of one organization, gathered once and only as asked."""

    def __init__(self, organization_id: uuid.UUID) -> None:
        self.organization_id = organization_id
        self._pages: dict[uuid.UUID, dict[str, Any]] = {}
        self._reviewed: dict[str, dict[str, str]] = {}

    @cached_property
    def organization(self) -> Organization:
        """Whose they are."""
        return Organization.objects.get(pk=self.organization_id)

    @cached_property
    def today(self) -> date:
        """The day on the organization's clock."""
        return today_in(self.organization)

    @cached_property
    def signed(self) -> list[Review]:
        """Everything that was ever signed here, newest first, what was taken back too."""
        return list(Review.objects.filter(organization=self.organization_id))

    @cached_property
    def set_values(self) -> dict[tuple[str, str], ParameterValue]:
        """The newest row of each parameter: `{(language, key): row}`."""
        rows = ParameterValue.objects.filter(organization=self.organization_id).order_by("set_at")
        return {(row.language, row.key): row for row in rows}

    @cached_property
    def _asked(self) -> set[tuple[str, str]]:
        open_packets = Packet.objects.open().filter(organization=self.organization_id)
        return {(packet.language, key) for packet in open_packets for key in packet.activity_keys}

    @cached_property
    def _sheet(self) -> dict[str, str]:
        lines = LocalLine.objects.filter(organization=self.organization_id)
        return {f"local:{line.topic}": f"{line.text} ({line.phone})" if line.phone else line.text for line in lines}

    def quoted(self, passages: Iterable[Passage]) -> dict[str, str]:
        """The lines of the local sheet that these passages quote, as `{"local:topic": text}`."""
        return {quote: self._sheet.get(quote, "") for passage in passages for quote in passage.quotes}

    def values(self, language: str) -> dict[str, str]:
        """What is set here, reviewed or not: `{key: value}`."""
        return {key: row.value for (where, key), row in self.set_values.items() if where == language and row.value}

    def reviewed(self, language: str) -> dict[str, str]:
        """What somebody stands behind: the only values that learners are shown."""
        if language not in self._reviewed:
            values = self.values(language).items()
            self._reviewed[language] = {key: value for key, value in values if self._stands(key, value, language)}
        return self._reviewed[language]

    def _stands(self, key: str, value: str, language: str) -> bool:
        covering = self._covering(key, rules.digest([key, value]), language)
        return not rules.still_needed(rules.needs_of(key, registry()), [review.kind for review in covering])

    def words(self, language: str) -> Words:
        """What tokens stand for here, in this language."""
        return Words(lambda: self.organization, language, lambda: self.reviewed(language))

    def _covering(self, item: str, digest: str, language: str, key: uuid.UUID | None = None) -> list[Review]:
        """Standing reviews that cover this item as it is said now. A parameter's may come from any lesson."""
        return [
            review
            for review in self.signed
            if review.taken_back_at is None
            and review.language == language
            and review.covers.get(item) == digest
            and (key is None or review.activity_key == key)
        ]

    def of(self, activity: Teachable) -> LessonReview:
        """How this activity's review stands, in its own language, as it is said now."""
        known, language, passages = registry(), activity.language, activity.passages()
        quoted = self.quoted(passages)
        values = self.values(language) | quoted
        digests = rules.items(passages, values, known)
        if self._dropped(activity, digests):
            digests[rules.WHOLE] = rules.whole_digest(passages, values)
        items = [self._item(item, digest, activity, passages) for item, digest in digests.items()]
        dues = [item.due for item in items]
        due = min(day for day in dues if day) if all(dues) else None
        taken_back = self._last_taken_back(activity) if due is None else None
        return LessonReview(
            key=activity.key,
            language=language,
            title=activity.title,
            state=rules.state(
                due=due, today=self.today, was_begun=self._was_begun(activity), was_taken_back=taken_back is not None
            ),
            items=items,
            due=due,
            taken_back=taken_back,
            counts=rules.counts_for_awards(due, self.today),
            taught_digest=rules.wording_digest(passages, self.reviewed(language) | quoted, known),
        )

    def _item(self, item: str, digest: str, activity: Teachable, passages: list[Passage]) -> Item:
        known = registry()
        claim, parameter = known.claims.get(item), known.parameters.get(item)
        line = claim or parameter
        own = None if parameter else activity.key
        found: dict[str, Any] = {"kind_of": "lesson", "text": activity.title, "passages": passages}
        if claim:
            found = {"kind_of": "claim", "text": claim.text, "passages": [p for p in passages if item in p.claims]}
        if parameter:
            named = [p for p in passages if item in rules.parameters_in([p], known)]
            found = {"kind_of": "parameter", "text": item, "passages": named, "proposed": parameter.proposed}
            found |= {"unit": parameter.unit, "conflict": parameter.conflict}
            row = self.set_values.get((activity.language, item))
            found |= {"value": row.value, "note": row.note} if row else {}
        if line:
            found |= {"source": line.source, "evidence": line.evidence, "interval": line.interval}
        return Item(
            id=item,
            activity_key=activity.key,
            needs=rules.needs_of(item, known),
            digest=digest,
            cleared_by=self._covering(item, digest, activity.language, own),
            **found,
        )

    def _of_lesson(self, activity: Teachable) -> list[Review]:
        return [one for one in self.signed if (one.activity_key, one.language) == (activity.key, activity.language)]

    def _dropped(self, activity: Teachable, digests: Iterable[str]) -> set[str]:
        """Claims that somebody stands behind and that it no longer makes: nobody has seen its words without them."""
        covered = {item for one in self._of_lesson(activity) if one.taken_back_at is None for item in one.covers}
        return (covered & registry().claims.keys()) - set(digests)

    def _was_begun(self, activity: Teachable) -> bool:
        return bool(self._of_lesson(activity)) or (activity.language, str(activity.key)) in self._asked

    def _last_taken_back(self, activity: Teachable) -> Review | None:
        """The review that was taken back last, where nothing was signed since."""
        mine = self._of_lesson(activity)
        gone = [one for one in mine if one.taken_back_at]
        last = max(gone, key=lambda one: one.taken_back_at or one.signed_at, default=None)
        signed_since = last is not None and any(one.signed_at > last.taken_back_at for one in mine)  # type: ignore[operator]
        return None if signed_since else last

    def load(self, keys: Iterable[uuid.UUID]) -> None:
        """Fetch the organization's published activities with these keys, in every language, at once."""
        wanted = [key for key in keys if key not in self._pages]
        self._pages |= {key: {} for key in wanted}
        if wanted:
            pages = list(Page.objects.filter(translation_key__in=wanted, live=True).specific())
            prefetch_related_objects(pages, "locale")
            roots = tuple(self.organization.course_indexes.values_list("path", flat=True))
            for page in (page for page in pages if page.path.startswith(roots)):
                self._pages[page.translation_key][page.language] = page

    def page(self, key: uuid.UUID, language: str) -> Any | None:
        """The published activity in this language, else in the source language, else None."""
        self.load([key])
        found = self._pages[key]
        return found.get(language) or found.get(source_language())


def source_language() -> str:
    """The language that courses are written in."""
    return settings.LANGUAGE_CODE.split("-")[0]


def reviews_of(organization: Organization) -> Reviews:
    """The reviews and local values of an organization that is at hand."""
    reviews = Reviews(organization.pk)
    reviews.organization = organization
    return reviews
