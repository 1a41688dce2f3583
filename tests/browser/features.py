"""Screens of one feature each, from modules beside this one that have `SCREENS`."""

import importlib
from collections.abc import Callable
from typing import Any

Screens = dict[str, tuple[str, Callable[[dict[str, Any]], str]]]

FEATURES = (
    "hours_screens",
    "my_practice_screens",
    "observing_screens",
    "answer_screens",
    "apart_screens",
    "own_words",
    "question_screens",
    "report_screens",
    "shadowing_screens",
    "sheet_screens",
    "scenario_screens",
    "signing_screens",
    "supervision",
)


def of_features() -> Screens:
    """All of them, by name."""
    found: Screens = {}
    for name in FEATURES:
        found |= importlib.import_module(f"tests.browser.{name}").SCREENS
    return found
