"""Where somebody is, activity by activity, and a step back after a break without blame."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from assessments import privacy as privacy_of_assessments
from assessments.shadowing.levels.models import LevelStep
from assessments.shadowing.levels.queries import levels_of
from assessments.shadowing.levels.services import set_level_down
from assessments.shadowing.words import Level
from lms.home import privacy
from lms.people.models import Membership
from tests import builders
from tests.assessments.shadowing.going_along import signed

MINE = reverse("lms_assessments:my_levels")


def theirs(user) -> str:
    return reverse("lms_assessments:levels_of", kwargs={"membership": user.memberships.get().pk})


def words(answer) -> str:
    return " ".join(answer.text.split())


def level(user, harbor, activity="naloxone") -> int:
    return next(one.level for one in levels_of(user, harbor) if one.activity == activity)


@pytest.fixture
def leading(rosa, harbor, marcus):
    signed(rosa, harbor, marcus, days_ago=9, activities={"naloxone": 2, "listen": 1})
    signed(rosa, harbor, marcus, days_ago=8, activities={"naloxone": 4})


def test_it_says_the_highest_level_of_signed_shifts(leading, signed_in, rosa, harbor):
    builders.shift(rosa, harbor, days_ago=7, activities={"naloxone": 5, "calm": 3})
    assert (level(rosa, harbor), level(rosa, harbor, "listen"), level(rosa, harbor, "calm")) == (4, 1, 0)
    shown = words(signed_in(rosa).get(MINE))
    assert "Led, partner nearby and help on call" in shown
    assert "<summary>Not yet on a signed shift</summary> <ul><li>Introduce self and role" in shown


def test_it_never_says_alone():
    said = " ".join(str(label) for label in Level.labels).lower()
    assert not any(word in said for word in ("on my own", "solo", "alone"))


@pytest.mark.parametrize("who", ["rosa", "marcus"])
def test_it_goes_down_after_a_break_by_an_entry(leading, signed_in, rosa, harbor, request, who):
    by = request.getfixturevalue(who)
    where = MINE if by == rosa else theirs(rosa)
    for _tap in range(2):
        answer = signed_in(by).post(where, {"activity": "naloxone", "level": "2"}, follow=True)
    assert "Later shifts bring it up again." in answer.text
    assert level(rosa, harbor) == 2
    assert LevelStep.objects.get().set_by == by
    shown = words(signed_in(rosa).get(MINE))
    said = "After a break, set to" if by == rosa else "After a break, Marcus set it to"
    assert f"{said} “Did it together, colleague leading”" in shown
    assert "4 hours" not in shown, "nothing is taken away, and nothing is counted here"


def test_it_comes_up_again_with_later_shifts(leading, rosa, harbor, marcus):
    step = set_level_down(learner=rosa, organization=harbor, activity="naloxone", level=1, by=marcus)
    LevelStep.objects.filter(pk=step.pk).update(set_at=builders.shift(rosa, harbor, days_ago=5).ended_at)
    signed(rosa, harbor, marcus, days_ago=6, activities={"naloxone": 5})
    assert level(rosa, harbor) == 1, "that was before the break"
    signed(rosa, harbor, marcus, days_ago=4, activities={"naloxone": 3})
    assert level(rosa, harbor) == 3


@pytest.mark.parametrize(("activity", "to"), [("naloxone", 4), ("naloxone", 5), ("listen", 1), ("calm", 1), ("x", 1)])
def test_it_goes_down_only(leading, rosa, harbor, marcus, activity, to):
    with pytest.raises(ValidationError, match="below the one of today"):
        set_level_down(learner=rosa, organization=harbor, activity=activity, level=to, by=marcus)
    assert not LevelStep.objects.exists()


def test_it_says_so_where_nothing_below_was_chosen(leading, signed_in, rosa):
    answer = signed_in(rosa).post(MINE, {"activity": "naloxone", "level": "solo"}, follow=True)
    assert "Choose a level below the one of today." in answer.text


def test_it_is_theirs_alone_who_answer_for_the_work(leading, signed_in, rosa, sam, harbor, marcus, dana):
    assert signed_in(marcus).get(theirs(rosa)).status_code == 200
    for other in (sam, dana(), dana("trainer"), dana("coordinator")):
        assert signed_in(other).get(theirs(rosa)).status_code == 404
        assert signed_in(other).post(theirs(rosa), {"activity": "naloxone", "level": "1"}).status_code == 404
        with pytest.raises(PermissionDenied):
            set_level_down(learner=rosa, organization=harbor, activity="naloxone", level=1, by=other)
    assert not LevelStep.objects.exists()


def test_it_asks_the_same_of_the_database_however_much_was_signed(
    leading, rosa, harbor, marcus, django_assert_num_queries
):
    set_level_down(learner=rosa, organization=harbor, activity="naloxone", level=1, by=rosa)
    with django_assert_num_queries(2):
        levels_of(rosa, harbor)


def test_it_is_in_what_is_kept_and_goes_with_the_account(leading, rosa, harbor, marcus):
    set_level_down(learner=rosa, organization=harbor, activity="naloxone", level=1, by=marcus)
    (kept,) = privacy.held_about(rosa)["Levels after a break"]
    assert (kept["what"], kept["level"], kept["set by"]) == ("Naloxone training to a participant", "Watched", "Marcus")
    privacy.erase(user=rosa)
    assert not LevelStep.objects.exists()


def test_it_is_let_go_of_after_somebody_left_long_ago(leading, rosa, harbor, marcus):
    # P05
    set_level_down(learner=rosa, organization=harbor, activity="naloxone", level=1, by=marcus)
    Membership.objects.filter(user=rosa).update(ended_at=timezone.now() - timedelta(days=800))
    assert privacy_of_assessments.expire(before=timezone.now() - timedelta(days=900), most=9) == 0
    assert privacy_of_assessments.expire(before=timezone.now() - timedelta(days=700), most=9) == 1
    assert not LevelStep.objects.exists()
