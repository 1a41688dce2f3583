"""A published course goes back into files, and comes out of them the same."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from courses.boards.models import Domain
from courses.files.loader import load_course
from courses.files.writer import files_of, write_course
from courses.pages.models import CoursePage
from tests import builders
from tests.assessments.quizzes import building
from tests.courses.files.writing import LESSON, write
from tests.courses.vocabulary import PRACTICE, SAY, block, shown


@pytest.fixture
def picture(harbor):
    image = get_image_model().objects.create(title="A kit", file=get_test_image_file(), collection=harbor.collection)
    return block("image", {"image": image.pk, "alt_text": "A small gray pouch", "decorative": False})


@pytest.fixture
def through(elsewhere, tmp_path):
    """The course as another organization has it, loaded from the files of the first."""

    def through(course: CoursePage) -> CoursePage:
        write_course(course, tmp_path / "written")
        return load_course(organization=elsewhere, folder=tmp_path / "written").course

    return through


def test_it_writes_what_it_loaded(harbor, tmp_path, through):
    course = load_course(
        organization=harbor, folder=write(tmp_path / "small", L1_en_md=LESSON.replace("[[term:van]]", "*van*"))
    ).course
    assert files_of(through(course)).files == files_of(course).files


def test_it_writes_every_block_that_the_editor_has(harbor, through, picture):
    made = builders.course(harbor, "By hand", license="CC BY 4.0", attribution="By <us> & friends")
    module = builders.module(made, "In it")
    builders.lesson(
        module,
        "All of it",
        pages=[[builders.text("One."), *SAY, *PRACTICE, *shown(), picture, builders.check()]],
        content_note="A “note”: calm.",
    )
    builders.session(module, "Together", about="<p>In threes.</p><ul><li>One</li></ul>")
    written = files_of(made)
    assert files_of(through(made)).files == written.files
    assert written.notes == []


def test_it_spells_what_would_be_a_mark_in_a_file(harbor, through):
    made = builders.course(harbor, "Marks & more")
    odd = ["# 1. - a *b* [c] <i>", "* starred -> here :: why", 'She said "no" \\ yes', "::: x &lt; y"]
    steps = [block("steps", {"heading": 'A "b"', "steps": odd, "emergency": False})]
    html = "<h2>Two</h2><p>1. No list, <b>no </b>mark: *x* _y_<br/>- next</p><ol><li>One<ul><li>In</li></ul></li></ol>"
    builders.lesson(builders.module(made, "In it"), pages=[[*steps, block("text", html)]])
    again = through(made)
    assert files_of(again).files == files_of(made).files
    first, second = builders.lessons_of(again)[0].pages[0].value["body"]
    assert list(first.value["steps"]) == odd
    assert str(second.value) == html.replace("no </b>", "no</b> ")


def test_it_writes_what_is_published_and_says_what_has_no_place(harbor, tmp_path):
    made = builders.small_course(harbor)
    lesson = builders.lessons_of(made)[0]
    lesson.title = "A draft"
    lesson.save_revision()
    assert b"title: Words that help" in files_of(made).files["the-role/words-that-help.en.md"]
    lesson.unpublish()
    assert "the-role/words-that-help.en.md" not in files_of(made).files


def test_it_says_which_minutes_stay_here(harbor, tmp_path, capsys):
    made = builders.course(harbor, "By hand")
    module, kettles = builders.module(made, "In it"), Domain.objects.create(organization=harbor, label="Kettles")
    builders.lesson(module, "About kettles", domains={str(kettles.pk): 10})
    builders.lesson(module, "About people", domains={"mentoring": 10})
    building.check(module, title="About both", domains={str(kettles.pk): 2, "mentoring": 3})
    call_command("write_course", str(tmp_path / "new"), organization=harbor.slug, course=made.slug)
    said = [line for line in capsys.readouterr().out.splitlines() if "minutes by subject are not written" in line]
    assert [line.split("”")[0] for line in said] == ["“About kettles", "“About both"]


def test_it_says_whose_file_is_gone(harbor, picture):
    made = builders.course(harbor, "By hand")
    builders.lesson(builders.module(made, "In it"), "Kits", [[builders.text("One."), picture, *shown()]])
    get_image_model().objects.all().delete()
    get_document_model().objects.all().delete()
    notes = files_of(made).notes
    assert len(notes) == 5
    assert all(note.startswith("in-it-kits: the file of “") for note in notes)


def test_its_command_writes_into_a_folder_and_overwrites_nothing_else(harbor, tmp_path, capsys):
    made = builders.small_course(harbor)
    call_command("write_course", str(tmp_path / "new"), organization=harbor.slug, course=made.slug)
    assert "the-role/words-that-help.en.md" in capsys.readouterr().out
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(CommandError, match="not empty"):
        call_command("write_course", str(tmp_path / "full"), organization=harbor.slug, course=made.slug)
