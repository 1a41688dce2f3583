"""What our answers tell the browser (K02), and the one door."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

pytestmark = pytest.mark.django_db


def test_it_enforces_the_policy_on_our_pages(client):  # K02
    response = client.get("/sign-in/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "Content-Security-Policy-Report-Only" not in response


def test_it_only_reports_under_the_admin(admin_client):
    response = admin_client.get("/admin/")
    assert response.status_code == 200
    assert "Content-Security-Policy" not in response
    assert "default-src 'self'" in response["Content-Security-Policy-Report-Only"]


def test_it_sends_the_other_headers(client):  # K02
    response = client.get("/sign-in/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"


def plain_addresses(patterns, prefix="/"):
    """Addresses of ours that take no argument."""
    for pattern in patterns:
        address = f"{prefix}{pattern.pattern}"
        if address.startswith(("/admin/", "/documents/", "/pages/")) or "<" in address or "^" in address:
            continue
        if isinstance(pattern, URLPattern):
            yield address
        else:
            yield from plain_addresses(pattern.url_patterns, address)


def test_it_sends_them_with_every_answer(settings, jo):  # K02
    settings.SECURE_HSTS_SECONDS = 60
    client = Client()
    client.force_login(jo)
    addresses = list(plain_addresses(get_resolver().url_patterns))
    assert {"/", "/sign-in/", "/record/", "/people/", "/verify/"} <= set(addresses)
    for address in [*addresses, "/nothing-is-here/"]:
        answer = client.get(address, secure=True)
        assert "default-src 'self'" in answer.get("Content-Security-Policy", ""), address
        assert answer.get("X-Content-Type-Options") == "nosniff", address
        assert answer.get("Strict-Transport-Security") == "max-age=60", address
        assert answer.get("Referrer-Policy") == "same-origin", address


def test_it_sends_the_admin_to_our_sign_in(client):
    assert client.get("/admin/")["Location"] == "/sign-in/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/sign-in/?next=/admin/"


def test_it_does_not_sign_in_through_the_admin_door(client, django_user_model):
    django_user_model.objects.create_superuser("root", password="a-long-word")
    client.post("/admin/login/", {"login": "root", "password": "a-long-word"})
    assert "_auth_user_id" not in client.session


def test_it_does_not_send_a_learner_in_circles(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("rosa"))
    response = client.get("/admin/", follow=True)
    assert response.status_code == 200
    assert response.redirect_chain == [("/sign-in/?next=/admin/", 302)]


def test_it_does_not_leave_our_site_after_sign_in(django_user_model):  # A09
    django_user_model.objects.create_user("rosa", password="a-long-word")
    for elsewhere in ("//evil.example", "https://evil.example", "\\\\evil.example", "javascript:alert(1)"):
        posted = {"login": "rosa", "password": "a-long-word", "next": elsewhere}
        assert "evil" not in Client().post("/sign-in/", posted)["Location"]
