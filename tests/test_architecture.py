"""The map holds: who may import whom, how big things get, and what stands where (architecture.md, style.md)."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from importlinter.cli import lint_imports

import lms
from tests import attacks

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("lms", "courses", "assessments", "certificates")
AT_THE_ROOT = {
    *PACKAGES,
    *("templates", "tests", "bench", "deploy", "requirements"),
    *("dev", "manage.py", "pyproject.toml", "package.json", "package-lock.json"),
    *("README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md"),
}
MADE_HERE = {"var", "node_modules", "dist", "build", "__pycache__"}
PURE = {
    *("rules", "hours", "grading", "drawing", "scoring", "checker", "manifest", "cmi", "reader"),
    *("chain", "directives", "lessons", "questions", "curriculum_check", "local_times", "identifiers", "suppression"),
    *("graph", "faults", "chart", "content", "taps", "looks"),
}
FRAMEWORKS = {"django", "wagtail", "celery"}
NEVER_KNOW_SUPPORT = ("lms.reports", "lms.starter", "certificates")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MIGRATIONS = [path for package in PACKAGES for path in (ROOT / package).rglob("migrations/0*.py")]


def python_files(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


OURS = python_files(*PACKAGES)
EVERY_FILE = [*OURS, *python_files("tests", "bench", "deploy")]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def imports() -> grimp.ImportGraph:
    return grimp.build_graph(*PACKAGES, include_external_packages=True, exclude_type_checking_imports=True)


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code_lines(path: Path) -> set[int]:
    """Numbers of the lines that hold code: no blank lines, comments or docstrings."""
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text()).readline)
    loud = (token for token in tokens if token.type not in silent)
    lines = {number for token in loud for number in range(token.start[0], token.end[0] + 1)}
    return lines - {number for node in docstrings(path) for number in range(node.lineno, (node.end_lineno or 0) + 1)}


def docstrings(path: Path) -> Iterator[ast.expr]:
    for node in ast.walk(tree(path)):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            yield first.value


def long_functions(path: Path, limit: int, prefix: str = "") -> Iterator[str]:
    lines = code_lines(path)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(prefix):
            length = len(lines & set(range(node.lineno, (node.end_lineno or 0) + 1)))
            if length > limit:
                yield f"{shown(path)}:{node.lineno} {node.name} has {length} lines"


def test_it_lets_imports_flow_downhill(capsys):
    ended = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert ended == 0, capsys.readouterr().out


def test_it_keeps_decisions_pure():
    graph = imports()
    pure = [module for module in graph.modules if module.rpartition(".")[2] in PURE]
    chains = [graph.find_shortest_chain(module, name) for module in pure for name in FRAMEWORKS & graph.modules]
    assert pure
    assert [chain for chain in chains if chain] == []


def test_it_walls_off_support():
    graph = imports()
    walled = [module for module in graph.modules if f"{module}.".startswith("lms.support.")]
    curious = [
        module for module in graph.modules if f"{module}.".startswith(tuple(f"{n}." for n in NEVER_KNOW_SUPPORT))
    ]
    assert curious
    assert [chain for one in curious for other in walled if (chain := graph.find_shortest_chain(one, other))] == []


def test_it_keeps_functions_short():
    assert [line for path in EVERY_FILE for line in long_functions(path, limit=40)] == []


def test_it_keeps_tests_short():
    files = [path for path in EVERY_FILE if path.name.startswith("test_")]
    assert [line for path in files for line in long_functions(path, limit=21, prefix="test_")] == []


def test_it_keeps_modules_short():
    lengths = {shown(path): len(path.read_text().splitlines()) for path in EVERY_FILE}
    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_it_names_things_after_what_they_do():
    assert [shown(path) for path in OURS if path.stem in {"utils", "helpers", "common"}] == []
    named = [(path, node.name) for path in OURS for node in ast.walk(tree(path)) if hasattr(node, "name") and node.name]
    vague = re.compile(r"(?!process_(request|response|exception)$)(process|handle)_|.*Manager$")
    assert [f"{shown(path)} {name}" for path, name in named if vague.match(name)] == []


def test_it_names_tests_as_stories():
    files = [path for path in EVERY_FILE if path.name.startswith("test_")]
    named = [(path, node.name) for path in files for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]
    tests = [(path, name) for path, name in named if name.startswith("test_")]
    assert [f"{shown(path)} {name}" for path, name in tests if not name.startswith(("test_it_", "test_its_"))] == []


@pytest.mark.parametrize("path", MIGRATIONS, ids=shown)
def test_it_keeps_our_paths_out_of_migrations(path):
    # Labels are forever, paths are cheap: a module that moves must not break a migration that somebody has run.
    dotted = re.compile(rf"\b({'|'.join(PACKAGES)})\.\w|^\s*(import|from) +({'|'.join(PACKAGES)})\b", re.MULTILINE)
    assert [found.group() for found in dotted.finditer(path.read_text())] == []
    assert "_auto_" not in path.name


def test_it_says_of_every_model_what_it_holds_about_a_person():
    ours = [config for config in apps.get_app_configs() if config.name.split(".")[0] in PACKAGES]
    models = [model for config in ours for model in config.get_models()]
    assert models
    assert [model.__name__ for model in models if "Personal data: " not in (model.__doc__ or "")] == []


def test_it_prefixes_every_label():
    ours = [config.label for config in apps.get_app_configs() if config.name in lms.APPS]
    assert len(ours) == len(lms.APPS)
    assert [label for label in ours if label != "lms" and not label.startswith("lms_")] == []


def writes_progress(node: ast.AST) -> bool:
    """Whether this makes or changes a `Completion`, or sets `completed_at`."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Attribute) and target.attr == "completed_at" for target in targets)
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func)
    verb = called.rpartition(".")[2]
    if verb in {"create", "bulk_create", "get_or_create", "update", "update_or_create", "bulk_update"}:
        return called.startswith("Completion.") or any(keyword.arg == "completed_at" for keyword in node.keywords)
    return called == "Completion"


def test_it_has_one_road_to_done():
    others = [path for path in OURS if shown(path) != "courses/progress/services.py"]
    writers = [shown(path) for path in others for node in ast.walk(tree(path)) if writes_progress(node)]
    assert writers == []
    assert any(writes_progress(node) for node in ast.walk(tree(ROOT / "courses/progress/services.py")))


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_it_shows_one_thing_per_template(path):  # I02, I09
    text = path.read_text()
    assert len(text.splitlines()) <= 120
    inline = r"<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=\s*[\"']|javascript:"
    if path.parent.name != "pdf":  # paper runs nothing, and sizes a name to fit its line
        inline += r"|<style|\sstyle\s*="
    assert re.findall(inline, text, re.IGNORECASE) == []
    unescaped = re.compile(r"\|\s*(safe|safeseq)\b|autoescape\s+off")
    assert [found.group() for found in unescaped.finditer(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_it_gives_components_only_what_they_need(path):
    includes = re.findall(r"{%\s*include\s+\"([^\"]+)\"([^%]*)%}", path.read_text())
    greedy = [name for name, rest in includes if not re.search(r"\sonly\s*$", rest)]
    # Django takes the CSRF token from a component with "only", so one with a form of its own goes without.
    assert [name for name in greedy if "{% csrf_token %}" not in (ROOT / "templates" / name).read_text()] == []


def test_it_keeps_the_root_as_the_map_says():
    here = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert here - AT_THE_ROOT - MADE_HERE == set()


def test_it_names_only_attacks_that_exist():
    assert sorted(attacks.named() - set(attacks.IDS)) == []


LOCKS = [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "package-lock.json", ROOT / ".npmrc"]


@pytest.mark.parametrize("path", LOCKS, ids=shown)
def test_it_pins_without_naming_a_registry(path):
    assert re.findall(r"\w+://\S+", path.read_text()) == []


def pins(name: str) -> set[str]:
    return set(re.findall(r"^[\w.\[\],-]+==\S+", (ROOT / "requirements" / f"{name}.txt").read_text(), re.MULTILINE))


def test_it_pins_the_same_versions_everywhere():  # K05
    assert pins("base") <= pins("production") <= pins("test")


def test_it_pins_every_file_by_its_hash():  # K05
    for path in (ROOT / "requirements").glob("*.txt"):
        blocks = re.split(r"^(?=[\w.-]+(?:\[[^\]]*\])?==)", path.read_text(), flags=re.MULTILINE)[1:]
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == [], path.name
