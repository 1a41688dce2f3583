"""Kept worlds (`tests/kept.py`): the next test finds them as the first one did."""

import pytest

from lms.people.models import Organization
from tests.kept import kept


@pytest.mark.parametrize("test", ["the first", "the next"])
def test_it_undoes_what_a_test_did(test, harbor, rosa):
    assert harbor.name == Organization.objects.get().name == "Harbor Outreach"
    assert rosa.memberships.count() == 1
    harbor.name = "Changed"
    harbor.save()
    rosa.memberships.all().delete()


def test_it_is_one_world(harbor, rosa, enrollment):
    assert enrollment.learner is rosa
    assert enrollment.organization == harbor


def test_it_holds_nothing_that_was_not_asked_for(elsewhere):
    assert Organization.objects.get() == elsewhere


def test_it_keeps_nothing_that_cleans_up_after_a_test():
    def borrowed():
        yield

    with pytest.raises(TypeError, match="borrowed"):
        kept(borrowed)
