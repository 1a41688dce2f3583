"""Rubrics as files of a course: what is there is read, what does not fit is said with its file and line."""

import pytest

from courses.files import rubric_keeper, rubrics
from courses.files.course import Step
from courses.files.reader import read_course
from tests.courses.files.writing import FILES, MODULE, RUBRIC, SCORED, said, write, write_scored

SPANISH = RUBRIC.replace("First hello", "Primer saludo").replace("Calls for help", "Pide ayuda")


def test_it_reads_a_rubric_with_its_scenario_and_language_from_its_name(tmp_path):
    english, spanish = read_course(write_scored(tmp_path, RP01_es=SPANISH)).rubrics
    assert (english.scenario, english.language, english.title) == ("RP01", "en", "First hello")
    assert (english.cut, english.steps_cut, english.moments) == (3.0, 75, ("Help called", "Air in"))
    assert english.criteria[0].anchors == ("Interrupts.", "Asks.", "Reflects.", "Adds meaning.")
    assert english.steps == (Step("O1", "Calls for help", must_do=True), Step("O2", "Stays"))
    assert (spanish.language, spanish.steps[0].text) == ("es", "Pide ayuda")


RUBRICS = [
    ("title: First hello\n", "", "line 1: “title” is missing."),
    ("title: First hello\n", f"title: {'x' * 121}\n", "line 1: “title” has at most 120 characters."),
    ("cut: 3.0", "cut: 5", "line 3: “cut” is a number from 1 to 4"),
    ("cut: 3.0", "cut: 3.001", "line 3: “cut” is a number from 1 to 4"),
    ("cut: 3.0", "cut: true", "line 3: “cut” is a number from 1 to 4"),
    ("steps_cut: 75", "steps_cut: 101", "line 4: “steps_cut” is a whole number from 0 to 100"),
    ("moments: [Help", f"moments: [{'x' * 400}", "line 5: All moments together have at most 400"),
    ("key: G1", "key: first", "line 7: A short name is letters, then a number, such as G1, and not “first”."),
    ("weight: 2", "weight: 0", "line 9: “weight” is a whole number from 1 to 5"),
    ("weight: 2", "wait: 2", "line 9: Nobody knows “wait” here."),
    (", Adds meaning.", "", "line 10: “anchors” has one text for each level from 1 to 4."),
    ("Interrupts.", "x" * 301, "line 10: An anchor has at most 300 characters."),
    ("key: O2", "key: O1", "line 1: Each short name stands for one thing. Twice here: O1."),
    ("key: O2", "key: G1", "line 1: Each short name stands for one thing. Twice here: G1."),
    ("must_do: true", "must_do: always", "line 12: “must_do” is true or false."),
    ("Calls for help", "<b>Calls</b>", "line 12: No HTML here"),
    ("steps:\n", "step:\n", "line 11: Nobody knows “step” here."),
]


@pytest.mark.parametrize(("there", "instead", "says"), RUBRICS)
def test_it_says_where_a_rubric_does_not_fit(tmp_path, there, instead, says):
    assert there in RUBRIC
    lines = said(write_scored(tmp_path, RP01_en=RUBRIC.replace(there, instead, 1)))
    assert [line for line in lines if line.startswith("rubrics/RP01.en.yaml, line ") and says in line], lines


def test_it_looks_at_one_thing_or_more(tmp_path):
    nothing = RUBRIC.partition("criteria:")[0] + "criteria: []\n"
    assert said(write_scored(tmp_path, RP01_en=nothing)) == [
        "rubrics/RP01.en.yaml, line 6: A rubric looks at one thing or more."
    ]


@pytest.mark.parametrize("name", ["RP01", "RP01_fr", "RP 1_en", f"{'x' * 21}_en"])
def test_it_is_called_as_its_scenario_and_language(tmp_path, name):
    (line,) = said(write_scored(tmp_path, **{name: RUBRIC}))
    assert "line 1: A rubric is called as its scenario and its language, such as RP08.en.yaml" in line


@pytest.mark.parametrize(
    ("there", "instead"), [("weight: 2", "weight: 1"), (", must_do: true", ""), ("75", "50"), ("[Help", "[Seen, Help")]
)
def test_its_translation_scores_the_same(tmp_path, there, instead):
    (line,) = said(write_scored(tmp_path, RP01_es=SPANISH.replace(there, instead)))
    assert line.startswith("rubrics/RP01.es.yaml, line 1: This is not the same as rubrics/RP01.en.yaml")


def test_it_belongs_to_a_practice(tmp_path):
    assert said(write_scored(tmp_path, RP02_en=RUBRIC)) == [
        "rubrics/RP02.en.yaml, line 1: No session plays RP02, so nobody will be scored by this."
    ]


def test_it_scores_a_practice_the_same_way_in_another_language(tmp_path):
    folder = write_scored(tmp_path)
    (folder / "hello/L2.es.md").write_text(SCORED.replace("performances: 1", "performances: 2"), "utf-8")
    assert said(folder)[0].startswith("hello/L2.es.md, line 1: This is not the same as hello/L2.en.md")


@pytest.mark.parametrize(
    ("there", "instead", "says"),
    [
        ("scenario: RP01\n", "", "Whoever is scored plays a scenario: “scenario” is missing."),
        ("observers: 1", "observers: 2", "Each observer sees one performance at a time"),
    ],
)
def test_it_says_what_a_scored_practice_lacks(tmp_path, there, instead, says):
    assert any(says in line for line in said(write_scored(tmp_path, SCORED.replace(there, instead))))


def test_it_lets_a_module_be_called_the_same(tmp_path):
    write_scored(tmp_path)
    (tmp_path / "course.yaml").write_text(FILES["course.yaml"].replace("[hello]", "[hello, rubrics]"), "utf-8")
    module = MODULE.replace("hello", "rubrics").replace("[L1, L2, check]", "[check]")
    (tmp_path / "rubrics/module.yaml").write_text(module, "utf-8")
    check = FILES["hello/check.en.yaml"].replace("hello", "rubrics")
    (tmp_path / "rubrics/check.en.yaml").write_text(check, "utf-8")
    assert [one.scenario for one in read_course(tmp_path).rubrics] == ["RP01"]


def test_it_needs_no_rubrics(tmp_path):
    assert read_course(write(tmp_path)).rubrics == ()


def test_it_has_none_where_nobody_keeps_them(tmp_path, monkeypatch):
    monkeypatch.setattr(rubric_keeper, "_REGISTERED", [])
    assert list(rubric_keeper.kept(None, {"RP01"})) == []


def test_it_writes_what_it_reads(tmp_path):
    (read,) = read_course(write_scored(tmp_path)).rubrics
    assert list(rubrics.as_said(read)) == ["title", "note", "cut", "steps_cut", "moments", "criteria", "steps"]
    assert rubrics.path_of(read) == read.path
