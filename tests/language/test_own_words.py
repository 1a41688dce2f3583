"""Our own screens, messages and course say nothing that the checker would flag, except what is marked `lang-ok`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.language.checker import check

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("lms", "courses", "assessments", "certificates")
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"})
PYTHON = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "tests" not in path.parts)
STARTER = sorted(path for path in (ROOT / "lms" / "starter").rglob("*") if path.suffix in {".md", ".yaml", ".txt"})
COURSES = [*STARTER, ROOT / "courses" / "review" / "registry.yaml"]
SAID = {"_", "_n", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}

TRANSLATED = re.compile(r"{%\s*trans(?:late)?\s+\"([^\"]*)\"[^%]*%}")
VARIABLE = re.compile(r"{{[^{}]*}}")
TAG = re.compile(r"{%[^%]*%}")


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def words_of_template(source: str) -> Iterator[str]:
    """The page as it would be read, and every sentence of it that stands in an attribute."""
    yield from TRANSLATED.findall(source)
    yield TAG.sub(" . ", VARIABLE.sub("something", TRANSLATED.sub(r"\1", source)))


def words_of_module(path: Path) -> Iterator[str]:
    """What Python says to people: in a course everything, elsewhere what is translated."""
    source = path.read_text()
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        called = node.args if isinstance(node, ast.Call) and ast.unparse(node.func) in SAID else []
        for part in [node] if "starter" in path.parts else called:
            is_text = isinstance(part, ast.Constant) and isinstance(part.value, str)
            if is_text and "# lang-ok" not in lines[part.lineno - 1]:
                yield part.value


def flagged(sentences: Iterator[str], language: str = "en") -> list[str]:
    return [f"{found.match}: {found.why}" for text in sentences for found in check(text, language)]


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_it_is_kind_on_screen(path):
    assert flagged(words_of_template(path.read_text())) == []


def test_it_is_kind_in_messages():
    assert {shown(path): found for path in PYTHON if (found := flagged(words_of_module(path)))} == {}


def language_of(path: Path) -> str:
    return "es" if "es" in {*path.parts, path.stem.rpartition(".")[2]} else "en"


def test_it_is_kind_in_the_course():
    read = {shown(path): flagged([path.read_text()], language_of(path)) for path in COURSES}
    assert {name: found for name, found in read.items() if found} == {}


def test_it_would_notice():
    assert flagged(words_of_template('<p>{% translate "Addicts" %} {{ n }}</p><i title="{% translate "A junkie" %}">'))
    assert flagged(words_of_template("<p>{% if x %}The addicts{% endif %}</p>"))
    assert flagged(words_of_template("{# lang-ok #}Addicts{# /lang-ok #}")) == []
