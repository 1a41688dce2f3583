"""A practice that is scored, with people to score it."""

import pytest

from courses.enrollment.services import enroll
from lms.people.services import add_member
from tests import builders
from tests.assessments.roleplay.observed import building
from tests.kept import kept


@pytest.fixture
@kept
def practiced(harbor):
    """A course whose only part is a practice that takes two performances before two observers."""
    building.rubric(harbor)
    course = builders.course(harbor, "First steps")
    return building.practice(builders.module(course, "Overdose response"), performances=2, observers=2)


@pytest.fixture
@kept
def rosas(rosa, harbor, practiced):
    return enroll(learner=rosa, organization=harbor, course=practiced.get_parent().get_parent().specific)


@pytest.fixture
@kept
def observing(marcus, harbor):
    """Marcus, who observes too."""
    add_member(user=marcus, organization=harbor, role="observer")
    return marcus


@pytest.fixture
@kept
def reading(sam, harbor):
    """Sam, who observes too and was not there."""
    add_member(user=sam, organization=harbor, role="observer")
    return sam


@pytest.fixture
def seen_apart(inez, observing, rosas, practiced):
    """Two saw one performance two levels apart on listening, and apart on calling for help."""
    return building.seen_twice(inez, observing, rosas, practiced, G1=2, O1="partly")
