"""Rubrics out of the files of a course, as often as one likes, and back."""

import pytest

from assessments.roleplay.rubrics.files import record
from assessments.roleplay.rubrics.models import Rubric
from assessments.roleplay.rubrics.services import freeze, rubric_for
from courses.files import rubrics
from courses.files.loader import load_course
from courses.files.problems import NotReadable
from courses.files.writer import files_of, write_course
from tests.assessments.roleplay.observed import building
from tests.courses.files.writing import RUBRIC, write_scored

pytestmark = pytest.mark.django_db
SPANISH = RUBRIC.replace("First hello", "Primer saludo")


@pytest.fixture
def load(harbor, tmp_path):
    def again(organization=harbor, **given):
        return load_course(organization=organization, folder=write_scored(tmp_path, **given))

    return again


def test_it_becomes_the_agencys_own(load, harbor, elsewhere):
    loaded = load(RP01_es=SPANISH)
    assert {"rubrics/RP01.en", "rubrics/RP01.es"} <= set(loaded.made)
    said = rubric_for(harbor, "RP01", language="es").content()
    assert (said.title, said.cut, said.steps_cut) == ("Primer saludo", 3.0, 75)
    assert said.note == "Our own wording, not validated."
    assert said.names["O1"] == "Calls for help"
    assert rubric_for(elsewhere, "RP01") is None


def test_it_changes_nothing_the_second_time(load):
    load()
    before = Rubric.objects.values().get()
    assert not load().wrote
    assert Rubric.objects.values().get() == before


def test_it_brings_what_is_new_and_scores_keep_what_they_were_given_by(load, harbor):
    load()
    used = freeze(rubric=Rubric.objects.get())
    assert load(RP01_en=RUBRIC.replace("Stays", "Stays close")).changed == ["rubrics/RP01.en"]
    assert Rubric.objects.get().content().names["O2"] == "Stays close"
    used.refresh_from_db()
    assert used.said.names["O2"] == "Stays"


def test_it_keeps_what_was_changed_here_and_says_so(load):
    load()
    Rubric.objects.update(cut="2.50")
    loaded = load(RP01_en=RUBRIC.replace("Stays", "Stays close"))
    assert loaded.kept == ["rubrics/RP01.en"]
    assert "rubrics/RP01.en: changed here, kept" in list(loaded.lines())
    assert (Rubric.objects.get().content().cut, Rubric.objects.get().content().names["O2"]) == (2.5, "Stays")
    Rubric.objects.update(cut="3.00")
    assert load(RP01_en=RUBRIC.replace("Stays", "Stays close")).changed == ["rubrics/RP01.en"]


def test_it_keeps_what_was_made_by_hand(load, harbor):
    building.rubric(harbor, "RP01")
    assert load().kept == ["rubrics/RP01.en"]
    assert Rubric.objects.get().title == "Down behind the van"


def test_it_loads_all_or_nothing(load):
    with pytest.raises(NotReadable, match=r"RP01\.es\.yaml, line 1: This is not the same"):
        load(RP01_es=SPANISH.replace("weight: 2", "weight: 3"))
    assert not Rubric.objects.exists()


def test_it_goes_into_files_with_its_course_and_comes_out_the_same(load, harbor, elsewhere, tmp_path):
    course = load(RP01_es=SPANISH, RP01_en=RUBRIC.replace("Stays", "Stays &lt;close&gt; by")).course
    building.rubric(harbor, "RP99")
    once = write_course(course, tmp_path / "once")
    assert {path for path in once.files if "rubrics/" in path} == {"rubrics/RP01.en.yaml", "rubrics/RP01.es.yaml"}
    again = load_course(organization=elsewhere, folder=tmp_path / "once").course
    assert files_of(again).files == once.files
    assert b"Stays &lt;close" in once.files["rubrics/RP01.en.yaml"]
    assert Rubric.objects.get(organization=elsewhere, language="en").content().names["O2"] == "Stays <close&gt; by"


def test_it_says_which_one_cannot_be_a_file_and_leads_nowhere(harbor, tmp_path):
    building.rubric(harbor, "../../RP1")
    course = load_course(organization=harbor, folder=write_scored(tmp_path)).course
    session = next(page for page in course.get_descendants().specific() if hasattr(page, "is_scored"))
    session.scenario = "RP01 ../../RP1"
    session.save_revision().publish()
    written = files_of(course)
    assert not any(".." in path for path in written.files)
    assert written.notes[-1] == "“../../RP1: Down behind the van” is not written: files have no place for it."


def test_it_knows_the_room_that_there_is():
    fields = {name: Rubric._meta.get_field(name).max_length for name in ("scenario", "title", "moments", "note")}
    assert fields == {
        "scenario": rubrics.MOST_SCENARIO,
        "title": rubrics.MOST_TITLE,
        "moments": rubrics.MOST_MOMENTS,
        "note": rubrics.MOST_NOTE,
    }
    criterion = Rubric._meta.get_field("criteria").stream_block.child_blocks["criterion"].child_blocks
    step = Rubric._meta.get_field("steps").stream_block.child_blocks["step"].child_blocks
    assert criterion["name"].field.max_length == rubrics.MOST_NAME
    assert {criterion[level].field.max_length for level in ("not_yet", "strong")} == {rubrics.MOST_ANCHOR}
    assert step["text"].field.max_length == rubrics.MOST_STEP


def test_it_records_what_was_read(load, tmp_path):
    load()
    assert rubrics.as_said(record(Rubric.objects.get()))["steps"][0] == {
        "key": "O1",
        "text": "Calls for help",
        "must_do": True,
    }
