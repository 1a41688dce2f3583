"""What else somebody shows at the door: passkeys, codes of an app, recovery codes."""

from collections.abc import Collection

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db.models import QuerySet

from lms.people.models import Role
from lms.people.permissions import roles_of


def passkeys_of(user: User) -> QuerySet[Authenticator]:
    """The user's passkeys, oldest first."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("created_at")


def has(user: User, *types: str) -> bool:
    """Whether the user set up one of these."""
    return bool(Authenticator.objects.filter(user=user, type__in=types).exists())


def asks_for_a_second(user: User) -> bool:
    """Whether a password or a mailed code alone is not enough for this user.

    Whoever set up an app with codes wants it. A passkey is a second factor for people who can see or change what
    belongs to others; for a new hire it is one more way in, because phones get lost (decision 0006).
    """
    if has(user, Authenticator.Type.TOTP):
        return True
    return has(user, Authenticator.Type.WEBAUTHN) and (sees_others(user))


def sees_others(user: User) -> bool:
    """Anybody with a role above new hire, or who may enter the Wagtail admin."""
    return bool(roles_of(user) - {Role.NEW_HIRE}) or user.is_superuser or user.has_perm("wagtailadmin.access_admin")


def remove_passkeys(*, user: User, ids: Collection[str]) -> None:
    """These passkeys open nothing any more. Recovery codes go with the last thing that they recover."""
    passkeys_of(user).filter(pk__in=[pk for pk in ids if pk.isdigit()]).delete()
    _drop_dangling_codes(user)


def remove_app(*, user: User) -> None:
    """No codes of an app any more."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    _drop_dangling_codes(user)


def forget_all(user: User) -> None:
    """Nothing but the password counts from now on: for somebody whose phone is gone (LMS_FORGET_SECOND_FACTORS)."""
    Authenticator.objects.filter(user=user).delete()


def _drop_dangling_codes(user: User) -> None:
    if not has(user, Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN):
        forget_all(user)
