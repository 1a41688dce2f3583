"""Apps above courses say which pages the activities of files become."""

from types import SimpleNamespace

import pytest
from wagtail.models import Page

from courses.files import kinds
from courses.files.course import Check

CHECK = Check("M1/check.en.yaml", "M1-check", "Check", 5, {}, {}, {}, 80, "", ())


class PageKind(SimpleNamespace):
    model = Page


@pytest.fixture(autouse=True)
def nobody_registered(monkeypatch):
    monkeypatch.setattr(kinds, "_BY_RECORD", {})


def test_it_finds_a_kind_by_its_record_and_by_its_page(db):
    kind = PageKind()
    kinds.register(Check, kind)
    assert kinds.kind_for(CHECK) is kind
    assert kinds.kind_of(Page()) is kind


def test_it_has_none_where_nobody_registered_one(db):
    assert kinds.kind_for(CHECK) is None
    assert kinds.kind_of(Page()) is None


def test_it_gives_what_stands_in_an_activity_the_same_id_in_every_language():
    one, other = (
        kinds.Setting(None, None, language, None, None, kinds.uuid.UUID(int=7), None) for language in ("en", "es")
    )
    assert one.id_of("first", 2) == other.id_of("first", 2) != one.id_of("first", 3)
