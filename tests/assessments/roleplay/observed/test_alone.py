"""Where a scenario can be tried alone first."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from assessments.roleplay.observed.alone import scenarios_alone
from assessments.roleplay.scenarios.files import code_in
from assessments.roleplay.scenarios.models import ScenarioPage
from courses.enrollment.models import Enrollment
from lms.starter.services import load_practice
from tests import builders
from tests.assessments.roleplay.scenarios import writing


@pytest.fixture
def scenario(harbor):
    return writing.scenario(builders.module(builders.course(harbor, "Practice")), code="RP08")


def test_it_finds_the_scenario_of_this_name(scenario, harbor):
    found = scenarios_alone(harbor, ["RP08", "RP09"])
    assert list(found) == ["RP08"]
    assert (found["RP08"].key, found["RP08"].course) == (scenario.key, "Practice")
    assert found["RP08"].questions == ("What did you notice?", "What helped?")


def test_it_finds_none_of_another_agency(scenario, elsewhere):
    assert scenarios_alone(elsewhere, ["RP08"]) == {}


@pytest.mark.parametrize("above", [0, 1, 2])
def test_it_finds_none_that_is_not_published(scenario, harbor, above):
    page = scenario
    for _step in range(above):
        page = page.get_parent()
    page.specific.unpublish()
    assert scenarios_alone(harbor, ["RP08"]) == {}


def test_it_finds_those_of_the_course_files(harbor):
    course = load_practice(organization=harbor)
    found = scenarios_alone(harbor, ["RP08", "RP10", "RP99"])
    assert sorted(found) == ["RP08", "RP10"]
    assert {one.course_key for one in found.values()} == {course.key}


def test_it_is_begun_with_one_tap_where_nothing_is_proven_by_it(signed_in, rosa, rosas, harbor):
    load_practice(organization=harbor)
    client = signed_in(rosa)
    shown = client.get(reverse("lms_assessments:practice")).text
    where = reverse("lms_assessments:try_alone", kwargs={"key": scenarios_alone(harbor, ["RP08"])["RP08"].key})
    assert where in shown
    for _tap in range(2):
        answer = client.post(where, follow=True)
        assert answer.status_code == 200
        assert "Begin" in answer.text
    assert Enrollment.objects.filter(learner=rosa).count() == 2
    assert where not in client.get(reverse("lms_assessments:practice")).text


def test_it_puts_nobody_on_a_course_with_a_certificate(signed_in, rosa, rosas, scenario):
    where = reverse("lms_assessments:try_alone", kwargs={"key": scenario.key})
    assert where not in signed_in(rosa).get(reverse("lms_assessments:practice")).text
    assert signed_in(rosa).post(where).status_code == 404
    assert Enrollment.objects.filter(learner=rosa).count() == 1


@pytest.mark.parametrize("role", ["new_hire", "senior_peer", "observer", "trainer", "coordinator"])
def test_it_is_not_danas_to_begin(signed_in, dana, harbor, role):  # A12
    course = builders.course(harbor, "To try out", awards_certificate=False)
    page = writing.scenario(builders.module(course), code="RP08")
    where = reverse("lms_assessments:try_alone", kwargs={"key": page.key})
    assert signed_in(dana(role)).post(where).status_code == 404
    assert not Enrollment.objects.exists()


def test_it_is_named_by_the_end_of_an_id():
    assert [code_in(name) for name in ("scenarios-RP08", "RP101", "scenarios-story", "a-RPx")] == [
        "RP08",
        "RP101",
        "",
        "",
    ]


def test_it_is_named_on_a_site_that_had_it_before(scenario, harbor):
    ScenarioPage.objects.update(code="", slug="scenarios-RP08")
    scenario.refresh_from_db()
    scenario.save_revision()
    import_module("assessments.migrations.0015_scenario_code").name_scenarios(apps, None)
    assert list(scenarios_alone(harbor, ["RP08"])) == ["RP08"]
    scenario.refresh_from_db()
    assert scenario.get_latest_revision_as_object().code == "RP08"
