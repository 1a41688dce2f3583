"""Sessions are read by hand, and mean what Django's mean."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from lms.door.session_store import SessionStore
from tests.door.test_sign_in import is_in


def test_it_knows_whoever_signed_in(signed_in, rosa):
    client = signed_in(rosa)
    assert is_in(client)
    assert SessionStore(client.session.session_key)["_auth_user_id"] == str(rosa.pk)


def test_it_ends_with_its_time(signed_in, rosa):
    client = signed_in(rosa)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_in(client)


def test_it_takes_no_key_that_it_did_not_give(client, db):
    client.cookies["sessionid"] = "somebody" * 4
    assert not is_in(client)
    made_up = SessionStore("somebody" * 4)
    assert (dict(made_up.items()), made_up.session_key) == ({}, None)


def test_it_asks_once(signed_in, rosa, django_assert_num_queries):
    key = signed_in(rosa).session.session_key
    with django_assert_num_queries(1):
        assert SessionStore(key).get("_auth_user_id")
