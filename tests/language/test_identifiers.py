"""Who a participant is does not belong into a log: what is found, what is let through, in both languages. P01"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.language.identifiers import Kind, find
from tests.language import typed


def kinds(text: str, *, sure: bool) -> set[str]:
    return {found.kind for found in find(text) if found.is_sure is sure}


@pytest.mark.parametrize(("text", "kind"), typed.SURE)
def test_it_is_sure_of_these(text, kind):  # P01
    assert kinds(text, sure=True) == {kind}


@pytest.mark.parametrize(("text", "kind"), typed.LIKELY)
def test_it_asks_about_these(text, kind):  # P01
    assert kinds(text, sure=True) == set()
    assert kinds(text, sure=False) == {kind}


@pytest.mark.parametrize("text", typed.THE_WORK)
def test_it_lets_the_work_be_told(text):
    assert find(text) == []


@pytest.mark.parametrize("text", typed.DISGUISED)
def test_it_reads_what_is_seen(text):  # I08
    assert [found.is_sure for found in find(text)] == [True]


def test_it_says_each_once_in_the_order_of_the_text():
    found = find("JT at Riverside, 302-555-0142, lives at 420 Main St")
    assert [(one.kind, one.is_sure) for one in found] == [
        (Kind.INITIALS, False),
        (Kind.PHONE, True),
        (Kind.ADDRESS, True),
    ]
    assert found[1].words == "302-555-0142"


@given(st.text(max_size=300))
def test_it_reads_any_text(text):
    for found in find(text):
        assert found.words


@pytest.mark.parametrize(
    "hostile", ["1 ", "Mr. ", "a@", "a.", "5th and ", "A. ", "9", "420 main ", "JT at ", "calle A "]
)
def test_it_comes_to_an_end(hostile):  # I07
    """Thirty thousand times: whatever takes the square of it would not come back soon."""
    assert len(find(hostile * 30_000)) <= 30_000
