"""The door."""

import pytest

from tests import builders


def sign_in(client, *, password=builders.PASSWORD, next_to=""):
    return client.post("/sign-in/", {"username": "rosa", "password": password, "login": "rosa", "next": next_to})


def test_it_lets_rosa_in_with_a_username_alone(client, rosa):
    assert sign_in(client).url == "/"
    assert "Hi Rosa" in client.get("/").text


def test_it_brings_her_where_she_was_going(client, rosa):
    assert sign_in(client, next_to="/record/").url == "/record/"


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.test/", "https://evil.test/", "\\\\evil.test", "/\\evil.test", "javascript:alert(1)", "https:evil.test",
     "//evil。test", " //evil.test", "\t//evil.test"],
)  # fmt: skip
def test_it_leads_nowhere_else(client, rosa, elsewhere):  # A09
    assert sign_in(client, next_to=elsewhere).url == "/"


def test_it_keeps_others_out(client, rosa):
    assert sign_in(client, password="not this").status_code == 200
    assert client.get("/").status_code == 302
