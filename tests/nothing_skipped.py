"""Fails a run in which a test was skipped (`./dev test --all`)."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line("Nothing may be skipped in this run.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
