"""The page that a person would frame: tagged, embedded, one page, its square readable."""

import unicodedata

import pytest

from certificates import codes, names, pdf
from certificates.models import Certificate
from certificates.services import replace
from certificates.unprintable import Unprintable
from tests.certificates.reading import certificate_of, fonts_of, pages_of, root_of, square_of, tags_of, words_of

LETTER = (792.0, 612.0)


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf.render(certificate_of())


def test_it_is_tagged_titled_and_in_a_language(content):
    assert root_of(content) == {
        "structure": "/StructTreeRoot",
        "marked": True,
        "language": "en",
        "shows_title": True,
        "title": "Certificate of Rosa Delgado: First weeks",
        "attachments": 0,
    }


def test_it_says_what_the_square_is():
    made = certificate_of()
    assert tags_of(pdf.render(made), "/Figure") == [f"QR code that opens http://localhost:8000/c/{made.code}/"]


def test_it_has_a_heading_and_a_table_with_row_heads(content):
    assert [len(tags_of(content, kind)) for kind in ("/H1", "/Table", "/TH")] == [1, 1, 3]


def test_it_embeds_parts_of_its_own_fonts(content):
    fonts = fonts_of(content)
    assert all(fonts.values())
    assert {name.split("+")[1].split("-")[0] for name in fonts} == {"bricolage", "atkinson"}


def test_it_leads_a_phone_to_the_verify_page(settings):
    settings.LMS_SITE_URL = "https://porch.example"
    made = certificate_of()
    assert square_of(pdf.render(made)) == [f"https://porch.example/c/{made.code}/"]


def test_it_prints_what_was_frozen():
    made = certificate_of()
    words = " ".join(words_of(pdf.render(made)).split())
    assert "Rosa Delgado" in words
    assert "2 hours 30 minutes of training with Harbor, finished on November 20, 2026" in words
    assert "Awarded on November 21, 2026" in words
    assert codes.in_groups(made.code) in words
    assert "Record 12 · 3f9a3f9a3f9a3f9a" in words
    assert "Each certification board decides what it accepts." in words


@pytest.mark.parametrize(
    "name",
    [
        unicodedata.normalize("NFD", "Zoë Ångström-Łuczak"),
        "Nguyễn Thị Ánh",
        "Ελένη Παπαδοπούλου",
        "Ἀφροδίτη",
        "Олена Ґонта-Їжакевич",
        "Ѓорѓи Ќосев",
        "W" * 400,
        "Maximilian " * 300,
        "Ma\u200bria\u200d",
    ],
)
def test_it_stays_one_page_with_the_name_readable(name):
    # C06 C13
    printed = names.clean(name)
    content = pdf.render(certificate_of(printed))
    assert pages_of(content) == [LETTER]
    assert printed.replace(" ", "") in "".join(words_of(content).split())


def test_it_stays_one_page_however_many_marks():
    # C06
    content = pdf.render(certificate_of(names.clean("Zo" + "\u0301" * 300)))
    assert pages_of(content) == [LETTER]


@pytest.mark.parametrize("name", ["محمد علي", "Anna אנה", "李小龍", "Sam 🏮", "देवी", "", "Sam ٣"])
def test_it_leaves_other_letters_to_a_person(name):
    # C06
    with pytest.raises(Unprintable):
        pdf.render(certificate_of(name))


def test_it_leaves_other_letters_in_a_title_to_a_person():
    with pytest.raises(Unprintable):
        pdf.render(certificate_of(course="安全"))


def test_it_prints_a_name_that_is_turned_around_as_it_is():
    # C07
    content = pdf.render(certificate_of(names.clean("Alice\u202edekover")))
    assert "Alicedekover" in words_of(content)


def test_it_prints_the_new_name_on_the_new_one(certificate, jo, called):
    called("Samira")
    new = replace(certificate=certificate, by=jo, reason="Goes by another name now.")
    assert "Samira" in words_of(pdf.render(new))
    assert "Samira" not in words_of(pdf.render(Certificate.objects.get(pk=certificate.pk)))


def test_it_fits_the_longest_titles():
    made = certificate_of(
        "W" * 80, course="Overdose prevention for everybody " * 7, organization="Neighbors of us " * 7
    )
    assert pages_of(pdf.render(made)) == [LETTER]
