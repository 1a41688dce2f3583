"""Minutes that were signed day by day: each counts for its own day, and none of them is training."""

from datetime import date

import pytest
from django.urls import reverse

from certificates.facts import gather
from certificates.pdf import render
from certificates.services import award
from courses.enrollment.models import Enrollment
from courses.progress.credit import credited_by_day, days_in_words, rule_in_words
from courses.progress.models import Completion
from courses.progress.services import complete_activity
from tests import builders
from tests.certificates.reading import words_of

DAYS = {date(2026, 3, 2): 600, date(2026, 3, 1): 240, date(2026, 3, 3): 0}


@pytest.fixture
def shadowed(finished, course, marcus) -> Enrollment:
    """Sam's course, whose session is shadowing now."""
    apart = {"kind": "shadowing", "minutes": 2460, "published_minutes": 2400, "domains": {}}
    finished.completions.filter(kind="session").update(**apart, rule={"name": "signed"})
    return finished


def test_it_counts_each_minute_for_the_day_that_it_was_signed_for(enrollment, course, marcus):
    (session,) = builders.sessions_of(course)
    done = complete_activity(enrollment=enrollment, activity=session, attested_by=marcus, attested_days=DAYS)
    assert (done.minutes, done.credit) == (840, {"2026-03-01": 240, "2026-03-02": 600})
    assert rule_in_words(done.rule) == "The minutes of each shift count that were signed, for the day of that shift."
    assert days_in_words(done) == "Minutes by day: 240 for Mar 1, 600 for Mar 2."
    again = complete_activity(enrollment=enrollment, activity=session, attested_by=marcus, attested_days={})
    assert again == done


def test_it_takes_no_room_from_the_training_of_a_day(shadowed):
    taken = sum(credited_by_day(shadowed).values())
    assert taken == 10, "the lesson's"


def test_it_is_in_no_total_of_training(shadowed, signed_in, sam):
    facts = gather(enrollment=shadowed, code="x", awarded_at=shadowed.completed_at)
    assert (facts["minutes"], facts["shadowing"]) == (10, 2460)
    record = " ".join(signed_in(sam).get(reverse("lms_home:record")).text.split())
    assert "Harbor Outreach · 10 minutes" in record
    finish = signed_in(sam).get(reverse("lms_home:finish", kwargs={"enrollment": shadowed.pk})).text
    assert "10 minutes of learning, 2 parts." in finish
    assert "And 41 h of shadowing, signed." in finish
    printed = " ".join(words_of(signed_in(sam).get(reverse("lms_certificates:transcript")).content).split())
    assert "10 minutes · shadowing signed: 41 hours" in printed
    assert "Together 10 minutes" in printed


def test_it_stands_on_the_certificate_by_itself(shadowed, signed_in, sam):
    certificate = award(enrollment=shadowed)
    printed = " ".join(words_of(render(certificate)).split())
    assert "10 minutes of training" in printed
    assert "Shadowing, signed 41 hours" in printed
    shown = signed_in(sam).get(reverse("lms_certificates:verify_code", kwargs={"code": certificate.code})).text
    assert "Shadowing, signed:</strong> 41 hours" in shown


def test_it_is_not_on_a_certificate_without_it(finished):
    assert "shadowing" not in gather(enrollment=finished, code="x", awarded_at=finished.completed_at)
    assert not Completion.objects.filter(kind="shadowing").exists()
