"""Signing a review: a row for each lesson, its ledger entry, and word to whoever waited for it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from courses.enrollment.models import Enrollment
from courses.progress.services import announce_completed
from courses.review.models import Packet, Review
from courses.review.packets import PacketLesson
from courses.review.queries import Item, Reviews
from courses.review.wordings import keep_wording
from lms.ledger import services as ledger
from lms.people.local.services import renew_content
from lms.people.models import Organization

SIGNED = "safety review signed"
TAKEN_BACK = "safety review taken back"


@dataclass(frozen=True)
class Reviewer:
    """Who signs, in their own words. `signed_by` is the coordinator of a demo and nobody else."""

    printed_name: str
    credential: str
    conflict_of_interest: str
    license_state: str = ""
    reviewer_organization: str = ""
    is_demo: bool = False
    signed_by: User | None = None


def facts_of(review: Review) -> dict[str, Any]:
    """What the entry of a review signs: who, what exactly, until when."""
    said = ("language", "kind", "title", "covers", "values", "printed_name", "credential", "license_state")
    rest = ("reviewer_organization", "conflict_of_interest", "is_demo")
    return {
        "review": str(review.pk),
        "organization": str(review.organization_id),
        "activity": str(review.activity_key),
        "wording": review.wording.digest,
        "reviewed_on": review.reviewed_on.isoformat(),
        "review_due": review.review_due.isoformat(),
        **{name: getattr(review, name) for name in (*said, *rest)},
    }


def taking_back_of(review: Review) -> dict[str, Any]:
    """What the entry of a taking back signs."""
    return {"review": str(review.pk), "reason": review.taken_back_reason}


def sign(
    reviews: Reviews,
    lessons: list[PacketLesson],
    chosen: Collection[Item],
    reviewer: Reviewer,
    kind: str,
    due: date,
    packet: Packet | None = None,
) -> list[Review]:
    """A review of each lesson that has one of the chosen items. Call it inside a transaction."""
    drafts = []
    for lesson in lessons:
        items = [item for item in chosen if item.activity_key == lesson.key]
        if items:
            drafts.append(_draft(reviews, lesson, items, reviewer, kind, due, packet))
    # Everything is checked before the ledger is held: whoever has begun to sign must wait for nobody.
    for review in drafts:
        _append(review)
    if drafts:
        keys = [review.activity_key for review in drafts]
        renew_content(organization=reviews.organization)
        said = partial(announce_waiting, organization=reviews.organization, activity_keys=keys)
        transaction.on_commit(said, robust=True)
    return drafts


def _draft(
    reviews: Reviews,
    lesson: PacketLesson,
    items: list[Item],
    reviewer: Reviewer,
    kind: str,
    due: date,
    packet: Packet | None,
) -> Review:
    review = Review(
        organization=reviews.organization,
        activity_key=lesson.key,
        language=lesson.review.language,
        kind=kind,
        packet=packet,
        wording=keep_wording(reviews=reviews, activity=lesson.page, is_taught=False),
        title=lesson.title,
        covers={item.id: item.digest for item in items},
        values={item.id: item.value for item in items if item.kind_of == "parameter"},
        reviewed_on=reviews.today,
        review_due=due,
        signed_at=timezone.now(),
        salt=ledger.new_salt(),
        **{name: getattr(reviewer, name) for name in reviewer.__dataclass_fields__},
    )
    review.full_clean(exclude=["ledger_seq", "ledger_mac"], validate_unique=False)
    return review


def _append(review: Review) -> None:
    # A reviewer has no account: the packet they were asked by stands for them.
    entry = ledger.append(
        actor=review.signed_by.profile.ledger_key if review.signed_by else review.packet_id or uuid.uuid4(),
        role="demo reviewer" if review.is_demo else review.kind,
        meaning=SIGNED,
        subject=review.pk,
        facts=facts_of(review),
        salt=review.salt,
    )
    review.ledger_seq, review.ledger_mac = entry.seq, entry.mac
    review.save(force_insert=True)


def announce_waiting(*, organization: Organization, activity_keys: Collection[uuid.UUID]) -> None:
    """Say once more that these people finished: those here who did one of these lessons and hold no certificate.

    Whoever dies in the middle leaves the rest to the sweep.
    """
    finished = Enrollment.objects.filter(organization=organization, completed_at__isnull=False, certificates=None)
    did = finished.filter(completions__safety_critical=True, completions__activity_key__in=activity_keys)
    for enrollment in did.distinct().select_related("organization", "syllabus"):
        announce_completed(enrollment=enrollment)
