"""Codes that nobody guesses and everybody can type."""

import pytest

from certificates import codes


def test_it_makes_128_random_bits_in_26_characters():
    # C08
    made = {codes.new_code() for _ in range(500)}
    assert len(made) == 500
    assert all(len(code) == 26 and set(code) <= set(codes.ALPHABET) and code[0] in "01234567" for code in made)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\n"])
def test_it_reads_what_it_printed(typed):
    code = codes.new_code()
    assert codes.read(typed.format(codes.in_groups(code))) == code
    assert codes.read(typed.format(codes.in_groups(code).lower().replace("-", " "))) == code


def test_it_forgives_letters_that_look_like_digits():
    assert codes.read("OoIiLl" + "7" * 20) == "001111" + "7" * 20


@pytest.mark.parametrize("typed", ["", "7", "7" * 25, "7" * 27, "U" * 26, "٣" * 26, "7" * 26 + "\x00", "-" * 400_000])
def test_it_refuses_what_is_no_code(typed):
    assert codes.read(typed) == ""
