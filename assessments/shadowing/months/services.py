"""The verbs of what is counted by month. Nothing else writes it."""

from datetime import date

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.shadowing.months.models import Counted, MonthlyCount
from assessments.shadowing.months.rules import MOST, open_months
from lms.people.clocks import today_in
from lms.people.models import Membership, Organization


@transaction.atomic
def count_month(*, learner: User, organization: Organization, month: date, what: Counted, to: int) -> None:
    """Say how many there were in a month, given as its first day. As often as one likes: it is the number that counts.

    Raises ValidationError where the month is not open, the number cannot be, or the person is not in that agency.
    """
    if month not in open_months(today_in(organization)):
        raise ValidationError(_("This month cannot be counted in any more, or not yet."))
    if not 0 <= to <= MOST:
        raise ValidationError(_("That number cannot be right."))
    if not Membership.objects.active().filter(user=learner, organization=organization).exists():
        raise ValidationError(_("You are not in this agency."))
    User.objects.select_for_update().get(pk=learner.pk)  # two taps at once make one row
    where = {"learner": learner, "organization": organization, "month": month}
    found = MonthlyCount.objects.filter(**where).first() or MonthlyCount(**where)
    setattr(found, what.value, to)
    if found.overdoses or found.officer_contacts:
        found.save()
    elif not found._state.adding:
        found.delete()


@transaction.atomic
def forget_month(*, learner: User, organization: Organization, month: date) -> None:
    """Delete what somebody counted in a month, however long ago."""
    MonthlyCount.objects.of(learner).filter(organization=organization, month=month).delete()
