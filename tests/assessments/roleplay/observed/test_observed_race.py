"""Two observers, two tabs, and somebody who leaves, all at the same instant. H06"""

import pytest

from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.services import finish, join, keep_marks, rate_self, step_back
from assessments.roleplay.observed.taps import Mark
from courses.enrollment.services import enroll
from courses.progress.models import Completion
from lms.home.privacy import leave_agency
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from tests.assessments.roleplay.observed import building
from tests.assessments.shadowing.signing.test_sign_race import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def rosas(rosa, harbor, practiced):
    practiced.performances = practiced.observers = 1
    practiced.save()
    return enroll(learner=rosa, organization=harbor, course=practiced.get_parent().get_parent().specific)


@pytest.fixture
def both(inez, observing, rosas, practiced, rosa):
    """Two looks at one performance, with everything marked and the learner's own view."""
    look = building.begin(inez, rosas, practiced)
    looks = [look, join(performance=look.performance, observer=observing)]
    for one in looks:
        building.mark(one, building.everything(look.performance))
    rate_self(performance=look.performance, by=rosa, ratings={"G1": 3, "G4": 3})
    return looks


def signatures():
    return Entry.objects.filter(meaning__startswith="role-play").count()


def sign(look):
    return lambda: finish(observation=look, observer=look.observer, global_rating=4)


def test_it_is_done_once_where_both_sign_at_once_and_twice(both, rosas):
    at_once([sign(look) for look in both for _tab in "ab"])
    assert Observation.objects.signed().count() == signatures() == 2
    assert Completion.objects.filter(enrollment=rosas).count() == 1
    assert ledger.verify() == []


def test_it_signs_exactly_what_is_kept(both):
    look = both[0]
    late = Mark("O1", "no", 9, "late")
    said = at_once([sign(look), lambda: keep_marks(observation=look, observer=look.observer, marks=[late])])
    look.refresh_from_db()
    was_refused = isinstance(said[1], str)
    assert look.marks["O1"][0] == ("yes" if was_refused else "no")
    assert look.decision == ("ready" if was_refused else "not_yet")


def test_it_goes_on_where_one_signs_and_the_other_steps_back(both, rosas):
    first, second = both
    at_once([sign(first), lambda: step_back(observation=second, observer=second.observer), sign(first)])
    assert Completion.objects.filter(enrollment=rosas).count() == 1
    assert Observation.objects.signed().count() == Observation.objects.count() == signatures() == 1


def test_it_loses_nothing_signed_where_they_leave_meanwhile(both, rosa, harbor):
    step_back(observation=both[1], observer=both[1].observer)
    at_once([sign(both[0]), lambda: leave_agency(user=rosa, organization=harbor)])
    assert Observation.objects.signed().count() == Observation.objects.count() == signatures()
    assert Performance.objects.count() == signatures()
    assert ledger.verify() == []


def test_it_lets_two_who_look_at_each_other_leave_at_once(harbor, inez, observing, rosas, practiced, sam):
    course = practiced.get_parent().get_parent().specific
    observers = [inez, observing]
    for observer, learner in (observers, observers[::-1]):
        theirs = enroll(learner=learner, organization=harbor, course=course)
        building.begin(observer, theirs, practiced)
    at_once([lambda who=who: leave_agency(user=who, organization=harbor) for who in observers])
    assert not Performance.objects.exists()
