"""./dev: runs on an old Python, finds what is there, and says what is not."""

import ast
import importlib.util
import socket
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parents[1] / "dev"
IN_THE_LIBRARY = {*sys.stdlib_module_names, "__future__"}


@pytest.fixture(scope="module")
def dev():
    spec = importlib.util.spec_from_loader("dev", SourceFileLoader("dev", str(PATH)))
    module = importlib.util.module_from_spec(spec)
    writing, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    spec.loader.exec_module(module)
    sys.dont_write_bytecode = writing
    return module


@pytest.fixture
def pip_says(dev, monkeypatch):
    def listed(lines):
        for name in ("UV_INDEX", "UV_DEFAULT_INDEX", "UV_FIND_LINKS", "SSL_CERT_FILE"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr(dev, "run", lambda *command, **options: type("Ended", (), {"stdout": lines})())
        return dev.pip_settings_for_uv()

    return listed


def test_it_can_be_read_by_an_old_python():
    # macOS brings 3.9; ./dev has to start there to find a newer one.
    ast.parse(PATH.read_text(), feature_version=(3, 8))


def test_it_needs_the_standard_library_only():
    imports = [node for node in ast.walk(ast.parse(PATH.read_text())) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {node.module for node in imports if isinstance(node, ast.ImportFrom)}
    names |= {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
    assert {name.split(".")[0] for name in names} - IN_THE_LIBRARY == set()


def test_it_gives_uv_what_pip_was_told(pip_says):
    lines = (
        "global.index-url='https://one.example/simple'\n:env:.extra-index-url='file:///a\\nfile:///b'\nglobal.x='y'\n"
    )
    assert pip_says(lines) == {
        "UV_DEFAULT_INDEX": "https://one.example/simple",
        "UV_INDEX": "file:///a file:///b",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }


def test_it_leaves_uv_alone_where_pip_was_told_nothing(pip_says):
    assert pip_says("") == {}


def test_it_says_what_to_type_where_venv_is_missing(dev, monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "nothing")
    monkeypatch.setattr(dev, "is_root_on_debian", lambda: False)
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(dev.Stop, match=rf"python3\.{sys.version_info.minor}-venv"):
        dev.need_venv()


def test_it_says_what_to_type_where_pango_is_missing(dev, monkeypatch):
    monkeypatch.setattr(dev, "has_pango", lambda: False)
    monkeypatch.setattr(dev, "is_root_on_debian", lambda: False)
    with pytest.raises(dev.Stop, match="libpangoft2"):
        dev.need_pango()


def test_it_names_another_port_where_one_is_taken(dev):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(dev.Stop, match=str(port + 1)):
            dev.need_port("127.0.0.1", port)


def test_it_lists_the_measurements_it_knows(dev):
    with pytest.raises(dev.Stop, match="lesson"):
        dev.bench(["nonsense"])


def test_it_keeps_the_demo_apart_from_the_shell(dev, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@production/site")
    env = dev.environment(dev.DEMO)
    assert "DATABASE_URL" not in env
    assert env["LMS_READ_DOT_ENV"] == "0"


def test_it_lets_python_keep_what_it_compiled(dev, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in dev.environment()


@pytest.mark.parametrize(("has_chromium", "asked_for"), [(True, 1), (False, 2)])
def test_it_takes_a_whole_browser_where_there_is_none_without_windows(dev, monkeypatch, has_chromium, asked_for):
    there, asked = ["/usr/bin/chromium"] if has_chromium else [], []

    def apt(package):
        asked.append(package)
        if package == dev.HEADLESS:
            raise dev.Stop("There is no such package.")
        there.append(f"/usr/bin/{package}")

    monkeypatch.delenv("PORCHLIGHT_CHROMIUM", raising=False)
    monkeypatch.setattr(dev, "apt", apt)
    monkeypatch.setattr(dev, "is_root_on_debian", lambda: True)
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    monkeypatch.setattr(dev, "find_chromium", lambda: next(iter(there), ""))
    assert dev.chromium() == "/usr/bin/chromium"
    assert asked == [dev.HEADLESS, "chromium"][:asked_for]
