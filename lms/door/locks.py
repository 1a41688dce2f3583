"""Secrets of apps and recovery codes under lock: a copy of the database alone does not give them away."""

import base64
import hashlib
import secrets

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.models import User

# Where allauth keeps what it had us lock.
LOCKED = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def lock(text: str) -> str:
    """Under the site's secret key."""
    return _keys().encrypt(text.encode()).decode()


def unlock(locked: str) -> str:
    """What was locked under this key or an older one. Where no key fits any more: something that nobody can guess,
    so that no code ever matches."""
    try:
        return _keys().decrypt(locked.encode()).decode()
    except InvalidToken:
        return base64.b32encode(secrets.token_bytes(20)).decode()


def renew(user: User) -> None:
    """Lock what the user has under the newest key, for the month in which an older one still opens."""
    for kept in Authenticator.objects.filter(user=user, type__in=LOCKED):
        name = LOCKED[kept.type]
        try:
            kept.data[name] = _keys().rotate(kept.data[name].encode()).decode()
        except InvalidToken:
            continue
        kept.save(update_fields=["data"])


def _keys() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(f"lms.door:{key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
