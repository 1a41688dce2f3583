"""Whether a course keeps what it promises: the check, and what ships held against it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from courses.files.blueprint import Planned
from courses.files.curriculum_check import check_course
from courses.files.readability import count_words, measure, syllables
from courses.files.reader import read_course
from tests.courses.files.writing import CHECK, LESSON, MODULE, write

PLAN = Planned(
    minutes=7,
    lessons={"L1": 1, "L2": 5, "check": 1},
    items={"hello-O1": 1},
    must_know={"hello-O1": 1},
    otherwise={},
)
LONG = LESSON.replace("minutes: 1\n", "minutes: 2\n").replace("mentoring: 1", "mentoring: 2")


def found(folder, **plan) -> list[str]:
    planned = Planned(**{**PLAN.__dict__, **plan})
    return [str(problem) for problem in check_course(read_course(folder), {"hello": planned}).problems]


def run(*args) -> str:
    out = StringIO()
    call_command("check_curriculum", *args, stdout=out)
    return out.getvalue()


def test_it_holds_for_what_ships():
    said = run()
    assert said.endswith("The course keeps what it promises.\n")
    assert "✗" not in said


def test_it_ends_with_one_where_something_does_not_fit(tmp_path):
    with pytest.raises(CommandError, match="does not keep"):
        run(write(tmp_path))


def test_it_says_which_line_cannot_be_read(tmp_path):
    out = StringIO()
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("check_curriculum", write(tmp_path, check_en_yaml=CHECK.replace("cut: 80\n", "")), stdout=out)
    assert out.getvalue() == "✗ hello/check.en.yaml, line 1: “cut” is missing.\n"


def test_it_counts_words_questions_and_activities(tmp_path):
    write(tmp_path, L1_en_md=LESSON.replace("minutes: 1\n", "minutes: 1\nactivity_minutes: 2\n"))
    row = check_course(read_course(tmp_path), {}).rows[0]
    assert (row.questions, row.minutes) == (1, 1)
    assert row.worth == pytest.approx(row.words / 110 + 1.85 + 2)
    assert row.nasba == pytest.approx(row.words / 180 + 1.85)


SAYS = [
    (LESSON, {}, "hello-L1 says 1 minutes"),
    (LONG, {"minutes": 7}, "hello adds up to 8 minutes; the plan says 7"),
    (LONG, {}, "hello-L1 has 2 minutes, and the plan says 1"),
    (LONG, {"items": {"hello-O1": 2}}, "hello-O1 delivers 1 items, and the plan says 2"),
    (LONG, {"must_know": {}}, "hello-O1 delivers 1 must-know items, and the plan says 0"),
    (LONG.replace("the chest.", "it for 10 seconds."), {}, "line 16: A number is typed here"),
    (LONG.replace("the chest.", "it for ten seconds."), {}, "line 16: A number is typed here"),
    (LONG.replace("Call out", "Consider immediate hospitalization procedures"), {}, "The emergency steps of hello-L1"),
]


@pytest.mark.parametrize(("lesson", "plan", "says"), SAYS)
def test_it_says_what_does_not_fit(tmp_path, lesson, plan, says):
    lines = found(write(tmp_path, L1_en_md=lesson), **plan)
    assert [line for line in lines if says in line], lines


def test_it_lets_phone_numbers_and_tokens_stand(tmp_path):
    lesson = LONG.replace("the chest.", "it. Call 911. Wait [[param:naloxone_reassess_min]].")
    assert not [line for line in found(write(tmp_path, L1_en_md=lesson)) if "number" in line]


def test_it_minds_its_words_in_every_language_but_for_marked_ones(tmp_path):
    folder = write(
        tmp_path,
        L1_es_md=LONG.replace("Somebody", "Un adicto"),
        L1_en_md=LONG.replace("You, a", "[[lang-ok:An addict]]"),
    )
    lines = [line for line in found(folder) if "lang-ok" in line]
    assert [line.partition(":")[0] for line in lines] == ["hello/L1.es.md, line 13"]


def test_it_misses_objectives_that_nobody_teaches_or_asks(tmp_path):
    module = MODULE.replace("lessons:", "  - {id: hello-O2, text: {en: Stay.}}\nlessons:")
    lines = found(write(tmp_path, module_yaml=module))
    assert "hello/module.yaml, line 1: No lesson teaches hello-O2." in lines
    assert "hello/module.yaml, line 1: Nothing assesses hello-O2." in lines


def test_it_misses_a_claim_of_the_registry(tmp_path):
    folder = write(tmp_path, L1_en_md=LONG.replace("SC01", "SC02"))
    for path in folder.rglob("*.*"):
        path.write_text(path.read_text().replace("hello", "M" + "11"))
    (folder / "hello").rename(folder / ("M" + "11"))
    lines = [str(problem) for problem in check_course(read_course(folder), {}).problems]
    assert [line for line in lines if "makes the claim SC01" in line]


def test_it_finds_hard_words_hard():
    easy = measure(["Look at the chest. Call for help. Stay with them until help comes."])
    hard = measure(["Immediate administration of pharmacological antagonists necessitates continuous observation."])
    assert easy.grade < 3 < 12 < hard.grade


def test_it_takes_a_short_answer_with_what_follows_and_a_label_not_at_all():
    measured = measure(["# A heading\n\nA label\n\nYes. That is how it goes: one, two. Look again now!"])
    assert (measured.sentences, measured.words) == (2, 11)


def test_it_counts_what_is_read_and_no_marks():
    assert count_words(["## Go **on**\n\n- [here](https://example.org/a) with [[participants]]"]) == 5


@pytest.mark.parametrize(
    ("word", "number"), [("chest", 1), ("breathing", 2), ("looked", 1), ("naloxone", 3), ("table", 2)]
)
def test_it_counts_syllables(word, number):
    assert syllables(word) == number
