"""A phone asks for a video piece by piece, and gets the pieces."""

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from wagtail.documents import get_document_model

from courses.pages import ranges
from courses.pages.ranges import byte_range

SAID = b"".join(bytes([n % 256]) for n in range(200_000))


@pytest.fixture
def video(harbor):
    file = ContentFile(SAID, "hello.mp4")
    return get_document_model().objects.create(title="Hello", file=file, collection=harbor.collection)


def ask(client, video, part, **headers):
    return client.get(video.url, headers={"Range": part, **headers})


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-1", range(2)),
        ("bytes=90-", range(90, 100)),
        ("bytes=-5", range(95, 100)),
        ("bytes=-500", range(100)),
        ("bytes=50-500", range(50, 100)),
        ("bytes=100-", range(100, 100)),
    ],
)
def test_it_reads_what_is_asked_for(asked, expected):
    assert byte_range(asked, 100) == expected


@pytest.mark.parametrize(
    "asked", ["", "bytes=-", "bytes=5-2", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b", "bytes=" + "9" * 5000 + "-"]
)
def test_it_gives_the_whole_file_to_whoever_asks_for_no_part(asked):
    assert byte_range(asked, 100) is None


@given(first=st.integers(0, 300), last=st.integers(0, 300), size=st.integers(0, 200))
def test_it_never_leaves_the_file(first, last, size):
    part = byte_range(f"bytes={first}-{last}", size)
    assert part is None or all(0 <= byte < size for byte in part)


def test_it_sends_the_part_alone(signed_in, rosa, video):
    answer = ask(signed_in(rosa), video, "bytes=70000-140000")
    assert (answer.status_code, answer["Content-Range"]) == (206, "bytes 70000-140000/200000")
    assert answer.content == SAID[70000:140001]


def test_it_sends_a_long_part_in_pieces(signed_in, rosa, video, monkeypatch):
    monkeypatch.setattr(ranges, "MOST", 1000)
    answer = ask(signed_in(rosa), video, "bytes=500-")
    assert (answer["Content-Range"], answer.content) == ("bytes 500-1499/200000", SAID[500:1500])


def test_it_sends_all_of_it_where_the_file_is_another_by_now(signed_in, rosa, video):
    answer = ask(signed_in(rosa), video, "bytes=0-1", **{"If-Range": '"another"'})
    assert answer.status_code == 200


def test_it_says_where_the_file_ends(signed_in, rosa, video):
    answer = ask(signed_in(rosa), video, "bytes=200000-")
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */200000")


def test_it_gives_dana_no_part_of_it(signed_in, dana, video):  # A12
    assert ask(signed_in(dana()), video, "bytes=0-1").status_code == 404
