"""What is kept about somebody who played, in words, and how it goes."""

from datetime import timedelta

from django.utils import timezone

from assessments.roleplay.scenarios.models import ScenarioChoice, ScenarioRun
from lms.home import privacy, retention
from lms.people.models import Membership
from tests.assessments.roleplay.scenarios.writing import play_to_the_end


def test_it_says_what_was_chosen_in_words(rosa, rosas, page):
    play_to_the_end(rosas, page, "Listen", "Wait")
    held = privacy.held_about(rosa)
    (run,) = held["Scenarios you played"]
    assert (run["course"], run["part"], run["ending"]) == ("Practice", "At the door", "gone")
    assert [one["choice"] for one in held["Your choices in scenarios"]] == ["Listen", "Wait"]


def test_it_says_nothing_about_anybody_else(sam, rosas, page):
    play_to_the_end(rosas, page, "Listen", "Wait")
    assert "Listen" not in str(privacy.held_about(sam))


def test_it_goes_with_the_account(rosa, rosas, page):
    play_to_the_end(rosas, page, "Listen", "Wait")
    privacy.erase(user=rosa)
    assert not ScenarioRun.objects.exists()
    assert not ScenarioChoice.objects.exists()


def test_it_goes_some_time_after_somebody_left(rosa, rosas, page):
    play_to_the_end(rosas, page, "Listen")
    retention.expire(now=timezone.now())
    assert ScenarioChoice.objects.exists()
    Membership.objects.filter(user=rosa).update(ended_at=timezone.now() - timedelta(days=4000))
    retention.expire(now=timezone.now())
    assert not ScenarioChoice.objects.exists()
