"""Translations: what a .po file says is what Django reads, and a file that is missing or old is made anew."""

import gettext
import io
import os

import pytest

from lms import catalogs, checks

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"'
)
ENTRIES = r"""
#: lms/somewhere.py
#, python-format
msgid "Two\n"
"lines, \"%(name)s\""
msgstr ""
"Dos\n"
"líneas, «%(name)s»"

msgctxt "of a card"
msgid "Back"
msgstr "Reverso"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s día"
msgstr[1] "%(n)s días"

#, fuzzy
msgid "Guessed"
msgstr "Adivinado"

msgid "Later"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Se fue"
"""


@pytest.fixture
def spanish():
    entries = list(catalogs.read(HEADER + "\n" + ENTRIES))
    return gettext.GNUTranslations(io.BytesIO(catalogs.compiled(entries)))


def test_it_says_what_the_source_says(spanish):
    assert spanish.gettext('Two\nlines, "%(name)s"') == "Dos\nlíneas, «%(name)s»"
    assert spanish.pgettext("of a card", "Back") == "Reverso"
    assert [spanish.ngettext("%(n)s day", "%(n)s days", n) for n in (1, 2)] == ["%(n)s día", "%(n)s días"]


def test_it_leaves_english_what_nobody_has_looked_at(spanish):
    assert [spanish.gettext(text) for text in ("Guessed", "Later", "Gone", "Back")] == [
        "Guessed",
        "Later",
        "Gone",
        "Back",
    ]


def test_it_names_the_line_that_it_cannot_read():
    with pytest.raises(ValueError, match='msgid Hello"'):
        list(catalogs.read('msgid Hello"\nmsgstr ""'))


def test_it_makes_what_is_missing_or_old(monkeypatch, tmp_path):
    monkeypatch.setattr(catalogs, "LOCALE", tmp_path)
    source = tmp_path / "es" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(HEADER)
    assert [warning.id for warning in checks.check_catalogs(None)] == ["lms.W002"]
    catalogs.compile_stale()
    assert checks.check_catalogs(None) == []
    os.utime(source, (os.path.getmtime(source) + 60,) * 2)
    assert catalogs.is_stale(source)
    assert {path.name for path in source.parent.iterdir()} == {"django.po", "django.mo"}
