"""What of a shift counts as experience, where boards ask for it."""

from assessments.shadowing.models import ShadowEntry
from courses.signed_hours.models import Kind, What
from courses.signed_hours.services import drop_signed_hours, keep_signed_hours


def keep_experience(entry: ShadowEntry) -> None:
    """The signed hours follow the shift, and the versions before it: what counts now stands there, what does not is
    gone. Inside the transaction that changed it."""
    versions, before = [entry.pk], entry.amends
    while before is not None:
        versions.append(before.pk)
        before = before.amends
    counting = ShadowEntry.objects.counting().filter(pk__in=versions).select_related("learner", "organization")
    counted = {one.pk: one for one in counting}
    for pk in versions:
        if one := counted.get(pk):
            _keep(one)
        else:
            drop_signed_hours(subject=pk)


def _keep(entry: ShadowEntry) -> None:
    keep_signed_hours(
        learner=entry.learner,
        organization=entry.organization,
        kind=Kind.EXPERIENCE,
        what=What.SHIFT,
        on=entry.started_at.astimezone(entry.zone).date(),
        minutes=entry.counted,
        subject=entry.pk,
    )
