"""Reading a course from text files: what is there is read, what does not fit is said with its file and line."""

from pathlib import Path

import pytest

import lms
from courses.files.known_names import DOMAINS, OVERLAYS, TOPICS
from courses.files.problems import NotReadable
from courses.files.reader import read_course
from courses.pages import domains
from lms.people.local.models import Overlay, Topic
from tests.courses.files.writing import CHECK, COURSE, LESSON, MODULE, SESSION, said, write

FIRST_WEEKS = Path(lms.__file__).parent / "starter" / "first_weeks"


def test_it_reads_what_ships():
    course = read_course(FIRST_WEEKS)
    assert course.title["en"] == "First weeks"
    assert "Overdose prevention and response" in {module.title["en"] for module in course.modules}
    assert course.reviewers == ()


def test_it_reads_the_rubrics_that_ship():
    rubrics = {(one.scenario, one.language): one for one in read_course(FIRST_WEEKS).rubrics}
    assert {name for name, language in rubrics if language == "en"} == {"RP01", "RP03", "RP08", "RP09", "RP10", "RP11"}
    assert [name for name, language in rubrics if language == "es"] == ["RP08"]
    assert all("valid" in one.note for one in rubrics.values())
    assert rubrics["RP08", "es"].note.startswith("En espera de revisión bilingüe y clínica")
    assert rubrics["RP08", "en"].moments == ("Saw it", "Help called", "Naloxone in", "First breath given")


def test_it_reads_a_lesson_as_the_editor_has_it(tmp_path):
    lesson, *_rest = read_course(write(tmp_path)).modules[0].in_language("en")
    look, do, ask = lesson.pages
    assert [block.kind for block in look.flat()] == ["text", "safety", "steps"]
    steps = {"heading": "In this order", "steps": ["Look at the chest.", "Call out."], "emergency": True}
    assert look.blocks[1].inner[0].value == steps
    assert do.blocks[0].value["cards"][0] == {"text": "Listening", "group": "Mine", "why": "Yes."}
    assert [option["right"] for option in ask.blocks[0].value["options"]] == [False, True]


def test_it_reads_a_session_and_a_check(tmp_path):
    _lesson, session, check = read_course(write(tmp_path)).modules[0].in_language("en")
    assert session.checklist.blocks[0].value == "- Looked"
    assert check.must_know == {"hello-O1": 1}
    assert check.questions[1].answer["items"] == ("Look", "Call", "Stay")


def test_it_knows_the_names_that_the_database_knows():
    assert set(Topic.values) == TOPICS
    assert set(Overlay.values) == OVERLAYS
    assert set(domains.DOMAINS) == DOMAINS


LESSONS = [
    ("title: Look\n", "", "line 2: “title” is missing."),
    ("minutes: 1\n", "minutes: one\n", "line 5: “minutes” is a whole number"),
    ("mentoring: 1", "mentoring: 2", "line 6: The domains add up to 2"),
    ("mentoring: 1", "gardening: 1", "line 6: “domains” does not know “gardening”"),
    ("[hello-O1]\nreq", "[hello-O9]\nreq", "line 7: This module has no objective “hello-O9”"),
    ("kind: lesson", "kind: [lesson", "is not YAML"),
    ("kind: lesson", "kind: lesson\nminute: 1", "line 5: Nobody knows “minute”"),
    ("kind: lesson", "kind: lesson\nkind: lesson", "line 5: “kind” stands here twice"),
    ("id: hello-L1", "id: hello-L7", "line 2: The id of this file is “hello-L1”"),
    ("[[participant]]", "[[patient]]", "line 13: Nobody knows the token [[patient]]"),
    ("[[participant]]", "[[param:dose]]", "line 13: There is no parameter “dose”"),
    ("[[participant]]", "[[local:moon]]", "line 13: The local sheet has no line “moon”"),
    ("[[term:van]]", "[[term:bus]]", "line 13: The glossary does not explain “bus”"),
    ("[[participant]]", "[[participant", "line 13: A token begins and ends on one line"),
    ("You, a", "<b>You</b>, a", "line 13: No HTML here"),
    ("You, a", "[You](javascript:x), a", "line 13: A link begins with"),
    ('claims="SC01"', 'claims="SC99"', "line 15: The registry has no claim “SC99”"),
    ('claims="SC01"', "", "line 15: “safety” needs claims"),
    ("emergency", "urgent", "line 16: “steps” does not know “urgent”"),
    (":::sort", ":::bingo", "line 24: Nobody knows “bingo”"),
    ("-> Not mine", "-> Yours", "line 26: A card reads"),
    (" :: They say little.", "", "line 34: Here is no feedback"),
    ("- * The", "- The", "line 31: Exactly one answer is right"),
    ('hello-O1" claim', 'hello-O2" claim', "line 31: This module has no objective “hello-O2”"),
    ("- * The chest :: Yes.\n:::", "- * The chest :: Yes.\n", "line 31: This fence is never closed"),
    ("2. Call out.", ':::image{src="no.svg" alt="A van"}', "line 18: A fence inside another"),
    ("Somebody", ':::image{src="no.svg" alt="A van"}\n:::\nSomebody', "line 13: There is no picture “no.svg”"),
    ("Somebody", ':::image{src="no.svg"}\n:::\nSomebody', "line 13: “image” needs alt"),
    ("Somebody", ':::image{src="no.svg" alt=""}\n:::\nSomebody', "line 13: A picture has alt"),
    ("title: Look", f"title: {256 * 'x'}", "line 3: “title” has at most 255 characters; these are 256."),
    ("Somebody sits", "| Who | Where |\nSomebody sits", "line 13: No tables here"),
    ("# Do\n", "", "A lesson has 3 to 9 short pages, this one has 2"),
]


@pytest.mark.parametrize(("there", "instead", "says"), LESSONS)
def test_it_says_where_a_lesson_does_not_fit(tmp_path, there, instead, says):
    assert there in LESSON
    lines = said(write(tmp_path, L1_en_md=LESSON.replace(there, instead, 1)))
    assert [line for line in lines if line.startswith("hello/L1.en.md, line ") and says in line], lines


CHECKS = [
    ("right: true, ", "", "line 15: Exactly one answer is “right: true”"),
    (', feedback: "Yes."', "", "line 16: “feedback” is missing"),
    ("deliver: {hello-O1: 1}", "deliver: {hello-O1: 2}", "line 5: hello-O1 delivers 2 must-know and 0 other items"),
    ("    must_know: true\n", "", "line 5: hello-O1 has must-know items and others"),
    ("claim: SC01", "claim: SC77", "line 13: The registry has no claim “SC77”"),
    ("hello-ask2", "hello-ask1", "There are two questions “hello-ask1”"),
    ('"Call", ', "", "There are 3 different items or more"),
    ("kind: order", "kind: riddle", "“kind” is one of"),
    ('stem: "Where?"', 'stem: ""', "line 14: “stem” is empty"),
]


@pytest.mark.parametrize(("there", "instead", "says"), CHECKS)
def test_it_says_where_a_check_does_not_fit(tmp_path, there, instead, says):
    assert there in CHECK
    lines = said(write(tmp_path, check_en_yaml=CHECK.replace(there, instead, 1)))
    assert [line for line in lines if line.startswith("hello/check.en.yaml, line ") and says in line], lines


UNREAD = [
    (b"", "line 1: A lesson begins with its front matter"),
    (LESSON.replace("kind: lesson", "kind: [lesson").encode(), "line 5: This is not YAML"),
    (LESSON.replace("You, a", "You,\x00 a").encode(), "line 13: Here stands a character that nobody can see."),
    (LESSON.encode("utf-16"), "line 1: This file is not UTF-8."),
    (f"---\nid: {2000 * '['}\n---\n".encode(), "line 2: This "),
]


@pytest.mark.parametrize(("content", "says"), UNREAD)
def test_it_says_of_a_file_that_cannot_be_read_only_that(tmp_path, content, says):
    folder = write(tmp_path, L1_es_md=LESSON)
    (folder / "hello" / "L1.en.md").write_bytes(content)
    (line,) = said(folder)
    assert line.startswith(f"hello/L1.en.md, {says}")


def test_it_says_where_a_folder_stands_instead_of_a_file(tmp_path):
    folder = write(tmp_path)
    (folder / "hello" / "check.en.yaml").unlink()
    (folder / "hello" / "check.en.yaml").mkdir()
    assert "hello/check.en.yaml, line 1: This is no file that can be read." in said(folder)


def test_it_reads_what_an_editor_on_windows_writes(tmp_path):
    folder = write(tmp_path)
    (folder / "hello" / "L1.en.md").write_bytes(b"\xef\xbb\xbf" + LESSON.replace("\n", "\r\n").encode())
    assert read_course(folder).modules[0].activities["L1"]["en"].front.title == "Look"


COURSES = [
    ("course.yaml", COURSE, "[hello]", "[hello, hello]", "course.yaml, line 9: “modules” has “hello” twice."),
    ("course.yaml", COURSE, "id: small", "id: my small/course", "course.yaml, line 1: “id” has letters, digits"),
    ("course.yaml", COURSE, "Small}", f"{256 * 'x'}}}", "course.yaml, line 2: “title” has at most 255 characters."),
    (
        "hello/module.yaml",
        MODULE,
        "opens_after: []",
        "opens_after: [hello]",
        "hello/module.yaml, line 1: hello cannot open",
    ),
]


@pytest.mark.parametrize(("file", "whole", "there", "instead", "says"), COURSES)
def test_it_says_where_a_course_does_not_fit(tmp_path, file, whole, there, instead, says):
    folder = write(tmp_path)
    (folder / file).write_text(whole.replace(there, instead), "utf-8")
    assert [line for line in said(folder) if line.startswith(says)]


def test_it_adds_up_the_minutes_of_a_session(tmp_path):
    lines = said(write(tmp_path, L2_en_md=SESSION.replace("3 min", "4 min")))
    assert lines[0].startswith("hello/L2.en.md, line 16: The minute plan adds up to 6")


def test_it_taps_nothing_in_a_session(tmp_path):
    lines = said(write(tmp_path, L2_en_md=SESSION + '\n:::reflection{prompt="How was it?"}\n:::\n'))
    assert lines == ["hello/L2.en.md, line 25: A session has no “reflection”: it is talked through, not tapped."]


def test_it_names_every_problem_and_not_only_the_first(tmp_path):
    folder = write(tmp_path, L1_en_md="", L2_en_md=SESSION.replace("part: live\n", ""))
    with pytest.raises(NotReadable, match=r"(?s)L1.en.md, line 1.*L2.en.md, line 2: “part” is missing"):
        read_course(folder)


def test_it_names_files_that_are_missing_or_in_no_list(tmp_path):
    lines = said(write(tmp_path, module_yaml=MODULE.replace("L1, ", "L9, ")))
    assert "hello/L9.en.md, line 1: This file is missing." in lines
    assert "hello/module.yaml, line 7: hello/L1.en.md is in no list of lessons, so nobody will see it." in lines


def test_its_translation_is_the_same_lesson(tmp_path):
    lines = said(write(tmp_path, L1_es_md=LESSON.replace("true\n---", "false\n---")))
    assert lines[0].startswith("hello/L1.es.md, line 1: This is not the same as hello/L1.en.md")


def test_its_lessons_in_two_languages_share_an_id(tmp_path):
    module = read_course(write(tmp_path, L1_es_md=LESSON.replace("title: Look", "title: Mirar"))).modules[0]
    assert [one.front.title for one in module.activities["L1"].values()] == ["Look", "Mirar"]
