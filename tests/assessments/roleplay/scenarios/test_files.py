"""The scenarios that ship, out of their files and back."""

import dataclasses
from pathlib import Path

import pytest
import yaml

from assessments.roleplay.scenarios.files import ScenarioKind
from assessments.roleplay.scenarios.graph import GOOD
from assessments.roleplay.scenarios.models import ScenarioPage
from courses.enrollment.services import enroll
from courses.files.loader import load_course
from courses.files.plain_lines import TOKEN
from courses.files.problems import NotReadable
from courses.files.readability import measure
from courses.files.reader import read_course
from courses.files.said import for_learners
from courses.files.writer import write_course
from lms.language.checker import check
from lms.starter.services import PRACTICE, load_practice
from tests.assessments.roleplay.scenarios.writing import play_to_the_end

SHIPPED = {
    (read.front.id.partition("-")[2], language): read
    for module in read_course(PRACTICE).modules
    for versions in module.activities.values()
    for language, read in versions.items()
}


def test_it_ships_six_and_one_of_them_in_spanish():
    assert {name for name, language in SHIPPED if language == "en"} == {"RP01", "RP03", "RP08", "RP09", "RP10", "RP11"}
    assert [name for name, language in SHIPPED if language == "es"] == ["RP08"]
    assert SHIPPED["RP08", "es"].front.status == "En espera de revisión bilingüe y clínica"


@pytest.mark.parametrize("which", SHIPPED, ids="-".join)
def test_it_is_several_turns_conditions_and_endings_in_plain_words(which):
    read = SHIPPED[which]
    assert len(read.turns) >= 6
    assert len(read.endings) >= 3
    assert any(one["only_if"] for one in (*read.turns, *read.endings))
    words, language = for_learners(read), which[1]
    assert [found.match for text in words for found in check(TOKEN.sub("this", text), language)] == []
    measured = measure(words, language)
    assert measured.grade <= 6 if language == "en" else measured.ease >= 65


@pytest.mark.parametrize("name", ["RP08", "RP10"])
def test_it_says_what_a_life_may_depend_on_with_its_claims(name):
    read = SHIPPED[name, "en"]
    assert read.front.safety_critical
    claims = {claim for one in (*read.turns, *read.endings) for claim in one["claims"]}
    assert claims >= ({"SC01", "SC05", "SC06"} if name == "RP08" else {"SC24"})


@pytest.mark.django_db
def test_it_is_loaded_written_and_read_as_it_was(harbor, tmp_path):
    course = load_practice(organization=harbor)
    pages = ScenarioPage.objects.filter(path__startswith=course.path)
    assert {page.slug for page in pages if page.live} == {f"scenarios-{name}" for name, _language in SHIPPED}
    assert all(page.faults() == [] for page in pages)
    assert write_course(course, tmp_path).notes == []
    back = read_course(tmp_path).modules[0].activities
    for (name, language), read in SHIPPED.items():
        assert dataclasses.asdict(back[name][language]) == dataclasses.asdict(read)
    assert not any("RP" in name for name in load_course(organization=harbor, folder=tmp_path).changed)


@pytest.mark.django_db
def test_it_is_played_to_every_kind_of_end(harbor, rosa):
    course = load_practice(organization=harbor)
    enrollment = enroll(learner=rosa, organization=harbor, course=course)
    page = ScenarioPage.objects.get(slug="scenarios-RP09", path__startswith=course.path)
    first = [turn.choices[0].text for turn in page.scenario().turns]
    ring, _short, _door, morning, _cold, night, money = first
    play_to_the_end(enrollment, page, ring, morning, night, money)
    assert enrollment.scenario_runs.get().ending == "together"
    assert next(one for one in page.scenario().endings if one.name == "together").tone == GOOD


SPOILED = {
    "“choices” is missing": lambda said: said["turns"][0].pop("choices"),
    "The registry has no claim “SC99”": lambda said: said["turns"][0].update(claims=["SC99"]),
    "a whole number from -4 to 4": lambda said: said["turns"][0]["choices"][0].update(moves={"trust": 9}),
    "knows trust, safety and tension": lambda said: said.update(start={"luck": 1}),
    "Nobody knows “mood”": lambda said: said["endings"][0].update(mood="odd"),
}


@pytest.mark.parametrize("says", SPOILED)
def test_it_says_with_file_and_line_what_does_not_fit(tmp_path, says):
    folder = Path(tmp_path)
    (folder / "scenarios").mkdir()
    (folder / "course.yaml").write_text((PRACTICE / "course.yaml").read_text())
    module = yaml.safe_load((PRACTICE / "scenarios/module.yaml").read_text())
    (folder / "scenarios/module.yaml").write_text(yaml.safe_dump({**module, "lessons": ["RP09"]}))
    said = yaml.safe_load((PRACTICE / "scenarios/RP09.en.yaml").read_text())
    SPOILED[says](said)
    (folder / "scenarios/RP09.en.yaml").write_text(yaml.safe_dump(said))
    with pytest.raises(NotReadable, match=says):
        read_course(folder)


def test_it_is_registered_for_its_page():
    assert ScenarioKind.model is ScenarioPage
