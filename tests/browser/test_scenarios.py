"""RP09 on a phone: to a good end and to a hard one, with and without scripts."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.roleplay.scenarios.models import ScenarioPage, ScenarioRun
from courses.enrollment.services import enroll
from courses.progress.models import Completion
from lms.starter.services import load_practice
from tests.kept import kept

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

GOOD = ["Let the on-call message answer", "That sounds scary", "Make a night plan together", "I don't lend money"]
HARD = ["Switch the phone off", "I'm so sorry. Here, take my own number"]


@pytest.fixture
@kept
def scenario(harbor: Any, rosa: Any, sam: Any) -> Any:
    """RP09, for Rosa and Sam, who are on its course."""
    course = load_practice(organization=harbor)
    for learner in (rosa, sam):
        enroll(learner=learner, organization=harbor, course=course)
    return ScenarioPage.objects.get(slug="scenarios-RP09", path__startswith=course.path)


@pytest.fixture
def address(scenario: Any) -> str:
    return reverse("lms_courses:activity", kwargs={"key": scenario.key})


def play(phone: Page, *choices: str) -> None:
    """Tap one after another, by what stands there."""
    for number, text in enumerate(choices, 1):
        expect(phone.get_by_role("heading", name=f"Turn {number}", exact=True)).to_be_visible()
        phone.get_by_text(text).click()
        phone.get_by_role("button", name="Choose this").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_it_is_played_to_a_good_end_and_to_a_hard_one(visit, rosa, address, scripts):
    phone = visit(rosa, address, java_script_enabled=scripts)
    expect(phone.get_by_role("heading", name="Content note")).to_be_visible()
    phone.get_by_role("button", name="Begin").click()
    play(phone, *GOOD)
    expect(phone.get_by_role("heading", name="A plan, a bag, and tomorrow")).to_be_visible()
    expect(phone.get_by_role("heading", name="The moments that mattered")).to_be_visible()
    expect(phone.get_by_role("heading", name="Need a person?")).to_be_visible()
    phone.get_by_role("button", name="Play again").click()
    play(phone, *HARD)
    expect(phone.get_by_role("heading", name="It becomes the rule")).to_be_visible()
    assert list(ScenarioRun.objects.values_list("ending", flat=True)) == ["together", "friday"]
    assert Completion.objects.get().result == "practiced"
