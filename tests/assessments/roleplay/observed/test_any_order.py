"""Whatever is sent, by whomever, in whatever order and however often: one score for each observer, and none lost."""

from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.roleplay.observed.models import Observation
from assessments.roleplay.observed.services import decline_self, finish, join, keep_marks, rate_self
from assessments.roleplay.observed.taps import Mark, merge
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from tests.assessments.roleplay.observed import building

KEYS = {"G1": [1, 3, 4], "G4": [3, 4], "O1": ["yes", "no"], "O2": ["yes", "no"], "O3": ["yes", "no"]}
marks = st.sampled_from(sorted(KEYS)).flatmap(
    lambda key: st.tuples(st.just(key), st.sampled_from(KEYS[key]), st.integers(1, 9))
)
WHO = ["inez", "marcus", "rosa", "sam", "dana"]
sent = st.one_of(
    st.tuples(st.just("mark"), st.sampled_from(WHO), st.lists(marks, max_size=6)),
    st.tuples(st.just("rate"), st.sampled_from(WHO), st.integers(1, 4)),
    st.tuples(st.just("decline"), st.sampled_from(WHO), st.none()),
    st.tuples(st.just("join"), st.sampled_from(WHO), st.none()),
    st.tuples(st.just("finish"), st.sampled_from(WHO), st.integers(1, 5)),
)
# Every mark, the learner's own view, the signature: so that many of the stories come to a score.
WHOLE = [
    ("mark", "inez", [("G1", 3, 5), ("G4", 4, 5), ("O1", "yes", 5), ("O2", "yes", 5), ("O3", "no", 5)]),
    ("rate", "rosa", 3),
    ("finish", "inez", 4),
]
stories = st.lists(sent, max_size=8).flatmap(lambda some: st.permutations([*some, *WHOLE]))


def send(people, seen, what, who, value):
    """One request, as its view would make it. Whoever has no observation of theirs tries the first one."""
    by, performance = people[who], seen.performance
    theirs = Observation.objects.filter(performance=performance, observer=by).first() or seen
    if what == "mark":
        taps = [Mark(key, tapped, stamp, f"{who}-{key}-{stamp}-{tapped}") for key, tapped, stamp in value]
        keep_marks(observation=theirs, observer=by, marks=taps)
    elif what == "rate":
        rate_self(performance=performance, by=by, ratings={"G1": value, "G4": value})
    elif what == "decline":
        decline_self(performance=performance, by=by)
    elif what == "join":
        join(performance=performance, observer=by)
    else:
        finish(observation=theirs, observer=by, global_rating=value)


@pytest.fixture
def people(inez, observing, rosa, sam, dana):
    return {"inez": inez, "marcus": observing, "rosa": rosa, "sam": sam, "dana": dana("observer")}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories)
def test_it_comes_to_one_score_of_each_who_looked(people, rosas, practiced, story):
    with transaction.atomic():
        seen = building.begin(people["inez"], rosas, practiced)
        signed: dict = {}
        for step in story:
            with suppress(ValidationError, PermissionDenied):
                send(people, seen, *step)
            for one in Observation.objects.signed():
                # What was signed first stays as it was, whatever comes after it.
                assert signed.setdefault(one.pk, one.facts()) == one.facts()
        assert set(Observation.objects.values_list("observer", flat=True)) <= {people[n].pk for n in ("inez", "marcus")}
        for one in Observation.objects.signed():
            assert ledger.opens(Entry.objects.get(subject=one.pk), facts=one.facts(), salt=one.salt)
        if not Observation.objects.signed().exists():
            assert seen.performance.observations.get(pk=seen.pk).marks == expected(story)
        transaction.set_rollback(True)


def expected(story):
    """Every tap of hers, put together."""
    taps = [tap for what, who, value in story if what == "mark" and who == "inez" for tap in value]
    return merge({}, [Mark(key, tapped, stamp, f"inez-{key}-{stamp}-{tapped}") for key, tapped, stamp in taps])
