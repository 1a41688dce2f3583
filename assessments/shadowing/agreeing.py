"""The one verb of a ShadowingPage: everything is there, and the person agrees."""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.shadowing.agreements import Agreement
from assessments.shadowing.counting import as_counted, asked_of, counting_shifts, last_signer, minutes_by_day
from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.pages import ShadowingPage
from assessments.shadowing.requirements import Requirement, missing
from assessments.shadowing.signing.queries import role_for
from courses.enrollment.models import Enrollment
from courses.progress.models import Completion
from courses.progress.services import complete_activity, lock_all
from lms.ledger import services as ledger

MEANING = "shadowing agreed"


@transaction.atomic
def agree_to_shadowing(*, enrollment: Enrollment, page: ShadowingPage) -> Completion:
    """ "I agree: this is where I am." Signed into the ledger by the person, then done. Once, however often it is said.

    Raises ValidationError where something is left of what is asked.
    """
    lock_all([enrollment])
    locked = Enrollment.objects.select_related("syllabus", "organization", "learner__profile").get(pk=enrollment.pk)
    if done := locked.completions.filter(activity_key=page.key).first():
        return done
    shifts, asked = counting_shifts(locked), asked_of(page, locked)
    if missing(asked, as_counted(shifts)):
        raise ValidationError(_("Something is left. Here is what is there, and what is not yet."))
    _sign(locked, page, shifts, asked)
    return complete_activity(
        enrollment=locked, activity=page, attested_by=last_signer(shifts), attested_days=minutes_by_day(shifts)
    )


def _sign(enrollment: Enrollment, page: ShadowingPage, shifts: list[ShadowEntry], asked: Requirement) -> None:
    agreement = Agreement(
        enrollment=enrollment,
        activity_key=page.key,
        title=page.title,
        asked=asdict(asked),
        shifts=[str(shift.pk) for shift in shifts],
        minutes=sum(shift.counted for shift in shifts),
        agreed_at=timezone.now(),
        salt=ledger.new_salt(),
    )
    entry = ledger.append(
        actor=enrollment.learner.profile.ledger_key,  # made with the person
        role=role_for(enrollment.learner, enrollment.organization),
        meaning=MEANING,
        subject=agreement.pk,
        facts=agreement.facts(),
        salt=agreement.salt,
    )
    agreement.ledger_seq, agreement.ledger_mac = entry.seq, entry.mac
    agreement.save(force_insert=True)
