"""Screens of reports."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse


def _report(name: str) -> Callable[[dict[str, Any]], str]:
    return lambda world: reverse(f"lms_reports:{name}")


SCREENS = {
    "reports": ("jo", _report("reports")),
    "who finished what": ("marcus", _report("finished")),
}
