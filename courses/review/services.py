"""The verbs of standing behind what a lesson says. Nothing else writes a review or a local value."""

import hashlib
import secrets
import uuid
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import partial

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.enrollment.models import Enrollment
from courses.progress.services import announce_completed
from courses.review import packets, signing
from courses.review.asked import Answers
from courses.review.changes import Changes
from courses.review.models import Packet, ParameterValue, Renewal, Review
from courses.review.queries import Item, reviews_of
from courses.review.reader import Kind, registry
from courses.review.signing import Reviewer
from lms import conf
from lms.ledger import services as ledger
from lms.people.local.services import renew_content
from lms.people.models import Organization
from lms.people.permissions import can_manage_reviews, can_set_parameters


@transaction.atomic
def set_parameter(
    *, organization: Organization, by: User, key: str, language: str, value: str, note: str = ""
) -> ParameterValue:
    """What this organization teaches for a parameter, in one language; "" takes it off. The same again adds nothing.

    Whoever stood behind the value before does not stand behind this one. Raises PermissionDenied for anybody but a
    trainer or coordinator here, ValidationError where there is no such parameter.
    """
    if not can_set_parameters(by, organization):
        raise PermissionDenied(_("Only a trainer or coordinator of this agency sets its values."))
    if key not in registry().parameters:
        raise ValidationError(_("There is no such parameter."))
    value = " ".join(value.split())
    rows = ParameterValue.objects.filter(organization=organization, key=key, language=language)
    newest = rows.order_by("set_at").last()
    if newest is not None and (newest.value, newest.note) == (value, note):
        return newest
    row = ParameterValue(organization=organization, key=key, language=language, value=value, note=note, set_by=by)
    row.full_clean(exclude=["set_by"])
    row.save(force_insert=True)
    renew_content(organization=organization)
    return row


@transaction.atomic
def open_packet(
    *,
    organization: Organization,
    by: User,
    kind: str,
    language: str,
    activity_keys: Iterable[uuid.UUID],
    days: int = 30,
    label: str = "",
) -> tuple[Packet, str]:
    """Ask a reviewer of this kind to look at these lessons: the packet and its token, kept nowhere else.

    Raises PermissionDenied for anybody but a coordinator here, ValidationError where nothing waits for that kind.
    """
    _require_coordinator(by, organization)
    if not 1 <= days <= 90:
        raise ValidationError(_("A packet is open for 1 to 90 days."))
    keys = list(dict.fromkeys(activity_keys))
    items = packets.gather(reviews_of(organization), Kind(kind).value, language, keys).items
    if not items:
        raise ValidationError(_("Nothing in these lessons waits for this kind of reviewer."))
    if not any(item.is_signable for item in items):
        raise ValidationError(_("What is left are values that you have not set yet. Set them first: Clinical values."))
    token = secrets.token_urlsafe(24)
    packet = Packet.objects.create(
        organization=organization,
        kind=Kind(kind).value,
        language=language,
        activity_keys=[str(key) for key in keys],
        label=label,
        token_digest=_digest(token),
        created_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return packet, token


@transaction.atomic
def close_packet(*, packet: Packet, by: User) -> Packet:
    """The link opens nothing from now on. What was signed by it stays."""
    _require_coordinator(by, packet.organization)
    Packet.objects.open().filter(pk=packet.pk).update(closed_at=timezone.now())
    packet.refresh_from_db()
    return packet


def find_packet(*, token: str) -> Packet | None:
    """The open packet of this link, or None: unknown, expired, signed and closed all look alike."""
    return Packet.objects.open().select_related("organization").filter(token_digest=_digest(token)).first()


@transaction.atomic
def sign_packet(
    *,
    packet: Packet,
    seen: str,
    review_due: date,
    printed_name: str,
    credential: str,
    conflict_of_interest: str,
    license_state: str = "",
    reviewer_organization: str = "",
    ticked: Collection[str] | None = None,
) -> list[Review]:
    """The reviewer stands behind what they read, until a day; the link is used up. One review for each lesson.

    `seen` is the digest of what they read, `ticked` the codes of the items they stand behind (all by default).
    Raises ValidationError where the link has ended, the wording changed meanwhile, nothing is ticked or the day is
    not one that they may choose.
    """
    locked = Packet.objects.select_for_update().select_related("organization").get(pk=packet.pk)
    if not locked.is_open:
        raise ValidationError(_("This link has ended. Ask the agency for a new one."))
    reviews = reviews_of(locked.organization)
    found = packets.contents(locked, reviews)
    if found.digest != seen:
        raise ValidationError(_("Something changed while you were reading. Here is how it reads now."))
    chosen = [one for one in found.items if one.is_signable and (ticked is None or one.code in ticked)]
    _require_day(review_due, chosen, reviews.today)
    reviewer = Reviewer(
        printed_name=printed_name,
        credential=credential,
        conflict_of_interest=conflict_of_interest,
        license_state=license_state,
        reviewer_organization=reviewer_organization,
        # Whoever signs by a link of a demo is nobody real either.
        is_demo=conf.is_demo(),
    )
    signed = signing.sign(reviews, found.lessons, chosen, reviewer, locked.kind, review_due, packet=locked)
    Packet.objects.filter(pk=locked.pk).update(signed_at=timezone.now())
    return signed


@transaction.atomic
def sign_as_demo(
    *, organization: Organization, by: User, language: str, activity_keys: Iterable[uuid.UUID]
) -> list[Review]:
    """In a demo only, its coordinator signs as "Demo reviewer"; what rests on that says DEMO.

    Raises PermissionDenied where this is no demo, or for anybody else.
    """
    _require_coordinator(by, organization)
    if not conf.is_demo():
        raise PermissionDenied(_("Only a demo has a demo reviewer."))
    demo = Reviewer(
        printed_name=_("Demo reviewer"),
        credential=_("without a credential"),
        conflict_of_interest=_("This is a demo. Nobody has looked at it."),
        is_demo=True,
        signed_by=by,
    )
    keys, signed = list(activity_keys), []
    for kind in Kind:
        reviews = reviews_of(organization)
        found = packets.gather(reviews, kind, language, keys)
        chosen = [item for item in found.items if item.is_signable]
        signed += signing.sign(reviews, found.lessons, chosen, demo, kind, found.latest_due)
    return signed


@transaction.atomic
def take_back_review(
    *, organization: Organization, activity_key: uuid.UUID, language: str, by: User, reason: str
) -> list[Review]:
    """Nobody stands behind this lesson any more, from now on, and why. What was awarded stays.

    Raises PermissionDenied for anybody but a coordinator here, ValidationError without a reason.
    """
    _require_coordinator(by, organization)
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError(_("Say why the review is taken back."))
    standing = Review.objects.standing().filter(organization=organization, activity_key=activity_key, language=language)
    return [_take_back(review, by, reason) for review in standing.select_for_update().order_by("signed_at")]


def _take_back(review: Review, by: User, reason: str) -> Review:
    review.taken_back_at, review.taken_back_by, review.taken_back_reason = timezone.now(), by, reason
    review.taken_back_salt = ledger.new_salt()
    review.clean_fields(exclude=["taken_back_by"])
    entry = ledger.append(
        actor=by.profile.ledger_key,  # made with the person
        role="coordinator",
        meaning=signing.TAKEN_BACK,
        subject=review.pk,
        facts=signing.taking_back_of(review),
        salt=review.taken_back_salt,
    )
    review.taken_back_seq = entry.seq
    review.save(update_fields=[f"taken_back_{name}" for name in ("at", "by", "reason", "salt", "seq")])
    renew_content(organization=review.organization)
    return review


@transaction.atomic
def read_changes(*, enrollment: Enrollment, changes: Changes, answers: Answers) -> Renewal:
    """Somebody read what changed and answered its must-know questions again: that is what they have been taught.

    Raises ValidationError while an answer is missing or not right yet. A certificate that waited then comes by itself.
    """
    if not all(question.is_right(answers) for question in changes.questions):
        raise ValidationError(_("Not yet: look at the answers again."))
    renewal, _created = Renewal.objects.get_or_create(
        enrollment=enrollment, activity_key=changes.key, digest=changes.digest
    )
    if enrollment.completed_at:
        transaction.on_commit(partial(announce_completed, enrollment=enrollment), robust=True)
    return renewal


def _require_coordinator(by: User, organization: Organization) -> None:
    if not can_manage_reviews(by, organization):
        raise PermissionDenied(_("Only a coordinator of this agency looks after its reviews."))


def _require_day(day: date, items: list[Item], today: date) -> None:
    if not items:
        raise ValidationError(_("Tick at least one thing that you stand behind."))
    latest = packets.latest_due(items, today)
    if not today < day <= latest:
        said = _("Choose a day after today, and at the latest %(day)s: part of this is looked at that often.")
        raise ValidationError(said % {"day": date_format(latest)})


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
