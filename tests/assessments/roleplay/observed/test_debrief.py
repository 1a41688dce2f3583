"""After it is signed: how are you, then what was seen, when somebody wants to look."""

import re

import pytest
from django.urls import reverse

from assessments.roleplay.observed import debrief
from assessments.roleplay.observed.models import Performance
from assessments.roleplay.observed.services import decline_self, finish, join
from assessments.roleplay.observed.third import third_look
from assessments.roleplay.rubrics.content import Content, CriterionText, StepText
from assessments.roleplay.scoring import Seen, Why
from lms.people.services import add_member
from tests import builders
from tests.assessments.roleplay.observed import building
from tests.assessments.roleplay.scenarios import writing

SAID = Content(
    "RP08",
    "en",
    "Down",
    criteria=(
        CriterionText("G1", "Listening", 1, ("none", "some", "enough", "much")),
        CriterionText("G4", "Composure", 1, ("lost", "shaken", "calm", "calming")),
    ),
    steps=(StepText("O1", "Call", must_do=True), StepText("O2", "Look")),
)


@pytest.fixture
def look(signed_in, rosa):
    """A performance as Rosa reads it, in one line."""

    def reads(performance: Performance, *, now: bool = True) -> str:
        where = reverse("lms_assessments:mine", kwargs={"pk": performance.pk})
        page = signed_in(rosa).get(f"{where}?look=1" if now else where).text
        return " ".join(re.sub("<[^>]+>", " ", page.partition("<main")[2]).split())

    return reads


def test_it_asks_first_how_somebody_is(look, inez, rosas, practiced):
    seen = building.played(inez, rosas, practiced, O1="no")
    page = look(seen.performance, now=False)
    assert "How are you?" in page
    assert "Look at it now" in page
    assert "Not now" in page
    assert "Not yet" not in page


def test_it_says_what_was_seen_and_what_worked(look, inez, rosas, practiced):
    seen = building.begin(inez, rosas, practiced)
    moments = {"m:1": {"at": 75, "about": "Help called"}, "m:2": {"at": 130, "about": ""}}
    building.mark(seen, building.everything(seen.performance) | moments)
    decline_self(performance=seen.performance, by=inez)
    finish(observation=seen, observer=inez, global_rating=4, worked="You stayed with them.", to_try="Say less.")
    page = look(seen.performance)
    assert "1:15 Help called 2:10 a moment to talk about" in page
    assert "What worked “You stayed with them.” Inez" in page
    assert "One thing to try “Say less.” Inez" in page
    assert "You would rather not rate yourself. That is fine." in page
    assert "Inez: Strong. Adds meaning." in page


def test_it_sets_both_views_side_by_side_in_words(look, inez, rosas, practiced):
    page = look(building.played(inez, rosas, practiced, G4=3).performance)
    assert "Respect and listening You: Ready. Reflects. Inez: Strong. Adds meaning." in page
    assert "Own composure You and Inez: Ready. Reflects." in page


def test_it_names_what_to_practice_where_it_is_not_yet(look, inez, rosas, practiced):
    page = look(building.played(inez, rosas, practiced, G4=1, O1="partly", O2="no").performance)
    assert "Not yet: here is what to practice Must-do step not seen yet Calls for help" in page
    assert "Other steps to practice Looks" in page
    assert "Own composure What comes next, “Developing”: Asks." in page
    assert "%" not in page


def test_it_says_ready_with_support_as_something_that_counts(look, inez, rosas, practiced):
    page = look(building.played(inez, rosas, practiced, G4=2).performance)
    assert "Ready with support It counts." in page
    assert "What to keep practicing Own composure What comes next, “Ready”: Reflects." in page


def test_it_says_what_comes_next(look, inez, observing, rosas, practiced):
    first = building.played(inez, rosas, practiced)
    assert "1 of 2 seen ready, by Inez on" in look(first.performance)
    building.played(observing, rosas, practiced)
    assert "This practice is done. It shows on your path." in look(first.performance)


def test_it_says_nothing_before_both_have_signed(look, inez, observing, rosas, practiced):
    first = building.begin(inez, rosas, practiced)
    join(performance=first.performance, observer=observing)
    building.score(first, G4=1)
    page = look(first.performance)
    assert "Still looking: Marcus." in page
    assert "Interrupts" not in page


def test_it_says_plainly_that_a_third_person_looks_and_then_what_they_said(
    look, inez, observing, sam, harbor, rosas, practiced
):
    seen = building.seen_twice(inez, observing, rosas, practiced, G1=1)
    page = look(seen)
    assert "they saw this differently: Respect and listening." in page
    assert "Interrupts" not in page
    add_member(user=sam, organization=harbor, role="observer")
    third_look(performance=seen, observer=sam, marks={"G1": 2}, note="They asked twice.")
    page = look(seen)
    assert "Not yet: here is what to practice" in page
    assert "“They asked twice.” Sam" in page
    assert "Marcus: Not yet. Interrupts. Sam: Developing. Asks." in page


def test_it_asks_for_someone_else_once_and_without_a_reason(signed_in, rosa, look, inez, rosas, practiced):
    seen = building.played(inez, rosas, practiced)
    where = reverse("lms_assessments:mine_again", kwargs={"pk": seen.performance_id})
    signed_in(rosa).post(where)
    asked = Performance.objects.get().asked_again_at
    signed_in(rosa).post(where)
    assert Performance.objects.get().asked_again_at == asked
    assert "You asked someone else to look on" in look(seen.performance)


def test_it_lends_the_questions_of_the_scenario_and_asks_for_no_answer(
    look, signed_in, rosa, inez, harbor, rosas, practiced
):
    writing.scenario(builders.module(builders.course(harbor, "Practice")), code="RP08")
    seen = building.played(inez, rosas, practiced).performance
    assert "What did you notice? What helped? Your thoughts are kept nowhere." in look(seen)
    html = signed_in(rosa).get(reverse("lms_assessments:mine", kwargs={"pk": seen.pk}) + "?look=1").text
    assert not re.search(r"<textarea|<input(?! type=\"hidden\")", html.partition("<main")[2].partition("</main>")[0])


def test_it_puts_the_lowest_first_and_leaves_out_what_is_ready():
    found = debrief.to_practice(SAID, {"G1": 2, "G4": 1}, [Why.CRITERION])
    assert [(one.name, one.next_level, one.next) for one in found] == [
        ("Composure", 2, "shaken"),
        ("Listening", 3, "enough"),
    ]
    assert debrief.to_practice(SAID, {"G1": 3, "G4": 4}, []) == []


def test_it_names_what_lifts_the_mean_where_only_that_is_short():
    (one,) = debrief.to_practice(SAID, {"G1": 3, "G4": 4}, [Why.SCORE])
    assert (one.name, one.next_level, one.next) == ("Listening", 4, "much")


def test_it_takes_a_step_seen_in_part_for_one_to_practice():
    seen = {"O1": Seen.PARTLY, "O2": Seen.NO}
    assert (debrief.must_do_left(SAID, seen), debrief.steps_left(SAID, seen)) == (["Call"], ["Look"])
    seen = {"O1": Seen.YES, "O2": Seen.YES}
    assert (debrief.must_do_left(SAID, seen), debrief.steps_left(SAID, seen)) == ([], [])
