"""The verbs of a new person's first days. Nothing else writes them."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.supervision.onboarding.models import Buddy, OnboardingItem, OnboardingTick
from assessments.supervision.onboarding.words import ITEMS
from lms.people.models import Membership, Organization, Role
from lms.people.permissions import roles_in, works_with


@transaction.atomic
def tick_item(*, learner: User, organization: Organization, item: str, by: User, done: bool) -> None:
    """Done, or not after all; said by the new person or by somebody who works with them. Safe to repeat.

    Raises PermissionDenied for others, ValidationError for what is not on the list.
    """
    if by.pk != learner.pk and works_with(by, learner.pk, organization) is None:
        raise PermissionDenied(_("You do not work with this person."))
    if item not in items_of(organization):
        raise ValidationError(_("This is not on the list."))
    which = {"learner": learner, "organization": organization, "item_key": item}
    if done:
        OnboardingTick.objects.get_or_create(**which, defaults={"ticked_by": by, "ticked_at": timezone.now()})
    else:
        OnboardingTick.objects.filter(**which).delete()


@transaction.atomic
def choose_buddy(*, learner: User, organization: Organization, buddy: User | None) -> Buddy | None:
    """The new person chooses a colleague to turn to, another one, or nobody. It is theirs alone to choose.

    Raises ValidationError for anybody who is not in the agency.
    """
    if buddy is None:
        Buddy.objects.filter(learner=learner, organization=organization).delete()
        return None
    here = Membership.objects.active().filter(organization=organization, user=buddy)
    if buddy.pk == learner.pk or not here.exists():
        raise ValidationError(_("This colleague is not in your agency."))
    chosen, _made = Buddy.objects.update_or_create(
        learner=learner, organization=organization, defaults={"buddy": buddy, "chosen_at": timezone.now()}
    )
    return chosen


@transaction.atomic
def add_item(*, organization: Organization, by: User, text: str) -> OnboardingItem:
    """One more thing for everybody who is new here. Raises PermissionDenied for anybody but a coordinator here,
    ValidationError where it is on the list already."""
    _require_coordinator(by, organization)
    item = OnboardingItem(organization=organization, text=" ".join(text.split()))
    item.clean_fields(exclude=["organization"])
    try:
        with transaction.atomic():
            item.save(force_insert=True)
    except IntegrityError as twin:
        raise ValidationError(_("This is on the list already.")) from twin
    return item


@transaction.atomic
def take_off_item(*, item: OnboardingItem, by: User) -> None:
    """Not on the list any more. Raises PermissionDenied for anybody but a coordinator there."""
    _require_coordinator(by, item.organization)
    OnboardingItem.objects.filter(pk=item.pk, taken_off_at=None).update(taken_off_at=timezone.now())


def items_of(organization: Organization) -> dict[str, str]:
    """The agency's list, `{key: words}`: what stands on every one, then its own."""
    own = OnboardingItem.objects.filter(organization=organization, taken_off_at=None)
    return {**{key: str(words) for key, words in ITEMS.items()}, **{str(one.pk): one.text for one in own}}


def _require_coordinator(by: User, organization: Organization) -> None:
    if Role.COORDINATOR not in roles_in(by, organization):
        raise PermissionDenied(_("Only a coordinator of this agency changes this list."))
