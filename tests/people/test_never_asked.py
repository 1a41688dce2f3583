"""P10: nobody is asked about their own use, recovery, health, record or papers, nor who a participant is."""

import re
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import pytest
from django import forms
from django.apps import apps

import assessments
import certificates
import courses
import lms
from assessments.shadowing.words import ACTIVITIES, Debrief, Level, Wish

# What a field that asks would be called, in either language; whole words, so that "discovery" asks for nothing.
ASKS = re.compile(
    r"\b(recover(y|ed|ing)|sober|sobriety|relapse|(own|drug|substance|past) use|used drugs|diagnos\w+|disorder|"
    r"health (status|condition)|hiv|hepatitis|medication|criminal|conviction|arrest\w*|probation|parole|"
    r"immigration|citizenship|visa|undocumented|lived experience|"
    r"(participant|client|member|guest)('s)?[ _](name|phone|address|birth)|date of birth)\b",
    re.IGNORECASE,
)
# A domain of the boards' lists and two kinds of places are called so, and ask nobody anything.
NAMES_A_SUBJECT = {"Recovery and wellness support"}
NAMES_A_PLACE = {"Recovery house", "Recovery community center"}


def ours() -> list[ModuleType]:
    packages = (lms, courses, assessments, certificates)
    names = [found.name for package in packages for found in walk_packages(package.__path__, f"{package.__name__}.")]
    return [import_module(name) for name in names if not re.search(r"migrations|settings|management|[aw]sgi", name)]


def form_classes() -> set[type]:
    found = {thing for module in ours() for thing in vars(module).values() if isinstance(thing, type)}
    return {thing for thing in found if issubclass(thing, forms.BaseForm) and thing.__module__.split(".")[0] in HERE}


HERE = {"lms", "courses", "assessments", "certificates"}
MODELS = [model for model in apps.get_models() if model.__module__.split(".")[0] in HERE]


def words_of(name: str, field: object) -> str:
    said = [name.replace("_", " "), *(str(getattr(field, what, "") or "") for what in ("label", "verbose_name"))]
    return " / ".join([*said, str(getattr(field, "help_text", "") or "")])


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_it_has_no_column_for_it(model):
    asked = [words_of(field.name, field) for field in model._meta.get_fields() if hasattr(field, "help_text")]
    assert [words for words in asked if ASKS.search(words)] == []


def test_it_has_no_box_for_it():
    asked = [words_of(name, field) for form in form_classes() for name, field in form.base_fields.items()]
    assert len(asked) > 30
    assert [words for words in asked if ASKS.search(words)] == []


def test_it_offers_no_such_choice():
    fields = [field for form in form_classes() for field in form.base_fields.values() if hasattr(field, "choices")]
    offered = {str(label) for field in fields if not callable(field.choices) for _value, label in field.choices}
    assert [label for label in offered - NAMES_A_SUBJECT - NAMES_A_PLACE if ASKS.search(label)] == []


def test_it_asks_for_nothing_of_the_kind_about_a_shift():  # P10
    """Its boxes for activities are made one by one, so no class shows them."""
    asked = [*ACTIVITIES.values(), *Level.labels, *Debrief.labels, *Wish.labels]
    assert [words for words in map(str, asked) if ASKS.search(words)] == []


@pytest.mark.parametrize(
    "words", ["Are you in recovery?", "Past use", "Client name", "Criminal record", "Date of birth"]
)
def test_it_would_notice(words):
    assert ASKS.search(words)
