"""The verbs of letting somebody back in: on the spot, without mail, by somebody who knows them."""

import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from lms import conf
from lms.ledger import services as ledger
from lms.people.models import WayBackIn
from lms.people.permissions import can_restore_access

# Nothing that is mistaken for something else when somebody reads it aloud or copies it by hand.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
OPEN_FOR = timedelta(minutes=15)


def digest(code: str) -> str:
    """What the database keeps of a code: with its copy alone, nobody finds the code in fifteen minutes."""
    typed = "".join(sign for sign in code.upper() if sign in LETTERS)
    return salted_hmac("lms.home.access", typed, algorithm="sha256").hexdigest()


@transaction.atomic
def give_way_back(*, user: User, by: User, phone_gone: bool = False) -> tuple[WayBackIn, str]:
    """A code for this person, which is shown this once and kept nowhere; codes given before end. In the ledger.

    With `phone_gone` their passkeys and codes go too when they use it.
    Raises PermissionDenied where `by` may not let this person in.
    """
    User.objects.select_for_update().get(pk=user.pk)
    membership = can_restore_access(by, user)
    if membership is None:
        raise PermissionDenied(_("You cannot let this person back in."))
    WayBackIn.objects.open().filter(user=user).update(expires_at=timezone.now())
    code = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    way = WayBackIn.objects.create(
        user=user,
        given_by=by,
        organization=membership.organization,
        role=membership.role,
        phone_gone=phone_gone,
        code_digest=digest(code),
        salt=ledger.new_salt(),
        expires_at=timezone.now() + OPEN_FOR,
    )
    ledger.append(
        actor=by.profile.ledger_key,
        role=way.role,
        meaning="access restored",
        subject=way.pk,
        facts=facts_of(way),
        salt=way.salt,
    )
    return way, code


def facts_of(way: WayBackIn) -> dict[str, object]:
    """What whoever gave it stands for: whom they let in, and whether the phone was gone."""
    return {"person": str(way.user.profile.ledger_key), "phone_gone": way.phone_gone}


def find_way_back(*, code: str) -> WayBackIn | None:
    """What this code opens, or None: unknown, used and ended look alike. So does one whose giver may not any more."""
    found = (
        WayBackIn.objects.open().filter(code_digest=digest(code)).select_related("user__profile", "given_by").first()
    )
    return found if found and can_restore_access(found.given_by, found.user) else None


@transaction.atomic
def come_back_in(*, way: WayBackIn, password: str) -> User:
    """The person has this password from now on, and is signed out everywhere.

    Raises ValidationError where the code was used or has ended meanwhile.
    """
    used = WayBackIn.objects.open().filter(pk=way.pk).update(used_at=timezone.now())
    if not used or can_restore_access(way.given_by, way.user) is None:
        raise ValidationError(_("This code has just ended. Ask for another one."))
    way.user.set_password(password)
    way.user.save(update_fields=["password"])
    forget = conf.forget_second_factors()
    if way.phone_gone and forget:
        forget(way.user)
    return way.user
