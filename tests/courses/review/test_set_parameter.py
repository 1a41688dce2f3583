"""What an agency teaches for a clinical parameter: set by its own people, shown only once somebody stands behind it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from courses.review.models import ParameterValue
from courses.review.queries import reviews_of
from courses.review.reader import registry
from courses.review.services import set_parameter
from tests import builders
from tests.courses.review.conftest import WAIT


def test_it_keeps_every_change(harbor, teaches):
    for value in ("2-3", "4", "4", ""):
        teaches(value)
    assert list(ParameterValue.objects.values_list("value", flat=True)) == ["2-3", "4", ""]
    assert reviews_of(harbor).values("en") == {}


def test_it_holds_in_one_language(harbor, teaches):
    teaches("2-3", "en")
    teaches("4", "es")
    reviews = reviews_of(harbor)
    assert (reviews.values("en"), reviews.values("es")) == ({WAIT: "2-3"}, {WAIT: "4"})


def test_it_is_reviewed_once_a_clinician_signed_it(harbor, timed, teaches, reviewed):
    teaches("2-3")
    assert reviews_of(harbor).reviewed("en") == {}
    reviewed(timed)
    assert reviews_of(harbor).reviewed("en") == {WAIT: "2-3"}
    teaches("5")
    assert reviews_of(harbor).reviewed("en") == {}


def test_it_is_never_the_proposed_value(harbor):
    assert registry().parameters[WAIT].proposed
    assert reviews_of(harbor).values("en") == {}


def test_it_refuses_what_is_no_parameter(teaches):
    with pytest.raises(ValidationError, match="no such parameter"):
        teaches("3", key="lucky_number")


@pytest.mark.parametrize("role", ["new_hire", "senior_peer", "supervisor"])
def test_it_is_for_trainers_and_coordinators(harbor, role):
    other = builders.person("Nobody", role, harbor)
    with pytest.raises(PermissionDenied):
        set_parameter(organization=harbor, by=other, key=WAIT, language="en", value="9")


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_it_is_not_danas_to_set(harbor, dana, role):  # A12
    with pytest.raises(PermissionDenied):
        set_parameter(organization=harbor, by=dana(role), key=WAIT, language="en", value="9")
    assert not ParameterValue.objects.exists()


def test_it_renews_what_lessons_quote(harbor, teaches):
    before = harbor.content_version
    teaches("2-3")
    harbor.refresh_from_db()
    assert harbor.content_version > before
