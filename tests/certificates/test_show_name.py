"""The holder decides who reads the name."""

import pytest
from django.urls import reverse


@pytest.fixture
def url(certificate) -> str:
    return reverse("lms_certificates:show_name", kwargs={"pk": certificate.pk})


def test_it_is_hidden_and_shown_again(certificate, sam, signed_in, url):
    client = signed_in(sam)
    client.post(url, {"shown": ""})
    certificate.refresh_from_db()
    assert not certificate.name_shown
    client.post(url, {"shown": "yes"})
    certificate.refresh_from_db()
    assert certificate.name_shown


def test_it_is_nobody_elses_to_decide(certificate, dana, inez, marcus, rosa, signed_in, url):
    # A12
    for user in (dana("trainer"), inez, marcus, rosa):
        assert signed_in(user).post(url, {"shown": ""}).status_code == 404
    certificate.refresh_from_db()
    assert certificate.name_shown
