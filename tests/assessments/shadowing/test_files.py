"""Shadowing out of a course's files and back."""

import pytest

from assessments.shadowing.pages import ShadowingPage
from assessments.shadowing.words import ACTIVITIES
from courses.files import known_names
from courses.files.course import Shadowing
from courses.files.curriculum_check import check_course
from courses.files.loader import load_course
from courses.files.reader import read_course
from courses.files.writer import files_of, write_course
from tests.assessments.shadowing.going_along import shadowing
from tests.courses.files.writing import MODULE, said, write

GOING = """\
---
id: hello-L3
title: Going along
kind: shadowing
required: true
watched: 3
led: 4
hours: 40
level: 4
times: 2
activities: [naloxone, listen]
---
"""
LISTED = MODULE.replace("[L1, L2, check]", "[L1, L2, check, L3]")


def written(tmp_path, text: str = GOING):
    """A small course with this in it."""
    return write(tmp_path, module_yaml=LISTED, L3_en_md=text)


def test_it_reads_what_is_asked(tmp_path):
    read = list(read_course(written(tmp_path)).modules[0].in_language("en"))[-1]
    assert isinstance(read, Shadowing)
    nothing = {"together": 0, "settings": 0, "colleagues": 0}
    assert read.asks == {"watched": 3, "led": 4, "hours": 40, "level": 4, "times": 2, **nothing}
    assert read.activities == ("naloxone", "listen")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("hours: 40", "hours: 501", "line 8: “hours” is a whole number from 0 to 500."),
        ("[naloxone, listen]", "[needles]", "line 11: Nobody knows the activity “needles”."),
        ("led: 4", "lead: 4", "line 7: Nobody knows “lead” here."),
        ("level: 4", "level: 0", "line 9: “level” is a whole number from 1 to 5."),
        ("hours: 40\n", "", ""),
        ("---\n\n", "---\nWords.\n\n", "line 13: Shadowing has no pages"),
    ],
)
def test_it_says_what_does_not_fit(tmp_path, before, after, says):
    lines = said(written(tmp_path, (GOING + "\n").replace(before, after)))
    assert any(says in line for line in lines) if says else lines == []


def test_it_is_loaded_and_written_again_as_it_was(harbor, elsewhere, tmp_path):
    course = load_course(organization=harbor, folder=written(tmp_path / "small")).course
    page = ShadowingPage.objects.get()
    assert (page.live, page.hours, page.level, page.core_activities) == (True, 40, 4, ["naloxone", "listen"])
    once = files_of(course)
    write_course(course, tmp_path / "again")
    assert files_of(load_course(organization=elsewhere, folder=tmp_path / "again").course).files == once.files
    assert once.notes == []


def test_it_writes_one_that_was_made_here(harbor, elsewhere, tmp_path):
    page = shadowing(harbor, "A “year”: on the van", colleagues_asked=2, content_note="Long days.", required=False)
    write_course(page.get_parent().get_parent().specific, tmp_path / "made")
    load_course(organization=elsewhere, folder=tmp_path / "made")
    back = ShadowingPage.objects.exclude(pk=page.pk).get()
    assert (back.title, back.requirement, back.required) == (page.title, page.requirement, False)
    assert back.content_note == "Long days."


def test_it_is_checked_with_the_course(tmp_path):
    found = check_course(read_course(written(tmp_path)), {})
    assert not any("L3" in str(problem) for problem in found.problems)


def test_it_knows_the_activities_that_the_log_knows():
    assert set(ACTIVITIES) == known_names.ACTIVITIES
