"""What trainers and coordinators see of reviews: what is left, whom to ask, what to look at again, what was signed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.cache import cache
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.pages.activity import Activity
from courses.pages.models import CourseIndexPage, organization_of
from courses.pages.reviews import ModuleLeft, due, languages_of, modules_left
from courses.pages.withdrawn import withdrawn
from courses.progress.models import Completion
from courses.review import packets, rules, signing
from courses.review.models import Packet, Review, coordinated_by
from courses.review.notices import A_YEAR
from courses.review.queries import Item, LessonReview, reviews_of, source_language
from courses.review.reader import Kind, registry
from courses.review.words import Words, kind_label, parameter_label, spoken, state_label
from lms.ledger.models import Entry
from lms.ledger.services import opens
from lms.people.clocks import day_by, today_in
from lms.people.models import Organization


def language_name(language: str) -> str:
    """A language as its speakers call it: "español"."""
    return str(get_language_info(language)["name_local"]).capitalize()


@dataclass(frozen=True)
class Asking:
    """A kind of reviewer whom somebody here has to ask, and about how many lessons."""

    kind: str
    lessons: int

    @property
    def label(self) -> str:
        """The kind, as people call it."""
        return kind_label(self.kind)


@dataclass(frozen=True)
class LessonLine:
    """One lesson as a list shows it: its state in words, and what kind of reviewer is still needed."""

    review: LessonReview

    @property
    def state_label(self) -> str:
        """The state, in words."""
        return state_label(self.review.state)

    @property
    def needed(self) -> list[str]:
        """Who must still sign: each line is one signature, "Clinician or Drug-checking technician" either of two."""
        signable = [item for item in self.review.items if item.is_signable]
        return list(dict.fromkeys(words for item in signable for words in still_needed(item)))

    @property
    def to_set(self) -> int:
        """How many values the agency has yet to set, before anybody can stand behind them."""
        return sum(not item.is_signable for item in self.review.items)


def still_needed(item: Item) -> list[str]:
    """Who must still sign this item, in words."""
    kinds = {review.kind for review in item.cleared_by}
    return [either(alternatives) for alternatives in item.needs if not alternatives & kinds]


def either(kinds: frozenset[Kind]) -> str:
    """ "Clinician", or "Clinician or Drug-checking technician"."""
    return _(" or ").join(sorted(kind_label(kind) for kind in kinds))


def item_title(item: Item) -> str:
    """What an item is called: the claim, the value by its name, or the whole lesson."""
    if item.kind_of == "claim":
        return f"{item.id} {item.text}"
    return parameter_label(item.id) if item.kind_of == "parameter" else _("The whole lesson")


def item_line(item: Item) -> dict[str, Any]:
    """An item as a trainer or coordinator sees it: what it is, who stands behind it, who must still sign."""
    return {
        "title": item_title(item),
        "is_value": item.kind_of == "parameter",
        "value": spoken(item.id, item.value, ask="") if item.value else "",
        "needed": still_needed(item) if item.is_signable else [],
        "reviews": item.cleared_by,
        "due": item.due,
    }


@dataclass(frozen=True)
class LanguageLeft:
    """What is left to review in one language, module by module."""

    language: str
    modules: list[ModuleLeft]

    @property
    def name(self) -> str:
        """The language, as its speakers call it."""
        return language_name(self.language)

    @property
    def left(self) -> int:
        """How many things nobody stands behind yet."""
        return sum(module.left for module in self.modules)

    @property
    def total(self) -> int:
        """How many things somebody must stand behind."""
        return sum(module.total for module in self.modules)

    @property
    def lessons(self) -> list[LessonReview]:
        """The lessons that a life may depend on, in the order of the courses."""
        return [lesson for module in self.modules for lesson in module.lessons]

    @property
    def again(self) -> list[LessonLine]:
        """What to look at again: overdue first, then due soon."""
        return [LessonLine(lesson) for lesson in due(self.modules)]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The modules with their lessons as lines."""
        return [{"module": one, "lines": [LessonLine(lesson) for lesson in one.lessons]} for one in self.modules]

    @property
    def asks(self) -> list[Asking]:
        """Whom to ask, and about how many lessons."""
        found = [Asking(kind.value, len(asked_of(kind, self.lessons))) for kind in Kind]
        return [asking for asking in found if asking.lessons]


def asked_of(kind: str, lessons: Sequence[LessonReview]) -> list[LessonReview]:
    """The lessons in which something waits for this kind of reviewer."""
    return [lesson for lesson in lessons if packets.asked(lesson, kind)]


def languages_left(organization: Organization) -> list[LanguageLeft]:
    """What is left in each language that has safety-critical lessons."""
    reviews = reviews_of(organization)
    found = [LanguageLeft(one, modules_left(organization, one, reviews)) for one in languages_of(organization)]
    return [one for one in found if one.modules]


def language_left(organization: Organization, language: str) -> LanguageLeft:
    """What is left in this language."""
    return LanguageLeft(language, modules_left(organization, language))


def reviews_waiting(user: User) -> dict[str, int]:
    """For a coordinator's home: `reviews_left` of what they coordinate, together."""
    found = [reviews_left(one) for one in Organization.objects.filter(pk__in=coordinated_by(user))]
    return {what: sum(one[what] for one in found) for what in ("left", "again", "withdrawn")}


def reviews_left(organization: Organization) -> dict[str, int]:
    """For a card: `{left, again, withdrawn}`, how many things nobody stands behind, how many lessons to look at
    again, how many parts are unpublished while people wait for them.

    Counted anew when a page is published, what an agency says changes, or a day begins.
    """
    pages = Page.objects.none()
    for index in CourseIndexPage.objects.filter(organization=organization):
        pages |= Page.objects.descendant_of(index)
    published = pages.filter(live=True).aggregate(Count("pk"), Max("last_published_at"))
    version = Organization.objects.values_list("content_version", flat=True).get(pk=organization.pk)
    key = f"reviews-left:{organization.pk}:{version}:{today_in(organization)}:{sorted(map(str, published.values()))}"
    return dict(cache.get_or_set(key.replace(" ", "_"), lambda: _count(organization), 24 * 60 * 60) or {})


def _count(organization: Organization) -> dict[str, int]:
    found = languages_left(organization)
    return {
        "left": sum(one.left for one in found),
        "again": sum(len(one.again) for one in found),
        "withdrawn": len(withdrawn(organization)),
    }


def lesson_page(organization: Organization, language: str, key: uuid.UUID) -> Activity | None:
    """The published safety-critical activity of this organization, in this language."""
    pages = Page.objects.live().filter(translation_key=key, locale__language_code__startswith=language)
    for page in pages.specific():
        if getattr(page, "safety_critical", False) and organization_of(page) == organization:
            return page
    return None


def people_to_tell(organization: Organization, language: str, key: uuid.UUID) -> int:
    """How many people took this lesson in the last year, and are told why its review was taken back."""
    spoken_in = [language, ""] if language == source_language() else [language]
    done = Completion.objects.filter(
        activity_key=key,
        language__in=spoken_in,
        safety_critical=True,
        completed_at__gte=timezone.now() - A_YEAR,
        enrollment__organization=organization,
    )
    return done.values("enrollment__learner").distinct().count()


def link_state(packet: Packet) -> str:
    """How the link of a packet stands, in words."""
    if packet.signed_at:
        return _("signed on %(day)s") % {"day": date_format(_day(packet, packet.signed_at), "j M Y")}
    if packet.closed_at:
        return _("closed on %(day)s") % {"day": date_format(_day(packet, packet.closed_at), "j M Y")}
    said = _("open until %(day)s") if packet.is_open else _("ended on %(day)s")
    return said % {"day": date_format(last_day(packet), "j M Y")}


def last_day(packet: Packet) -> date:
    """The day on which the link ends, as the clock of the organization says."""
    return _day(packet, packet.expires_at)


def _day(packet: Packet, when: Any) -> date:
    return day_by(packet.organization.time_zone, when)


def packet_line(packet: Packet) -> dict[str, Any]:
    """A packet as a list shows it."""
    return {
        "pk": packet.pk,
        "title": packet.label or packet.get_kind_display(),
        "kind": packet.get_kind_display(),
        "language": language_name(packet.language),
        "lessons": len(packet.activity_keys),
        "state": link_state(packet),
        "is_open": packet.is_open,
    }


def signed(review: Review) -> dict[str, Any]:
    """What somebody signed: the row, its scope in words, the wording as it was, whether the record still says so."""
    entry = Entry.objects.filter(seq=review.ledger_seq).first()
    return {
        "review": review,
        "language": language_name(review.language),
        "lang": review.language,
        "scope": [_in_scope(item, review) for item in review.covers],
        "passages": _signed_passages(review),
        "is_intact": entry is not None and opens(entry, facts=signing.facts_of(review), salt=review.salt),
    }


def _in_scope(item: str, review: Review) -> str:
    known = registry()
    if item in known.claims:
        return f"{item} {known.claims[item].text}"
    if item in known.parameters:
        return f"{parameter_label(item)}: {spoken(item, review.values.get(item, ''), ask='')}"
    return _("The whole lesson")


def _signed_passages(review: Review) -> list[list[str]]:
    """The pieces of the lesson that this signature covers, as they read when it was given."""
    kept = review.wording
    words = Words(lambda: review.organization, review.language, lambda: kept.values)
    return [
        [words.resolve(line) for line in passage["lines"]]
        for passage in kept.passages
        if rules.WHOLE in review.covers or _is_covered(passage, review)
    ]


def _is_covered(passage: dict[str, Any], review: Review) -> bool:
    named = {key for line in passage["lines"] for key in rules.PARAMETER.findall(line)}
    return bool({*passage["claims"], *named} & set(review.covers))
