"""What one reviewer is asked to look at: only what is theirs, only what still needs them."""

import uuid
from dataclasses import dataclass
from datetime import date

from courses.review import rules
from courses.review.models import Packet
from courses.review.queries import Item, LessonReview, Reviews, Teachable, reviews_of
from courses.review.reader import Kind
from courses.review.words import Words


@dataclass(frozen=True)
class PacketLesson:
    """One lesson of a packet, with the items that this reviewer can stand behind."""

    page: Teachable
    review: LessonReview
    items: list[Item]

    @property
    def key(self) -> uuid.UUID:
        """The lesson's own key."""
        return self.page.key

    @property
    def title(self) -> str:
        """The lesson's title."""
        return self.review.title


@dataclass(frozen=True)
class PacketContents:
    """A packet as it stands now. `digest` names what was read, `latest_due` the day that a signature may reach.

    `words` resolves the tokens in the lines of a passage; parameters read as they are set, reviewed or not.
    """

    lessons: list[PacketLesson]
    digest: str
    latest_due: date
    words: Words

    @property
    def items(self) -> list[Item]:
        """Everything in it, in order."""
        return [item for lesson in self.lessons for item in lesson.items]


def contents(packet: Packet, reviews: Reviews | None = None) -> PacketContents:
    """What the packet's reviewer reads, as it is said now."""
    keys = [uuid.UUID(key) for key in packet.activity_keys]
    return gather(reviews or reviews_of(packet.organization), packet.kind, packet.language, keys)


def gather(reviews: Reviews, kind: str, language: str, keys: list[uuid.UUID]) -> PacketContents:
    """The items of these lessons that a reviewer of this kind must still look at, or look at again."""
    reviews.load(keys)
    pages = [page for key in keys if (page := reviews.page(key, language)) and page.language == language]
    stand = [(page, reviews.of(page)) for page in pages]
    lessons = [PacketLesson(page, review, items) for page, review in stand if (items := asked(review, kind))]
    items = [item for lesson in lessons for item in lesson.items]
    return PacketContents(
        lessons=lessons,
        digest=rules.digest([[item.code, item.digest] for item in items]),
        latest_due=latest_due(items, reviews.today),
        words=Words(lambda: reviews.organization, language, lambda: reviews.values(language)),
    )


def latest_due(items: list[Item], today: date) -> date:
    """The last day on which all of these may stand without another look."""
    return rules.months_after(today, min((item.interval for item in items), default=rules.WHOLE_INTERVAL))


def asked(review: LessonReview, kind: str) -> list[Item]:
    """Items of a lesson that wait for this kind; all of this kind's items once it is to be looked at again."""
    theirs = [item for item in review.items if any(Kind(kind) in alternatives for alternatives in item.needs)]
    waiting = [item for item in theirs if Kind(kind) in item.still_needed]
    again = review.state in (rules.State.DUE_SOON, rules.State.OVERDUE)
    return theirs if again else waiting
