"""Where I am signed in: to be seen, ended, and gone when the password changes. A08"""

from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.door.sessions import NOWHERE, device
from lms.people import stepup
from tests.door.phones import passkey
from tests.door.test_sign_in import is_in, sign_in

ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Safari/604.1"


def phone(name="rosa", user_agent=ANDROID):
    client = Client(headers={"user-agent": user_agent})
    sign_in(client, name)
    return client


def test_it_lists_every_device_without_where_it_was(rosa):
    here, _there = phone(), phone(user_agent=IPHONE)
    shown = here.get(reverse("mfa_index")).text
    assert "Chrome, Android" in shown
    assert "Safari, iPhone" in shown
    assert set(UserSession.objects.values_list("ip", flat=True)) == {NOWHERE}


def test_it_ends_one(rosa):  # A08
    here, there = phone(), phone(user_agent=IPHONE)
    (other,) = [s for s in here.get(reverse("mfa_index")).context["sessions"] if not s["is_this"]]
    here.post(reverse("end_session", kwargs={"pk": other["id"]}))
    assert (is_in(here), is_in(there)) == (True, False)


def test_it_ends_every_other_in_one_tap(rosa, signed_in, sam):  # A08
    here, gone, demo, sams = phone(), phone(), signed_in(rosa), phone("sam")
    UserSession.objects.filter(session_key=gone.session.session_key).delete()
    answer = here.post(reverse("end_other_sessions"), follow=True)
    assert "2 other sign-ins have ended" in answer.text
    assert [is_in(client) for client in (here, gone, demo, sams)] == [True, False, False, True]


def test_it_takes_the_lost_passkey_along(rosa):
    lost, kept = passkey(rosa), passkey(rosa)
    phone().post(reverse("end_other_sessions"), {"passkey": [lost.pk]})
    assert list(rosa.authenticator_set.values_list("pk", flat=True)) == [kept.pk]


def test_it_asks_before_a_passkey_goes_but_ends_sessions_at_once(rosa):  # A07
    lost, here, gone = passkey(rosa), phone(), phone()
    session = here.session
    session[stepup._SHOWN_AT] = 0
    session.save()
    assert "/confirm/" in here.post(reverse("end_other_sessions"), {"passkey": [lost.pk]}).url
    assert not is_in(gone)
    assert rosa.authenticator_set.count() == 1


def test_it_ends_the_others_when_the_password_changes(rosa):  # A08
    here, there = phone(), phone()
    before = here.session.session_key
    here.post(reverse("account_change_password"), {"password": "another-long-porch"})
    assert (is_in(here), is_in(there)) == (True, False)
    assert here.session.session_key != before
    assert sign_in(Client(), password="another-long-porch").status_code == 302


def test_it_refuses_a_weak_password(rosa):
    assert "too short" in phone().post(reverse("account_change_password"), {"password": "short"}).text
    assert sign_in(Client()).status_code == 302


def test_it_opens_nothing_any_more_once_a_role_has_ended(marcus, rosa):  # A08
    client = phone("marcus")
    assert client.get("/people/").status_code == 200
    marcus.memberships.update(ended_at=timezone.now())
    assert client.get("/people/").status_code == 404


def test_it_forgets_a_session_at_sign_out(rosa):  # A08 P06
    client = phone()
    old = client.cookies["sessionid"].value
    answer = client.post(reverse("sign_out"))
    assert answer["Clear-Site-Data"] == '"cache"'
    thief = Client()
    thief.cookies["sessionid"] = old
    assert not is_in(thief)
    assert not UserSession.objects.exists()


def test_it_renews_the_key_when_somebody_shows_it_is_them(rosa):  # A08
    client = phone()
    old = client.session.session_key
    client.post(reverse("account_reauthenticate"), {"password": "a-long-quiet-porch"})
    assert client.session.session_key != old
    assert UserSession.objects.get().session_key == client.session.session_key


def test_it_ends_nothing_for_dana(dana, rosa):  # A12
    theirs = phone()
    outsider = Client()
    outsider.force_login(dana("trainer"))
    kept = UserSession.objects.get(user=rosa)
    assert outsider.post(reverse("end_session", kwargs={"pk": kept.pk})).status_code == 404
    assert is_in(theirs)


def test_it_tells_a_stranger_what_to_do(db):
    said = Client().get(reverse("phone_gone")).text
    assert "Ask your trainer or coordinator" in said
    assert Client().post(reverse("end_other_sessions")).url.startswith("/sign-in/")


def test_it_names_devices_as_people_do():
    assert [device(ANDROID), device(IPHONE), device("")] == ["Chrome, Android", "Safari, iPhone", "Some device"]
