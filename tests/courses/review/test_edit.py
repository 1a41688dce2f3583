"""An edit returns exactly that lesson and that language to review."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from courses.enrollment.services import enroll
from courses.pages.models import CoursePage
from courses.review.queries import reviews_of
from courses.review.rules import State
from tests import builders
from tests.assessments.quizzes import building
from tests.courses.review.conftest import WAIT, edited

CRITICAL = {"safety_critical": True}


@pytest.fixture
def spanish(lesson):
    return builders.in_spanish(lesson)


@pytest.fixture
def signed(lesson, timed, spanish, teaches, reviewed):
    """Everything reviewed, in both languages."""
    teaches("2-3")
    for one in (lesson, timed, spanish):
        reviewed(one)


def test_it_returns_the_lesson_whose_claim_was_edited(signed, lesson, timed, spanish, stands):
    edited(lesson, "not waking", "not talking")
    assert [stands(one).state for one in (lesson, timed, spanish)] == [
        State.IN_REVIEW,
        State.REVIEWED,
        State.REVIEWED,
    ]


def test_it_lets_a_typo_elsewhere_stand(signed, lesson, stands):
    edited(lesson, "Why it matters.", "Why this matters.")
    assert stands(lesson).state == State.REVIEWED


def test_it_returns_a_question_that_a_claim_is_tested_by(signed, lesson, stands):
    edited(lesson, "The clock", "The weather")
    assert stands(lesson).state == State.IN_REVIEW


def test_it_returns_what_a_value_is_part_of(signed, lesson, timed, teaches, stands):
    teaches("4")
    stand = stands(timed)
    assert (stand.state, [item.id for item in stand.items if not item.is_cleared]) == (
        State.IN_REVIEW,
        ["SC04", WAIT],
    )
    assert stands(lesson).state == State.REVIEWED


def test_it_leaves_spanish_as_it_was(timed, teaches, reviewed, stands, harbor):
    spanish = builders.in_spanish(timed)
    for language, page in (("en", timed), ("es", spanish)):
        teaches("2-3", language)
        reviewed(page)
    teaches("4", "en")
    assert (stands(timed).state, stands(spanish).state) == (State.IN_REVIEW, State.REVIEWED)
    assert reviews_of(harbor).reviewed("es") == {WAIT: "2-3"}


def test_it_returns_what_quotes_a_line_of_the_sheet(harbor, jo, lesson, reviewed, stands):

    from lms.people.local.services import write_line

    told = builders.safety(builders.text("[[local:good_samaritan]]"), claims=("SC16",))
    law = builders.lesson(lesson.get_parent().specific, "The law", [[told]], safety_critical=True)
    reviewed(law, kind="legal")
    assert stands(law).state == State.REVIEWED
    line = {"topic": "good_samaritan", "source": "Act 1", "as_of": builders.today()}
    write_line(organization=harbor, by=jo, text="Covers the caller.", **line)
    assert stands(law).state == State.IN_REVIEW


def test_it_keeps_what_is_a_draft_to_itself(signed, lesson, stands):
    lesson.pages.raw_data[1]["value"]["body"][0]["value"]["body"][0]["value"] = "<p>Something else.</p>"
    lesson.save_revision()
    assert stands(lesson).state == State.REVIEWED


def test_it_returns_a_lesson_that_no_longer_makes_a_claim(signed, lesson, reviewed, stands):
    parts = [builders.safety(builders.text(f"{claim} as it was."), claims=(claim,)) for claim in ("SC06", "SC08")]
    made = builders.lesson(lesson.get_parent().specific, "Two claims", [parts], safety_critical=True)
    reviewed(made)
    raw = [dict(page) for page in made.pages.raw_data]
    raw[0]["value"]["body"][1] = builders.text("Something else, and no claim.")
    made.pages = raw
    made.save_revision().publish()
    assert (stands(made).state, stands(made).counts) == (State.IN_REVIEW, False)
    reviewed(made)
    assert stands(made).state == State.REVIEWED


def test_it_returns_what_a_swapped_picture_is_part_of(settings, tmp_path, lesson, reviewed, stands):
    settings.MEDIA_ROOT = tmp_path
    image = get_image_model().objects.create(title="How", file=drawn("white"), file_hash="as it was")
    shown = {"type": "image", "id": "1", "value": {"image": image.pk, "alt_text": "How", "decorative": False}}
    made = builders.lesson(lesson.get_parent().specific, "Shown", [[builders.safety(shown)]], safety_critical=True)
    reviewed(made)
    get_image_model().objects.filter(pk=image.pk).update(file_hash="another file")
    assert stands(made).state == State.IN_REVIEW


def drawn(color):
    """A picture of one color."""
    file = BytesIO()
    Image.new("RGB", (40, 30), color).save(file, "PNG")
    file.seek(0)
    return ImageFile(file, f"{color}.png")


def test_it_returns_what_stands_under_another_heading(signed, lesson, reviewed, stands):
    whole = builders.lesson(lesson.get_parent().specific, "Untagged", safety_critical=True)
    reviewed(whole)
    for one, heading in ((lesson, "Breathing first, page 2"), (whole, "Untagged, page 1")):
        edited(one, heading, "The other way round")
        assert stands(one).state == State.IN_REVIEW


def test_it_returns_what_stands_under_another_title(signed, lesson, reviewed, stands):
    whole = builders.lesson(lesson.get_parent().specific, "Untagged", safety_critical=True)
    reviewed(whole)
    for one in (lesson, whole):
        one.title = "How to wake somebody"
        one.save_revision().publish()
        assert stands(one).state == State.IN_REVIEW


@pytest.mark.parametrize("make", [builders.session, building.check])
def test_it_returns_a_session_and_a_check_under_another_title(lesson, reviewed, stands, make):
    made = make(lesson.get_parent().specific, title="Breathing together", safety_critical=True)
    reviewed(made)
    assert stands(made).state == State.REVIEWED
    made.title = "How to wake somebody"
    made.save_revision().publish()
    assert stands(made).state == State.IN_REVIEW


def explains(course, *terms):
    course.refresh_from_db()
    course.glossary = [("term", {"term": word, "meaning": meaning}) for word, meaning in terms]
    course.save_revision().publish()


def test_it_returns_what_a_word_opens_to_where_a_life_may_depend_on_it(course, lesson, reviewed, stands):
    kit = builders.safety(builders.text("Take the [[term:Kit]], then [[term:call]]."))
    made = builders.lesson(lesson.get_parent().specific, "Kits", [[kit, builders.text("[[term:van]]")]], **CRITICAL)
    explains(course, ("kit", "A bag with two doses."), ("van", "A car."))
    reviewed(made)
    (item,) = stands(made).items
    assert item.passages[-1].lines == ("Take the [[term:Kit]], then [[term:call]].", "Kit: A bag with two doses.")
    explains(course, ("kit", "A bag with two doses."), ("van", "A truck."))
    assert stands(made).state == State.REVIEWED
    explains(course, ("kit", "A bag with one dose."), ("van", "A truck."))
    assert stands(made).state == State.IN_REVIEW


def test_it_returns_a_whole_lesson_for_the_meaning_of_any_of_its_words(course, lesson, reviewed, stands):
    made = builders.lesson(lesson.get_parent().specific, "Vans", [[builders.text("[[term:van]]")]], **CRITICAL)
    reviewed(made)
    explains(course, ("van", "A car."))
    assert stands(made).state == State.IN_REVIEW


def test_it_says_in_the_lesson_at_once_that_a_picture_was_swapped(
    settings, tmp_path, signed_in, inez, rosa, harbor, lesson, reviewed
):
    settings.MEDIA_ROOT = tmp_path
    kept = {"title": "How", "collection": harbor.collection}
    image = get_image_model().objects.create(file=drawn("white"), **kept)
    shown = {"type": "image", "id": "1", "value": {"image": image.pk, "alt_text": "How", "decorative": False}}
    made = builders.lesson(lesson.get_parent().specific, "Shown", [[builders.safety(shown)]], safety_critical=True)
    reviewed(made)
    enroll(learner=rosa, organization=harbor, course=made.get_ancestors().type(CoursePage).specific().get())
    learner, where = signed_in(rosa), reverse("lms_courses:activity", kwargs={"key": made.key})
    assert "Not yet clinically reviewed here" not in learner.get(where).text
    change = reverse("wagtailimages:edit", args=[image.pk])
    typed = {"title": "How", "description": "", "collection": harbor.collection.pk, "tags": "", "file": drawn("black")}
    assert signed_in(inez).post(change, typed).status_code == 302
    assert "Not yet clinically reviewed here" in learner.get(where).text


def test_it_keeps_lessons_where_only_a_pictures_name_changed(harbor, signed_in, inez, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = get_image_model().objects.create(title="How", file=drawn("white"), collection=harbor.collection)
    typed = {"title": "Chin up", "description": "", "collection": harbor.collection.pk, "tags": ""}
    assert signed_in(inez).post(reverse("wagtailimages:edit", args=[image.pk]), typed).status_code == 302
    before = harbor.content_version
    harbor.refresh_from_db()
    assert harbor.content_version == before
