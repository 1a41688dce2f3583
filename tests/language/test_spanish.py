"""Our Spanish: nothing is missing, nothing is broken, and it is as kind and as plain as the English.

What `makemessages` would gather is read here without GNU gettext, which is on no fresh machine.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from lms.catalogs import Entry, read
from lms.language.checker import check

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("lms", "courses", "assessments", "certificates")
SOURCE = ROOT / "lms" / "locale" / "es" / "LC_MESSAGES" / "django.po"
ENTRIES = [entry for entry in read(SOURCE.read_text()) if entry.source]
# How many of a call's arguments are a text: its context first, its plural last.
CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1}
CALLS |= {"ngettext": 2, "ngettext_lazy": 2, "pgettext": 2, "pgettext_lazy": 2, "npgettext": 3, "npgettext_lazy": 3}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"\b(n?p?gettext|_)\(({STRING}(?:,\s*{STRING})*)", re.DOTALL)
PLACE = re.compile(r"%\(\w+\)[.\d]*[a-z]|%[sd%]|\{\w*\}|</?\w+>")


HOW = """
Gather what is new with the command in README.md (Languages), then write the Spanish; the words to use stand at the top
of the file. Not in the file yet, or not translated:"""


def key(name: str, texts: list[str]) -> tuple[str, str, str]:
    """Context, text, plural."""
    context = texts.pop(0) if "pgettext" in name else ""
    return context, texts[0], texts[1] if "ngettext" in name or "npgettext" in name else ""


def in_module(path: Path) -> Iterator[tuple[str, str, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        name = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
        texts = (
            [one.value for one in node.args[: CALLS[name]] if isinstance(one, ast.Constant)] if name in CALLS else []
        )
        if texts and len(texts) == CALLS[name]:
            yield key(name, texts)


def in_template(path: Path) -> Iterator[tuple[str, str, str]]:
    for name, texts in IN_TEMPLATE.findall(templatize(path.read_text())):
        yield key(name, list(ast.literal_eval(f"[{texts}]")))


def said() -> set[tuple[str, str, str]]:
    """Every text of ours that can be translated."""
    modules = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    templates = [path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"}]
    return {
        *(text for path in modules for text in in_module(path)),
        *(t for path in templates for t in in_template(path)),
    }


def places(text: str) -> list[str]:
    return sorted(PLACE.findall(text))


def is_broken(entry: Entry) -> bool:
    """A placeholder or a tag that is not where the English has it; a singular may leave its number out."""
    sources = [entry.source, *([entry.plural] if entry.plural else [])]
    fits = [any(places(text) == places(source) for source in sources) for text in entry.translations]
    edges = [text.strip() == text for text in (entry.source, *entry.translations)]
    return not all(fits) or len(set(edges)) > 1


def test_it_says_everything():
    done = {(entry.context, entry.source, entry.plural) for entry in ENTRIES if entry.is_done}
    missing = sorted(text for context, text, _plural in {one for one in said() if one not in done})
    assert missing == [], HOW


def test_it_would_notice_a_new_text():
    assert key("npgettext", ["a card", "%(n)s side", "%(n)s sides"]) in {("a card", "%(n)s side", "%(n)s sides")}
    assert {text for _context, text, _plural in said()} > {"Leave quickly", "Not yet", "%(n)d hour", "F j, Y"}


def test_it_says_everything_once():
    keys = [(entry.context, entry.source) for entry in ENTRIES]
    assert [source for (_context, source), count in Counter(keys).items() if count > 1] == []


def test_it_keeps_placeholders_tags_and_blanks():
    assert [entry.source for entry in ENTRIES if is_broken(entry)] == []
    assert is_broken(Entry("%(name)s is on", ("%(nombre)s está",)))


def test_it_is_kind():
    flagged = [(found.match, text) for entry in ENTRIES for text in entry.translations for found in check(text, "es")]
    assert flagged == []


def test_it_names_nobody_by_a_mark():
    # "todxs", "todes" and "tod@s" are read aloud badly and hard to read; who is meant is said in words.
    marks = re.compile(r"\w@s?(?!\w)|\b\w+xs\b|\w\(a\)|\w/a\b")
    assert [text for entry in ENTRIES for text in entry.translations if marks.search(text)] == []


# --- How plain it is: INFLESZ (Szigriszt-Pazos 1993, Barrio-Cantalejo 2008), 65 to 80 is "fairly easy" ---------------

PLAIN = 65
STRONG = "aeoáéóíú"


def syllables(word: str) -> int:
    heard = re.sub(r"qu|gu(?=[eiéí])", lambda found: found[0][0], word.lower())
    groups = re.findall(r"[aeiouáéíóúü]+", heard)
    return max(1, sum(max(1, sum(letter in STRONG for letter in group)) for group in groups))


def inflesz(texts: list[str]) -> float:
    sentences = [
        re.findall(r"[^\W\d_]+", one) for text in texts for one in re.split(r"[.!?:;]", PLACE.sub("uno", text))
    ]
    said = [words for words in sentences if len(words) > 2]
    words = [word for sentence in said for word in sentence]
    return 206.835 - 62.3 * sum(map(syllables, words)) / len(words) - len(words) / len(said)


def test_it_is_plain():
    assert inflesz([entry.translations[0] for entry in ENTRIES]) >= PLAIN
    assert inflesz(["La institución determinará la correspondencia administrativa de las acreditaciones."]) < 40
