"""A course explains its words once a module, in running text, in the language of the lesson."""

import pytest

from courses.files.curriculum_check import check_course
from courses.files.readability import count_words
from courses.files.reader import read_course
from tests.courses.files.writing import LESSON, write

TWICE = LESSON.replace("# Do\n", "# Do\n\nMore of the [[term:van]].\n")


def found(folder, words: str = "van: A car.\n") -> list[str]:
    (folder / "glossary.en.yaml").write_text(words, "utf-8")
    problems = check_course(read_course(folder), {}).problems
    return [problem.says for problem in problems if "van" in problem.says or "kit" in problem.says]


@pytest.mark.parametrize(
    ("lesson", "says"),
    [
        (TWICE, "“van” is marked twice in hello; the first time is enough."),
        (LESSON.replace("- Listening", "- [[term:van]]").replace(", [[term:van]].", "."), "and not in “sort”."),
        (LESSON.replace(", [[term:van]].", "."), "No lesson marks “van”, so nobody will see what it means."),
    ],
)
def test_it_finds_a_word_marked_where_it_does_not_help(tmp_path, lesson, says):
    assert [line for line in found(write(tmp_path, L1_en_md=lesson)) if line.endswith(says)]


def test_it_says_nothing_where_each_word_is_marked_once(tmp_path):
    assert found(write(tmp_path)) == []


def test_it_finds_a_word_that_is_not_explained_in_the_language_of_the_lesson(tmp_path):
    folder = write(tmp_path, L1_es_md=LESSON)
    (folder / "glossary.es.yaml").write_text("kit: Una bolsa.\n", "utf-8")
    assert "The glossary does not explain “van” in this language." in found(folder)


def test_it_finds_a_hurtful_word_in_a_meaning(tmp_path):
    assert [line for line in found(write(tmp_path), "van: A car for junkies.\n") if "“junkies”" in line]


def test_it_counts_a_word_as_its_words():
    assert count_words(["The [[term:harm reduction]] van, [[participants]]."]) == 5
