"""Whether each practice that is scored can be, by the rubric that was planned."""

import pytest

from courses.files.blueprint import Planned
from courses.files.curriculum_check import check_course
from courses.files.reader import read_course
from tests.courses.files.writing import RUBRIC, SCORED, SESSION, write_scored

SCORES = {"L2": {"performances": 1, "observers": 1, "scenarios": ["RP01"]}}
RUBRICS = {"RP01": {"criteria": {"G1": 2}, "steps": ["O1", "O2"], "must_do": ["O1"]}}


def found(folder, scored=SCORES, rubrics=RUBRICS) -> list[str]:
    plan = Planned(7, {"L1": 1, "L2": 5, "check": 1}, {"hello-O1": 1}, {"hello-O1": 1}, {}, scored, rubrics)
    problems = check_course(read_course(folder), {"hello": plan}).problems
    return [str(problem) for problem in problems if "RP01" in str(problem) or problem.path.startswith("rubrics/")]


def test_it_has_nothing_to_say_where_all_is_as_planned(tmp_path):
    assert found(write_scored(tmp_path)) == []


def test_it_asks_for_a_rubric_in_the_language_of_the_course(tmp_path):
    write_scored(tmp_path, RP01_es=RUBRIC)
    (tmp_path / "rubrics/RP01.en.yaml").unlink()
    assert found(tmp_path) == [
        "hello/L2.en.md, line 1: RP01 is scored here, and there is no rubric for it in the language of the course."
    ]


@pytest.mark.parametrize(
    ("there", "instead", "says"),
    [
        ("weight: 2", "weight: 1", "The criteria of RP01 are {'G1': 1}, and the plan says {'G1': 2}."),
        ("key: G1", "key: G9", "The criteria of RP01 are {'G9': 2}, and the plan says {'G1': 2}."),
        (", must_do: true", "", "The must-do of RP01 are none, and the plan says ['O1']."),
        ("key: O2", "key: O3", "The steps of RP01 are ['O1', 'O3'], and the plan says ['O1', 'O2']."),
    ],
)
def test_it_holds_a_rubric_against_the_plan(tmp_path, there, instead, says):
    lines = found(write_scored(tmp_path, RP01_en=RUBRIC.replace(there, instead)))
    assert lines == [f"rubrics/RP01.en.yaml, line 1: {says}"]


def test_it_says_what_nobody_planned(tmp_path):
    lines = found(write_scored(tmp_path), {}, {})
    assert lines[0] == (
        "hello/module.yaml, line 1: hello-L2 has performances 1, observers 1 (RP01), and the plan says no score."
    )
    assert "The criteria of RP01 are {'G1': 2}, and the plan says none." in lines[1]


def test_it_says_where_nobody_scores_what_should_be(tmp_path):
    (line, *_doubts) = found(write_scored(tmp_path, SESSION))
    assert "hello-L2 has no score, and the plan says performances 1, observers 1 (RP01)." in line


def test_it_asks_for_more_observers_where_the_plan_does(tmp_path):
    session = SCORED.replace("performances: 1", "performances: 2")
    (line,) = found(write_scored(tmp_path, session))
    assert "hello-L2 has performances 2, observers 1 (RP01)" in line


def test_it_looks_at_the_words_of_a_rubric(tmp_path):
    (line,) = found(write_scored(tmp_path, RP01_en=RUBRIC.replace("Stays", "Stays with the addict")))
    assert line.startswith("rubrics/RP01.en.yaml, line 1: “addict”")
