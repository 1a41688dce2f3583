"""A transcript that begins with what a board asks."""

from datetime import date

import pytest
from django.urls import reverse

from courses.outside.rules import Details
from courses.outside.services import confirm_outside_training, enter_outside_training
from tests.certificates.reading import pages_of, words_of


@pytest.fixture
def against(signed_in, sam):
    def board(key: str) -> bytes:
        return signed_in(sam).get(reverse("lms_certificates:transcript"), {"board": key}).content

    return board


def test_it_says_what_is_asked_what_is_there_and_what_is_missing(certificate, against, sam, jo, harbor):
    details = Details("Standing up", "County health", date(2026, 3, 1), 90, "advocacy")
    training = enter_outside_training(learner=sam, details=details, organization=harbor)
    confirm_outside_training(trainings=[training], confirmed_by=jo)
    words = " ".join(words_of(against("icrc-peer-recovery")).split())
    for printed in (
        "Beside what this board asks: IC&RC Peer Recovery",
        "Ethical responsibility 16 hours 10 minutes none 15 hours 50 minutes",
        "Advocacy 10 hours none 1 hour 30 minutes 8 hours 30 minutes",
        "On this list together 46 hours 30 minutes 1 hour 30 minutes 44 hours",
        "Each board decides what it accepts",
    ):
        assert printed in words


def test_it_lists_the_domains_of_that_board(certificate, against):
    words = " ".join(words_of(against("delaware-peer")).split())
    assert "Harm reduction 10 hours none none 10 hours" in words
    assert "On this list together 50 hours" in words
    assert set(pages_of(against("delaware-peer"))) == {(612.0, 792.0)}


def test_it_speaks_of_no_board_unless_asked(certificate, signed_in, sam):
    assert "Beside what" not in words_of(signed_in(sam).get(reverse("lms_certificates:transcript")).content)
