"""Changing the key that signs. K06"""

from lms.ledger import services
from lms.ledger.models import Entry
from tests.ledger.test_append import FACTS
from tests.ledger.writing import SALT, write


def test_it_keeps_verifying_what_the_old_key_signed(five, settings):
    # K06
    settings.LMS_LEDGER_KEYS = {**settings.LMS_LEDGER_KEYS, "2027": "a new secret"}
    settings.LMS_LEDGER_KEY_ID = "2027"
    write(number=6)

    assert [entry.key_id for entry in Entry.objects.all()] == ["test"] * 5 + ["2027"]
    assert services.verify(expected_head=(5, five[4].mac)) == []
    assert services.opens(five[0], facts=FACTS, salt=SALT)


def test_it_names_the_key_that_was_thrown_away(five, settings):
    settings.LMS_LEDGER_KEYS = {"2027": "a new secret"}

    assert services.verify()[0] == "Entry 1 was signed with the key “test”, which is not known here."
    assert not services.opens(five[0], facts=FACTS, salt=SALT)


def test_it_does_not_depend_on_the_secret_key(five, settings):
    # K06
    settings.SECRET_KEY = "another secret of Django's, fifty characters and a few more"

    assert services.verify() == []
