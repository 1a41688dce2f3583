"""The press fetches nothing. C04 C05"""

import socket

import pytest
from weasyprint.urls import URLFetcher

from certificates import pdf
from certificates.press import Locked, press
from tests.certificates.reading import certificate_of, tags_of, words_of

MARKUP = [
    '<link rel="stylesheet" href="{}">',
    '<img src="{}">',
    '<style>@import "{}"; body {{ background: url({}) }}</style>',
    "<style>@font-face {{ font-family: X; src: url({}) }}</style><p style='font-family: X'>x</p>",
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">x</a>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}"/><use href="{}#x"/></svg>',
]
ADDRESSES = ["http://127.0.0.1:{port}/x", "file:///etc/hostname", "ftp://127.0.0.1:{port}/x", "data:text/plain,secret"]


@pytest.fixture
def listener():
    """Somebody who would hear it if anything were fetched."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        yield server


def was_visited(server: socket.socket) -> bool:
    try:
        server.accept()
    except TimeoutError:
        return False
    return True


def test_it_is_a_fetcher_of_weasyprints_own_kind():
    # C05
    assert isinstance(Locked({}), URLFetcher)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://x.example/", "asset:none", "data:,x", "qr.png"])
def test_it_refuses_what_is_not_in_its_hands(address):
    # C04 C05
    with pytest.raises(ValueError, match="only our own"):
        Locked({"qr.png": b"x"}).fetch(address)


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("address", ADDRESSES)
def test_it_fetches_nothing_even_where_markup_got_through(markup, address, listener, caplog):
    # C04
    target = address.format(port=listener.getsockname()[1])
    html = f"<html lang=en><title>x</title><body>{markup.replace('{}', target)}</body>"
    sheet = press().pull(html, stylesheet="lms_certificates/pdf/certificate.css")
    assert not was_visited(listener)
    assert b"EmbeddedFile" not in sheet.content


@pytest.mark.parametrize("markup", MARKUP)
def test_it_prints_markup_in_a_name_as_letters(markup):
    # C04
    content = pdf.render(certificate_of(markup.replace("{}", "http://x.example")[:80]))
    assert "<" in words_of(content)
    assert len(tags_of(content, "/Figure")) == 1
