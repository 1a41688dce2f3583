"""From the first tap to a score that stands in the ledger."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from assessments.roleplay.observed.models import Observation, Performance
from assessments.roleplay.observed.services import (
    decline_self,
    finish,
    join,
    keep_marks,
    open_performance,
    rate_self,
    step_back,
)
from assessments.roleplay.observed.signing import standing_of
from assessments.roleplay.observed.taps import Mark
from assessments.roleplay.rubrics.models import Rubric, RubricVersion
from courses.progress.models import Completion
from courses.progress.services import confirm_attendance
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from lms.people.services import add_member
from tests.assessments.roleplay.observed import building


def test_it_says_not_yet_for_one_must_do_step_whatever_the_mean(inez, rosas, practiced):
    seen = building.played(inez, rosas, practiced, level=4, G4=3, O1="no", global_rating=4)
    assert (seen.decision, str(seen.score)) == ("not_yet", "3.667")
    assert seen.outcome == {"why": ["must_do"], "not_seen": ["O1"], "at_lowest": []}
    assert not rosas.completions.exists()


def test_it_completes_with_two_performances_before_two_observers(inez, observing, rosas, practiced):
    building.played(inez, rosas, practiced)
    building.played(inez, rosas, practiced)
    assert not Completion.objects.filter(enrollment=rosas).exists()
    building.played(observing, rosas, practiced)
    done = Completion.objects.get(enrollment=rosas)
    assert (done.activity_key, done.attested_by, done.minutes) == (practiced.key, observing, 20)
    rosas.refresh_from_db()
    assert rosas.completed_at


def test_it_signs_what_was_seen_with_the_hash_of_the_rubric(inez, rosas, practiced):
    seen = building.played(inez, rosas, practiced, G4=2)
    entry = Entry.objects.get(seq=seen.ledger_seq)
    assert (entry.meaning, entry.subject) == ("role-play with support", seen.pk)
    stored = Observation.objects.get(pk=seen.pk)
    assert ledger.opens(entry, facts=stored.facts(), salt=stored.salt)
    assert stored.facts()["rubric"]["hash"] == RubricVersion.objects.get().content_hash
    assert not ledger.opens(entry, facts={**stored.facts(), "decision": "ready"}, salt=stored.salt)
    assert ledger.verify() == []


def test_it_leaves_old_scores_as_they_were_when_the_rubric_changes(inez, rosas, practiced, harbor):
    before = building.played(inez, rosas, practiced)
    rubric = Rubric.objects.get()
    rubric.criteria = [building.criterion("G7", "Safety and teamwork")]
    rubric.save()
    stored = Observation.objects.get(pk=before.pk)
    assert [one.key for one in stored.performance.rubric.said.criteria] == ["G1", "G4"]
    assert ledger.opens(Entry.objects.get(seq=stored.ledger_seq), facts=stored.facts(), salt=stored.salt)
    after = building.played(inez, rosas, practiced)
    assert [one.key for one in after.performance.rubric.said.criteria] == ["G7"]
    assert RubricVersion.objects.count() == 2


def test_it_freezes_the_same_words_once(inez, rosas, practiced):
    building.begin(inez, rosas, practiced)
    building.begin(inez, rosas, practiced)
    assert RubricVersion.objects.count() == 1


def test_it_begins_once_however_often_it_is_tapped(inez, rosas, practiced):
    said = {"observer": inez, "enrollment": rosas, "session": practiced, "scenario": "RP08"}
    key = uuid.uuid4()
    assert open_performance(key=key, **said) == open_performance(key=key, **said)
    assert (Performance.objects.count(), Observation.objects.count()) == (1, 1)


def test_it_waits_for_every_mark_and_for_the_learner(inez, rosas, practiced):
    seen = building.begin(inez, rosas, practiced)
    building.mark(seen, {"G1": 3, "G4": 3, "O1": "yes", "O2": "yes"})
    with pytest.raises(ValidationError, match="Not marked yet: Stays"):
        finish(observation=seen, observer=inez, global_rating=4)
    building.mark(seen, {"O3": "yes"})
    with pytest.raises(ValidationError, match="Rosa comes first"):
        finish(observation=seen, observer=inez, global_rating=4)
    decline_self(performance=seen.performance, by=inez)
    with pytest.raises(ValidationError, match="as a whole"):
        finish(observation=seen, observer=inez, global_rating=6)
    assert finish(observation=seen, observer=inez, global_rating=4).decision == "ready"


def test_it_signs_once(inez, rosas, practiced):
    seen = building.played(inez, rosas, practiced)
    again = finish(observation=seen, observer=inez, global_rating=1)
    assert (again.global_rating, Entry.objects.filter(subject=seen.pk).count()) == (4, 1)


def test_it_takes_no_mark_after_the_signature(inez, rosas, practiced):
    seen = building.played(inez, rosas, practiced)
    with pytest.raises(ValidationError, match="This is signed"):
        building.mark(seen, {"G1": 1}, stamp=9)
    # What had arrived before may come once more.
    assert building.mark(seen, {"G1": 4}).marks == Observation.objects.get(pk=seen.pk).marks


def test_it_says_which_marks_fit_nothing_and_keeps_the_others(inez, rosas, practiced):
    seen = building.begin(inez, rosas, practiced)
    taps = [Mark("G1", 3, 1, "a"), Mark("G9", 3, 1, "b"), Mark("G4", 5, 1, "c"), Mark("m:1", {"at": -1}, 1, "d")]
    kept, refused = keep_marks(observation=seen, observer=inez, marks=taps)
    assert (list(kept.marks), refused) == (["G1"], ["b", "c", "d"])


def test_it_is_not_for_the_one_who_answers_for_them_alone(observing, rosa, rosas, practiced):
    practiced.performances = practiced.observers = 1
    practiced.save_revision().publish()
    building.played(observing, rosas, practiced)
    assert not Completion.objects.filter(enrollment=rosas).exists()


def test_it_is_nobody_elses(inez, marcus, rosa, sam, jo, dana, harbor, rosas, practiced):
    for other in (marcus, rosa, sam, jo, *(dana(role) for role in ("trainer", "observer", "coordinator"))):
        with pytest.raises(PermissionDenied):
            building.begin(other, rosas, practiced)
    seen = building.begin(inez, rosas, practiced)
    for other in (marcus, sam):
        with pytest.raises(PermissionDenied):
            join(performance=seen.performance, observer=other)
        with pytest.raises(PermissionDenied):
            keep_marks(observation=seen, observer=other, marks=[Mark("G1", 1, 9, "a")])
        with pytest.raises(PermissionDenied):
            rate_self(performance=seen.performance, by=other, ratings={"G1": 4, "G4": 4})
        with pytest.raises(PermissionDenied):
            finish(observation=seen, observer=other, global_rating=5)
    add_member(user=rosa, organization=harbor, role="observer")
    with pytest.raises(PermissionDenied):
        building.begin(rosa, rosas, practiced)
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.create(performance=seen.performance, learner=rosa, observer=rosa, role="observer")


def test_it_waits_for_a_second_observer_and_goes_on_where_they_step_back(inez, observing, rosas, practiced):
    first = building.begin(inez, rosas, practiced)
    second = join(performance=first.performance, observer=observing)
    assert join(performance=first.performance, observer=observing) == second
    building.score(first)
    assert standing_of(first.performance).decision is None
    step_back(observation=second, observer=observing)
    assert standing_of(Performance.objects.get()).decision == "ready"


def test_it_asks_for_a_third_look_where_two_are_apart(inez, observing, rosas, practiced):
    first = building.begin(inez, rosas, practiced)
    second = join(performance=first.performance, observer=observing)
    building.score(first)
    building.score(second, G1=2, O1="partly")
    stands = standing_of(Performance.objects.get())
    assert (stands.decision, stands.apart, stands.asks_for_third) == (None, ("G1", "O1"), True)


def test_it_throws_away_what_was_begun_by_mistake(inez, rosas, practiced):
    seen = building.begin(inez, rosas, practiced)
    step_back(observation=seen, observer=inez)
    assert not Performance.objects.exists()


def test_it_keeps_a_session_that_was_confirmed_before(inez, rosas, practiced):
    practiced.performances = practiced.observers = 0
    practiced.save_revision().publish()
    confirm_attendance(session=practiced, enrollments=[rosas], confirmed_by=inez)
    practiced.performances = practiced.observers = 2
    practiced.save_revision().publish()
    confirm_attendance(session=practiced, enrollments=[rosas], confirmed_by=inez)
    assert Completion.objects.get(enrollment=rosas).activity_key == practiced.key


def test_it_is_confirmed_by_nobody_where_it_is_scored(inez, rosas, practiced):
    with pytest.raises(ValidationError, match="This practice is scored"):
        confirm_attendance(session=practiced, enrollments=[rosas], confirmed_by=inez)


def test_it_says_so_where_another_tab_threw_it_away(inez, observing, rosas, practiced):
    seen = building.begin(inez, rosas, practiced)
    join(performance=seen.performance, observer=observing)
    step_back(observation=seen, observer=inez)
    with pytest.raises(ValidationError, match="thrown away"):
        finish(observation=seen, observer=inez, global_rating=4)
