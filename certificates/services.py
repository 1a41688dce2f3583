"""The verbs of certificates. Nothing else writes one."""

import logging
from collections.abc import Mapping
from uuid import UUID

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates import codes, facts, printing, signing
from certificates.models import Certificate, Status
from courses.enrollment.models import Enrollment
from courses.pages.models import CoursePage
from courses.review.queries import Reviews, reviews_of
from courses.review.waiting import waiting_reviews
from lms import prepared
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from lms.people.models import SEES_ORGANIZATION
from lms.people.permissions import roles_in

_AWARDS = "SELECT awards_certificate FROM lms_courses_coursepage WHERE page_ptr_id = %(course)s"

logger = logging.getLogger(__name__)


def award(*, enrollment: Enrollment) -> Certificate | None:
    """The certificate of a finished enrollment, awarded now if it was not before.

    Call it any number of times, from anywhere at once: a constraint decides, and one certificate with one
    ledger entry comes of it. A certificate that was taken back stays so and is what is returned.
    None where nothing is owed: not finished, no certificate at its end, or a clinical review is still to come.
    """
    latest = _latest(enrollment)
    if latest is not None or not is_owed(enrollment):
        return latest
    try:
        return _issue(enrollment=enrollment, number=1)
    except IntegrityError:
        # Somebody else's award won. If nobody's did, this was another trouble.
        won = _latest(enrollment)
        if won is None:
            raise
        return won


def is_owed(enrollment: Enrollment) -> bool:
    """Whether a finished course ends with a certificate that nothing holds up."""
    if enrollment.completed_at is None:
        return False
    return _ends_with_one(enrollment) and not waits_for_review(enrollment)


def waits_for_review(enrollment: Enrollment) -> bool:
    """Whether a required part that a life may depend on is not reviewed here, or was taught in earlier words."""
    return bool(waiting_reviews(enrollment))


def waits_for_certificate(enrollment: Enrollment) -> bool:
    """Whether everything is done, and only a review keeps the certificate back."""
    if enrollment.completed_at is None or not _ends_with_one(enrollment):
        return False
    return _latest(enrollment) is None and waits_for_review(enrollment)


@transaction.atomic
def take_back(*, certificate: Certificate, by: User, reason: str) -> Certificate:
    """Say that a certificate no longer counts. Whoever verifies it sees that at once, but never the reason."""
    current = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if current.status == Status.VALID:
        _close(current, by=by, reason=reason, status=Status.TAKEN_BACK, meaning=signing.TAKEN_BACK)
    return current


@transaction.atomic
def replace(*, certificate: Certificate, by: User, reason: str) -> Certificate:
    """Give a new certificate, with the learner's name of today, in the place of this one.

    Returns the new one; asked again, the one that stands now. One that was taken back is not replaced.
    """
    current = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if current.status == Status.VALID:
        _close(current, by=by, reason=reason, status=Status.REPLACED, meaning=signing.REPLACED)
        return _issue(enrollment=current.enrollment, number=current.number + 1, by=by, reason=reason)
    return _latest(current.enrollment) or current


@transaction.atomic
def award_again(*, enrollment: Enrollment, by: User, reason: str) -> Certificate | None:
    """Give a new certificate after one was taken back by mistake. Returns the one that stands, if any."""
    locked = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
    latest = _latest(locked)
    if latest is None or latest.status != Status.TAKEN_BACK:
        return latest
    return _issue(enrollment=locked, number=latest.number + 1, by=by, reason=reason, meaning=signing.AWARDED_AGAIN)


def sweep() -> int:
    """Heal what got lost: award what is owed and was not awarded, print what is owed and was not printed.

    Returns how many PDFs were made. Two sweeps at once do no harm.
    """
    for enrollment in _unawarded():
        try:
            award(enrollment=enrollment)
        except Exception:  # one bad row holds up nobody; the next sweep tries again
            logger.exception("No certificate could be awarded for %s", enrollment.pk)
    return printing.print_all_owed()


def _unawarded() -> list[Enrollment]:
    """Finished, with a certificate at the end, and none given: the process died between the two."""
    awarding = CoursePage.objects.filter(awards_certificate=True).values("pk")
    finished = Enrollment.objects.filter(completed_at__isnull=False, certificates=None, course__in=awarding)
    whole = finished.select_related("syllabus", "organization").prefetch_related("completions", "renewals")
    reviews: dict[UUID, Reviews] = {}
    for enrollment in whole:
        reviews.setdefault(enrollment.organization_id, reviews_of(enrollment.organization))
    return [one for one in whole if not waiting_reviews(one, reviews[one.organization_id])]


@transaction.atomic
def show_name(*, certificate: Certificate, shown: bool) -> Certificate:
    """Let whoever has the code read the name, or let them only compare the one they were given."""
    Certificate.objects.filter(pk=certificate.pk).update(name_shown=shown)
    certificate.name_shown = shown
    return certificate


def _latest(enrollment: Enrollment) -> Certificate | None:
    latest = "WHERE mine.enrollment_id = %(enrollment)s ORDER BY mine.number DESC LIMIT 1"
    return next(iter(prepared.rows(Certificate, latest, enrollment=prepared.key_of(enrollment.pk))), None)


def _ends_with_one(enrollment: Enrollment) -> bool:
    """Whether its course ends with a certificate."""
    with prepared.cursor() as cursor:
        cursor.execute(_AWARDS, {"course": enrollment.course_id})
        return bool((cursor.fetchone() or (False,))[0])


@transaction.atomic
def _issue(
    *,
    enrollment: Enrollment,
    number: int,
    by: User | None = None,
    reason: str = "",
    meaning: str = signing.AWARDED,
) -> Certificate:
    """A new row and its ledger entry.

    A later certificate prints the day on which the first was awarded, and shows the name or not as the last one did.
    """
    earlier = list(enrollment.certificates.order_by("number")) if number > 1 else []
    certificate = Certificate(
        enrollment=enrollment,
        organization=enrollment.organization,
        number=number,
        code=codes.new_code(),
        awarded_at=timezone.now(),
        awarded_by=by,
        award_reason=reason,
        name_shown=earlier[-1].name_shown if earlier else True,
        salt=ledger.new_salt(),
    )
    first = earlier[0] if earlier else certificate
    certificate.facts = facts.gather(enrollment=enrollment, code=certificate.code, awarded_at=first.awarded_at)
    certificate.facts_hash = facts.digest(certificate.facts)
    entry = _sign(certificate, by=by, meaning=meaning, signed=signing.award_of(certificate), salt=certificate.salt)
    certificate.ledger_seq, certificate.ledger_mac = entry.seq, entry.mac
    prepared.insert(certificate)
    return certificate


def _close(certificate: Certificate, *, by: User, reason: str, status: Status, meaning: str) -> None:
    certificate.status = str(status)
    certificate.status_at = timezone.now()
    certificate.status_by = by
    certificate.status_reason = reason
    certificate.status_salt = ledger.new_salt()
    signed = signing.closing_of(certificate)
    entry = _sign(certificate, by=by, meaning=meaning, signed=signed, salt=certificate.status_salt)
    certificate.status_seq = entry.seq
    certificate.save(update_fields=["status", "status_at", "status_by", "status_reason", "status_salt", "status_seq"])


def _sign(certificate: Certificate, *, by: User | None, meaning: str, signed: Mapping, salt: str) -> Entry:
    """Append to the ledger. What somebody earned, their organization awards: no person presses a button."""
    organization = certificate.organization
    if by is None:
        actor, role = organization.pk, "organization"
    else:
        mine = roles_in(by, organization) & {str(role) for role in SEES_ORGANIZATION}
        actor, role = by.profile.ledger_key, min(mine, default="")  # made with the person
    return ledger.append(actor=actor, role=role, meaning=meaning, subject=certificate.pk, facts=signed, salt=salt)
