"""After a whole run, prints the attacks and faults that no test names yet (threats.md)."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
IDS = (TESTS / "data" / "attack_ids.txt").read_text().split()


def named() -> set[str]:
    """Ids that stand in a comment or docstring of a test, such as "# C01"."""
    words = (path.read_text() for path in TESTS.rglob("test_*.py"))
    return {word for text in words for word in re.findall(r"\b[A-Z]\d\d\b", text)}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return
    missing = [name for name in IDS if name not in named()]
    terminalreporter.write_line(f"{len(missing)} of {len(IDS)} attacks have no test yet: {' '.join(missing)}")
