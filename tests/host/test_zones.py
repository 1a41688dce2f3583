"""The time zone that a state suggests."""

import zoneinfo

import pytest
from django.core.exceptions import ValidationError

from lms.host.zones import STATES, zones_of


def test_it_knows_every_state_by_name_and_by_letters():
    assert zones_of(" new  york ") == zones_of("ny") == ("America/New_York",)
    assert zones_of("TN") == ("America/Chicago", "America/New_York")
    assert len(STATES) == 50 + 1 + 5, "the states, the District, the territories"


def test_it_names_only_zones_that_exist():
    assert {zone for _name, zones in STATES.values() for zone in zones} <= zoneinfo.available_timezones()


def test_it_suggests_none_outside_the_united_states():
    assert zones_of("") == ()


def test_it_says_that_it_does_not_know_a_state():
    with pytest.raises(ValidationError):
        zones_of("Atlantis")
