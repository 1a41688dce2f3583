"""Passkeys as a phone would have made them, for tests that need somebody to have one."""

import hashlib
import secrets
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import User
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData


def passkey(user: User, name: str = "Chrome, Android") -> Authenticator:
    """A passkey of this user, whose phone is nowhere."""
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": name, "credential": _credential()})


def _credential() -> dict[str, Any]:
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AttestedCredentialData.create(Aaguid(bytes(16)), secrets.token_bytes(16), public_key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(hashlib.sha256(b"testserver").digest(), flags, 0, made)
    client = CollectedClientData.create(type="webauthn.create", challenge=b"0" * 16, origin="https://testserver")
    answer = {
        "clientDataJSON": client.b64,
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    return {
        "id": websafe_encode(made.credential_id),
        "rawId": websafe_encode(made.credential_id),
        "type": "public-key",
        "response": answer,
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
