"""What the courses hold about a person, and how it goes."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from courses.enrollment.models import Enrollment
from courses.progress.models import Attendance, Completion, Place
from lms.people.privacy import Held, as_rows


def held_about(user: User) -> Held:
    """`{what: rows}`: courses, places and answers, what was done, what was confirmed and by the person."""
    mine = Enrollment.objects.of(user)
    return {
        _("Courses"): as_rows(mine),
        _("Places and answers"): as_rows(Place.objects.filter(enrollment__in=mine)),
        _("What you did"): as_rows(Completion.objects.filter(enrollment__in=mine)),
        _("Sessions confirmed for you"): as_rows(Attendance.objects.filter(learner=user)),
        # One's own act and nothing about whose hour it was.
        _("Sessions you confirmed"): [
            {"id": str(one.pk), str(_("title")): one.title, str(_("date")): str(one.confirmed_at)}
            for one in Attendance.objects.filter(confirmed_by=user)
        ],
    }


@transaction.atomic
def erase(user: User) -> None:
    """Answers go. Courses that no certificate rests on go whole; the ledger keeps digests that nothing opens."""
    mine = Enrollment.objects.of(user)
    Place.objects.filter(enrollment__in=mine).delete()
    loose = mine.filter(certificates=None)
    Attendance.objects.filter(enrollment__in=loose).delete()
    Completion.objects.filter(enrollment__in=loose).delete()
    loose.delete()
