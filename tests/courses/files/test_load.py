"""A course out of its files: published, in every language that is there, as often as one likes."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.images.tests.utils import get_test_image_file

from courses.files import kinds
from courses.files.activity_kinds import register
from courses.files.loader import load_course
from courses.files.problems import NotReadable
from courses.files.shelf import NoSuchFile
from courses.pages.models import CoursePage, LessonPage, ModulePage
from courses.pages.publishing import NotFinished
from courses.pages.sessions import SessionPage
from tests.courses.files.writing import FILES, LESSON, write

SPANISH = LESSON.replace("title: Look", "title: Mirar").replace("# Look", "# Mira")


@pytest.fixture(autouse=True)
def our_kinds(monkeypatch):
    monkeypatch.setattr(kinds, "_BY_RECORD", {})
    register()


@pytest.fixture
def load(harbor, tmp_path):
    def again(organization=harbor, **changed):
        return load_course(organization=organization, folder=write(tmp_path, **changed))

    return again


def test_it_publishes_the_course_with_its_modules_and_activities(load, harbor):
    course = load().course
    assert (course.title, course.live, course.license, course.organization) == ("Small", True, "CC BY 4.0", harbor)
    (module,) = course.outline()
    assert [item["title"] for item in module["items"]] == ["Look", "Together"]


def test_it_makes_blocks_of_what_stands_in_fences(load):
    load()
    lesson = LessonPage.objects.get()
    (page, sort, check) = (list(one.value["body"]) for one in lesson.pages)
    assert [block.block_type for block in (*page, *sort, *check)] == ["text", "safety", "sort", "safety"]
    assert page[1].value["body"][0].value["emergency"] is True
    assert (lesson.objectives, lesson.domains, lesson.safety_critical) == (["hello-O1"], {"mentoring": 1}, True)


def test_it_writes_nothing_the_second_time(load):
    load()
    before = CoursePage.objects.get().latest_revision_id, LessonPage.objects.get().latest_revision_id
    assert not load().wrote
    assert (CoursePage.objects.get().latest_revision_id, LessonPage.objects.get().latest_revision_id) == before


def test_it_says_what_it_has_no_page_for(load):
    assert "hello-check: there is no page for this yet" in list(load().lines())


def test_it_brings_what_is_new_in_the_files_and_finds_answers_again(load):
    load()
    before = LessonPage.objects.get()
    loaded = load(L1_en_md=LESSON.replace("Somebody sits there.", "Somebody lies there."))
    after = LessonPage.objects.get()
    assert loaded.changed == ["hello-L1"]
    assert "lies there" in str(after.pages[0].value["body"][0].value)
    assert (after.key, after.answer_key()) == (before.key, before.answer_key())


def test_it_keeps_what_somebody_changed_here_and_says_so(load):
    load()
    lesson = LessonPage.objects.get()
    lesson.title = "Our own title"
    lesson.save_revision()  # a draft is enough
    loaded = load(L1_en_md=LESSON.replace("Somebody sits there.", "Somebody lies there."))
    assert "hello-L1: changed here, kept" in list(loaded.lines())
    assert "sits there" in str(LessonPage.objects.get().pages[0].value["body"][0].value)


def test_it_goes_by_the_revision_where_nobody_saved_one_since(load):
    load()
    lesson = LessonPage.objects.get()
    # As if an earlier version of ours had made something else of the same words.
    LessonPage.objects.update(loaded_as=f"{'0' * 40}:{lesson.latest_revision_id}")
    assert load(L1_en_md=LESSON.replace("sits there", "lies there")).changed == ["hello-L1"]
    LessonPage.objects.update(loaded_as="0" * 40)
    assert load(L1_en_md=LESSON.replace("sits there", "stands there")).kept == ["hello-L1"]


def test_it_takes_nothing_away(load):
    load()
    loaded = load(module_yaml=FILES["hello/module.yaml"].replace("[L1, L2, check]", "[L1, check]"))
    assert loaded.gone == ["hello-L2"]
    assert SessionPage.objects.get().live


def test_it_follows_the_order_of_the_files(load):
    load()
    load(module_yaml=FILES["hello/module.yaml"].replace("[L1, L2, check]", "[L2, L1, check]"))
    (module,) = CoursePage.objects.get().outline()
    assert [item["title"] for item in module["items"]] == ["Together", "Look"]


def test_it_loads_what_is_there_in_another_language(load, harbor):
    load(L1_es_md=SPANISH)
    english, spanish = LessonPage.objects.order_by("locale__language_code")
    assert (spanish.title, spanish.key, spanish.language) == ("Mirar", english.key, "es")
    assert spanish.answer_key() == english.answer_key()
    assert SessionPage.objects.count() == 1
    assert {page.title for page in ModulePage.objects.all()} == {"One", "Uno"}


def test_it_gives_each_organization_its_own(load, elsewhere):
    mine, theirs = load().course, load(organization=elsewhere).course
    assert mine.key != theirs.key
    assert theirs.organization == elsewhere


@pytest.mark.parametrize(
    "words", ["[x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "<iframe></iframe>", "<style>p {}</style>"]
)
def test_it_lets_no_markup_in(words):
    # I01: the reader refuses it by its line; whatever comes past it is cut to what the editor allows
    from courses.files.markdown import to_html
    from courses.pages.vocabulary.say import RICH_TEXT

    html = to_html(f"Before {words} after", RICH_TEXT)
    assert not any(mark in html for mark in ("<img", "<iframe", "<style", "href"))


@pytest.mark.parametrize("name", ["../../secret.svg", "<b>x</b>.svg", "missing.svg"])
def test_it_opens_no_file_outside_its_folder(load, name):
    # I03
    with pytest.raises((NotReadable, NoSuchFile)):
        load(L1_en_md=LESSON.replace("# Do", f':::image{{src="{name}" alt="A kit"}}\n:::\n\n# Do'))
    assert not CoursePage.objects.exists()


def test_it_publishes_nothing_that_the_editor_would_refuse(load):
    with pytest.raises(NotFinished, match="safety claim"):
        load(L1_en_md=LESSON.replace("safety_critical: true", "safety_critical: false"))
    assert not CoursePage.objects.exists()


def test_its_command_says_what_it_did_and_what_is_wrong(harbor, tmp_path, capsys):
    folder = write(tmp_path)
    call_command("load_course", str(folder), organization=harbor.slug)
    assert "hello-L1: new" in capsys.readouterr().out
    call_command("load_course", str(folder), organization=harbor.slug)
    assert "Nothing in the files is newer." in capsys.readouterr().out
    write(tmp_path, L1_en_md=LESSON.replace("# Look", ""))
    with pytest.raises(CommandError, match=r"hello/L1\.en\.md, line \d+: Before the first page"):
        call_command("load_course", str(folder), organization=harbor.slug)


def test_it_says_that_a_picture_has_no_place_for_its_caption(harbor, tmp_path, capsys):
    fence = ':::image{src="kit.png" alt="A kit" caption="Our kit"}\n:::\n\n# Do'
    folder = write(tmp_path, L1_en_md=LESSON.replace("# Do", fence))
    (folder / "hello" / "pictures").mkdir()
    (folder / "hello" / "pictures" / "kit.png").write_bytes(get_test_image_file().file.getvalue())
    said = "hello-L1: the picture kit.png has no place for its caption, which is left out."
    for is_said in (True, False):
        call_command("load_course", str(folder), organization=harbor.slug)
        assert (said in capsys.readouterr().out) is is_said


def test_it_brings_the_words_that_lessons_explain_and_keeps_what_somebody_said_better(load):
    course = load().course
    assert [dict(one.value) for one in course.glossary] == [{"term": "van", "meaning": "A car with supplies."}]
    course.glossary = [("term", {"term": "van", "meaning": "Where we meet."})]
    course.save_revision().publish()
    assert load().kept == ["small"]
    assert [one.value["meaning"] for one in CoursePage.objects.get().glossary] == ["Where we meet."]
