"""Changing SECRET_KEY signs nobody out (K06). What the ledger's keys signed is in tests/ledger/test_keys.py."""

import pytest

NEW = "another secret of Django's, fifty characters and a few more"


@pytest.mark.parametrize(("fallbacks", "status"), [(True, 200), (False, 302)])
def test_it_keeps_people_signed_in_while_the_old_key_is_a_fallback(settings, signed_in, rosa, fallbacks, status):  # K06
    phone = signed_in(rosa)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY] if fallbacks else []
    settings.SECRET_KEY = NEW
    assert phone.get("/").status_code == status
