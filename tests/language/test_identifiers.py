"""Who a participant is does not belong into a log: what is found, what is let through, in both languages. P01"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.language.identifiers import Kind, find


def kinds(text: str, *, sure: bool) -> set[str]:
    return {found.kind for found in find(text) if found.is_sure is sure}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Talked with Mr. Lopez about wound care", Kind.NAME),
        ("La señora Ruiz quiere volver", Kind.NAME),
        ("Ms Carter came back", Kind.NAME),
        ("call her at 302-555-0142", Kind.PHONE),
        ("his cell is (302) 555 0142", Kind.PHONE),
        ("su número es 3025550142", Kind.PHONE),
        ("+1 302 555 0142", Kind.PHONE),
        ("text 555-0142", Kind.PHONE),
        ("write to someone@example.org", Kind.MAIL),
        ("lives at 420 Main St", Kind.ADDRESS),
        ("1200 N 5th Street, second floor", Kind.ADDRESS),
        ("vive en Calle Mayor 12", Kind.ADDRESS),
        ("en la avenida Juárez 1400", Kind.ADDRESS),
        ("DOB 4/12/85", Kind.BIRTH_DATE),
        ("born on March 3, 1990", Kind.BIRTH_DATE),
        ("nació el 3 de marzo de 1990", Kind.BIRTH_DATE),
        ("he is from 04-12-1985", Kind.BIRTH_DATE),
        ("social 123-45-6789", Kind.NUMBER),
        ("MRN 8841234", Kind.NUMBER),
        ("at 39.74563, -75.54684", Kind.NUMBER),
    ],
)
def test_it_is_sure_of_these(text, kind):  # P01
    assert kinds(text, sure=True) == {kind}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A man named Mike asked for kits", Kind.NAME),
        ("un señor que se llama Juan", Kind.NAME),
        ("Dr. Smith came by", Kind.NAME),
        ("Officer Daniels stopped us", Kind.NAME),
        ("follows us as @riverkid92", Kind.NAME),
        ("J.R. from the Mission was there", Kind.INITIALS),
        ("saw JT again at Riverside", Kind.INITIALS),
        ("M.L. cerca de la Placita", Kind.INITIALS),
        ("tent at the corner of Fifth", Kind.PLACE),
        ("en la esquina de Juárez", Kind.PLACE),
        ("5th and Main", Kind.PLACE),
        ("stays in room 12", Kind.ADDRESS),
        ("420 main st", Kind.ADDRESS),
    ],
)
def test_it_asks_about_these(text, kind):  # P01
    assert kinds(text, sure=True) == set()
    assert kinds(text, sure=False) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "Gave out 20 kits and 2 boxes of gloves, 3 hours street outreach",
        "Started at 10:30, debrief at 4, home by 5",
        "Called 911 and stayed. The dispatcher was calm.",
        "988 and 1-800-273-8255 are on the card",
        "I want to practice test strips and saying no",
        "The OD at the park was on my mind all day",
        "We ran out of FTS near the end",
        "Repartimos 30 equipos en la calle y hablamos de naloxona",
        "Quiero practicar cómo poner un límite",
        "On 11/20/2026 we start the new route",
        "Marcus showed me how to set up the van",
        "It took a long way to drive",
        "100 people on the street, 12 in line",
        "Don't rush. May I watch once more?",
        "Room for two more on the bench",
        "",
    ],
)
def test_it_lets_the_work_be_told(text):
    assert find(text) == []


@pytest.mark.parametrize(
    "text", ["3\u200b02-555-0142", "\uff13\uff10\uff12-555-0142", "302\u2013555\u20130142", "Mr.\u00a0 Lopez"]
)
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
