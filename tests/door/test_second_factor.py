"""A second factor where somebody sees what belongs to others, and no way around it."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from lms.home import privacy
from tests import builders
from tests.door.phones import passkey
from tests.door.test_sign_in import ask_for_code, enter, is_in, posted, sign_in


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def app():
    """Set up an app with codes for somebody; gives the secret."""

    def set_up(user):
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        return secret

    return set_up


def second(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_it_asks_for_the_code_of_the_app(inez, app):
    secret, client = app(inez), Client()
    assert sign_in(client, "inez").url == reverse("mfa_authenticate")
    assert not is_in(client)
    assert "That did not match" in second(client, "not one").text
    assert second(client, code_of(secret)).url == "/"
    assert is_in(client)


def test_it_leads_on_to_where_somebody_was_going(inez, app):
    secret, client = app(inez), Client()
    client.post("/sign-in/", {"login": "inez", "password": builders.PASSWORD, "next": "/people/"})
    assert second(client, code_of(secret)).url == "/people/"


def test_it_takes_a_recovery_code_once(inez, app):  # A07
    app(inez)
    code = RecoveryCodes.activate(inez).get_unused_codes()[0]
    for works in (True, False):
        client = Client()
        sign_in(client, "inez")
        second(client, code)
        assert is_in(client) is works


def test_it_slows_down_guessing_codes(inez, app):  # A10
    secret, client = app(inez), Client()
    sign_in(client, "inez")
    for n in range(5):
        second(client, f"{n:06}")
    second(client, code_of(secret))
    assert not is_in(client)


@pytest.mark.parametrize("who", ["admin", "inez", "marcus", "jo"])
def test_it_wants_the_passkey_of_whoever_sees_others(request, django_user_model, db, who):  # A07
    if who == "admin":
        user = django_user_model.objects.create_superuser("admin", password=builders.PASSWORD)
    else:
        user = request.getfixturevalue(who)
    passkey(user)
    client = Client()
    assert sign_in(client, who).url == reverse("mfa_authenticate")
    assert not is_in(client)


def test_it_lets_a_new_hire_in_without_the_phone_that_is_gone(rosa):
    passkey(rosa)
    assert sign_in(Client()).url == "/"


@pytest.mark.parametrize("path", ["/admin/", "/admin/account/", "/people/", "/me/sign-in/", "/sign-in/second/x"])
def test_it_opens_nothing_halfway(inez, app, path):  # A07
    app(inez)
    client = Client()
    sign_in(client, "inez")
    assert client.get(path).status_code in (302, 404)
    assert "_auth_user_id" not in client.session


def test_it_knows_no_other_way_in(inez, app):  # A07
    app(inez)
    client = Client()
    for door in ["/admin/login/", "/accounts/login/", "/admin/password_reset/", "/sign-in/code/enter/"]:
        client.post(door, {"username": "inez", "login": "inez", "password": builders.PASSWORD, "code": "000000"})
        assert "_auth_user_id" not in client.session, door


def test_it_changes_no_password_in_the_admin(signed_in, inez):  # A07
    page = signed_in(inez).get("/admin/account/")
    assert page.status_code == 200
    assert "password" not in page.text.lower().replace("passwords", "")
    new = {"password-old_password": builders.PASSWORD, "password-new_password1": "another-long-porch"}
    signed_in(inez).post("/admin/account/", {**new, "password-new_password2": "another-long-porch"})
    inez.refresh_from_db()
    assert inez.check_password(builders.PASSWORD)


def test_it_keeps_secrets_that_a_copy_of_the_database_does_not_give_away(inez, app):
    secret = app(inez)
    RecoveryCodes.activate(inez)
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_it_is_set_up_and_taken_off_by_the_person_alone(signed_in, inez):
    client = signed_in(inez)
    page = client.get(reverse("mfa_activate_totp"))
    code = code_of(page.context["secret"])
    assert client.post(reverse("mfa_activate_totp"), {"code": code}).url == reverse("mfa_view_recovery_codes")
    assert len(client.get(reverse("mfa_view_recovery_codes")).context["codes"]) == 10
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()


def test_its_codes_are_made_anew(signed_in, inez, app):
    app(inez)
    old = RecoveryCodes.activate(inez).get_unused_codes()
    client = signed_in(inez)
    client.post(reverse("mfa_view_recovery_codes"))
    assert not set(old) & set(client.get(reverse("mfa_view_recovery_codes")).context["codes"])


@pytest.mark.parametrize("role", ["new_hire", "trainer"])
def test_it_takes_nothing_off_for_dana(signed_in, dana, role, rosa):  # A12
    kept = passkey(rosa)
    outsider = signed_in(dana(role))
    assert outsider.post(reverse("mfa_remove_webauthn", kwargs={"pk": kept.pk})).status_code == 404
    outsider.post(reverse("end_other_sessions"), {"passkey": [kept.pk]})
    assert Authenticator.objects.filter(pk=kept.pk).exists()


def test_it_asks_after_a_mailed_code_too(inez, app):  # A07
    app(inez)
    EmailAddress.objects.create(user=inez, email="inez@example.org", verified=True, primary=True)
    client = Client()
    ask_for_code(client, "inez@example.org")
    (code,) = re.findall(r"\b\d{6}\b", posted()[0].body)
    assert enter(client, code).url == reverse("mfa_authenticate")
    assert not is_in(client)


def test_its_passkey_opens_nothing_once_the_account_is_closed(rosa):
    passkey(rosa)
    privacy.delete_account(user=rosa)
    assert not Authenticator.objects.exists()


def test_it_outlives_a_new_key_of_the_site_for_whoever_signs_in_meanwhile(settings, inez, marcus, app):
    secrets = {user: app(user) for user in (inez, marcus)}
    old, settings.SECRET_KEY = settings.SECRET_KEY, "insecure-another-key-of-fifty-characters-or-more-for-a-test"
    settings.SECRET_KEY_FALLBACKS = [old]
    Client().force_login(inez)
    settings.SECRET_KEY_FALLBACKS = []
    for user, works in ((inez, True), (marcus, False)):
        client = Client()
        sign_in(client, user.username)
        second(client, code_of(secrets[user]))
        assert is_in(client) is works
