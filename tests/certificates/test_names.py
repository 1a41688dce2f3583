"""Names as they may be printed. C06 C07 C13"""

import unicodedata

import pytest

from certificates import names


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("  Rosa \t\n Delgado ", "Rosa Delgado"),
        (unicodedata.normalize("NFD", "Zoë Müller"), "Zoë Müller"),
        ("Ali\u200bce\u200d\ufeff\u00ad", "Alice"),
        ("Al\x00i\x07ce\u2028", "Alice"),
        ("Sam\u3164\u2800\u115f", "Sam"),
        ("\u200b\u2060\ufeff", ""),
        ("", ""),
    ],
)
def test_it_composes_and_drops_what_is_invisible(typed, printed):
    # C06
    assert names.clean(typed) == printed


@pytest.mark.parametrize("control", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
def test_it_strips_what_turns_a_name_around(control):
    # C07
    assert names.clean(f"Alice{control}dekover") == "Alicedekover"


def test_it_cuts_what_no_name_needs():
    # C13
    assert names.clean("W" * 400_000) == "W" * 80
    assert len(names.clean("long " * 300)) <= 80


def test_it_keeps_four_marks_on_a_letter():
    # C06
    assert names.clean("Zo" + "\u0323" * 300) == "Zọ" + "\u0323" * 4


@pytest.mark.parametrize(
    "name", ["Rosa Delgado", "Nguyễn Thị Ánh", "Ελένη Παπαδοπούλου", "Олена Ґонта", "O'Brien-Łoś Jr. 3"]
)
def test_it_prints_latin_greek_and_cyrillic(name):
    # C06
    assert names.is_printable(names.clean(name))


@pytest.mark.parametrize("name", ["محمد", "Anna אנה", "李小龍", "देवी", "ขวัญ", "ሰላም"])
def test_it_leaves_other_scripts_to_a_person(name):
    # C06
    assert not names.is_printable(names.clean(name))


@pytest.mark.parametrize(
    "typed", ["rosa delgado", "ROSA  DELGADO", "Rósa Delgado", "RosaDelgado", "Rosa\u200b Delgado"]
)
def test_it_compares_without_accents_case_and_blanks(typed):
    assert names.folded(typed) == names.folded("Rosa Delgado")


def test_it_keeps_other_names_apart():
    assert names.folded("Rosa Delgada") != names.folded("Rosa Delgado")
    assert names.folded("राम") != names.folded("रीमा")
