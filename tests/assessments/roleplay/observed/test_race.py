"""Taps and signatures at the same moment, from two tabs and two observers."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from assessments.roleplay.observed.models import Observation
from assessments.roleplay.observed.services import decline_self, finish, join, keep_marks
from assessments.roleplay.observed.taps import Mark
from courses.progress.models import Completion
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from tests import builders
from tests.assessments.quizzes.test_race import CLICKS, at_once
from tests.assessments.roleplay.observed import building

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def seen(inez: Any, rosas: Any, practiced: Any) -> Observation:
    """Everything is marked, and the learner would rather not say."""
    begun = building.begin(inez, rosas, practiced)
    building.mark(begun, building.everything(begun.performance))
    decline_self(performance=begun.performance, by=inez)
    return begun


def test_it_loses_no_tap_that_it_said_it_kept(seen, inez):
    """Half of the taps come from one tab while another tab signs."""

    def click(number: int) -> Any:
        if number % 2:
            return finish(observation=seen, observer=inez, global_rating=4).pk
        try:
            keep_marks(observation=seen, observer=inez, marks=[Mark(f"m:{number}", {"at": 1, "about": ""}, 9, "a")])
        except ValidationError:
            return None
        return f"m:{number}"

    answers = at_once(click)
    stored = Observation.objects.get()
    kept = {answer for answer in answers if isinstance(answer, str)}
    assert kept == {key for key in stored.marks if key.startswith("m:")}
    assert Entry.objects.filter(subject=seen.pk).count() == 1
    assert ledger.opens(Entry.objects.get(subject=seen.pk), facts=stored.facts(), salt=stored.salt)


def test_it_counts_once_when_two_observers_sign_at_once(seen, inez, observing, practiced):
    practiced.performances = practiced.observers = 1
    practiced.save_revision().publish()
    other = join(performance=seen.performance, observer=observing)
    building.mark(other, building.everything(other.performance))
    looks = [(seen, inez), (other, observing)]

    def click(number: int) -> Any:
        look, observer = looks[number % 2]
        return finish(observation=look, observer=observer, global_rating=4).pk

    assert len(set(at_once(click))) == 2
    assert (Entry.objects.filter(meaning="role-play ready").count(), Completion.objects.count()) == (2, 1)
    assert ledger.verify() == []


def test_it_gives_one_place_to_a_second_observer(seen, observing, harbor):
    third = builders.person("Sam-third", "observer", harbor)

    def click(number: int) -> Any:
        try:
            return join(performance=seen.performance, observer=(observing, third)[number % 2]).pk
        except ValidationError:
            return None

    answers = at_once(click)
    assert len({answer for answer in answers if answer}) == 1
    assert (Observation.objects.count(), answers.count(None)) == (2, CLICKS // 2)
