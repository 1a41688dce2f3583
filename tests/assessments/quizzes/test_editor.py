"""A trainer writes a check in the Wagtail editor."""

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from assessments.quizzes.models import QuizPage
from tests import builders
from tests.assessments.quizzes.building import FIRST, SECOND, answer_all
from tests.courses.editing import PUBLISH, add, edit, errors, form, many

RIGHT, WRONG = {"text": "Air", "right": "on", "feedback": "Yes."}, {"text": "Noise", "feedback": "Look again."}


def single(name="Q1", *options, **fields):
    given = {"name": name, "objective": FIRST, "claim": "", "stem": "What helps?", "options": many(*options)}
    return ("single", given | fields)


def parts(*lines):
    return streamfield([("part", {"objective": name, "ask": ask, "must_know": must}) for name, ask, must in lines])


def quiz(*bank, **data):
    """A check that could be published."""
    given = {"title": "What you know", "slug": "know", "minutes": "5", "domains_ethics": "5", "required": "on"}
    drawn = {
        "cut": "80",
        "parts": parts((FIRST, 1, 0)),
        "bank": streamfield(list(bank) or [single("Q1", RIGHT, WRONG)]),
    }
    return {**given, **drawn, **data}


ORDER = {"name": "Q1", "objective": FIRST, "claim": "", "stem": "In order?", "feedback": "So."}
PAIR = {"left": "Steady breath", "right": "Sleep"}
UNFINISHED = {
    "Mark exactly one answer as right.": quiz(single("Q1", WRONG, {**WRONG, "text": "Other"})),
    "Two answers say the same.": quiz(single("Q1", RIGHT, {**WRONG, "text": "Air"})),
    "Mark at least one answer as right.": quiz(("several", single("Q1", WRONG, {**WRONG, "text": "Other"})[1])),
    "Two of these say the same.": quiz(("order", {**ORDER, "items": many("a", "a", "b")})),
    "Each side of a pair is there only once.": quiz(("match", {**ORDER, "pairs": many(PAIR, PAIR)})),
    "asks 0 must-know and 2 other questions, and the bank has 0 and 1": quiz(parts=parts((FIRST, 2, 0))),
    "1 questions, and 2 of them cannot be must-know": quiz(parts=parts((FIRST, 1, 2))),
    "Two questions have the same short name: Q1": quiz(single("Q1", RIGHT, WRONG), single("Q1", RIGHT, WRONG)),
    "Two lines ask about the same objective": quiz(parts=parts((FIRST, 1, 0), (FIRST, 1, 0))),
    "These are never asked": quiz(single("Q1", RIGHT, WRONG), single("Q2", RIGHT, WRONG, objective=SECOND)),
    "so tick this": quiz(single("Q1", RIGHT, WRONG, claim="SC06")),
    "This field is required.": quiz(single("", RIGHT, WRONG)),
}


@pytest.fixture
def inside(inez, signed_in):
    return signed_in(inez)


def test_it_makes_a_check_from_nothing(inside, module):
    bank = [single("Q1", RIGHT, WRONG, must_know="on"), ("order", {**ORDER, "name": "Q2", "items": many(*"abc")})]
    add(inside, module, QuizPage, **quiz(*bank, parts=parts((FIRST, 2, 1)), cut_method="Angoff"), **PUBLISH)
    made = QuizPage.objects.get()
    assert (made.live, made.cut, made.cut_method, made.page_count) == (True, 80, "Angoff", 2)
    assert [(one.kind, one.must_know) for one in made.questions()] == [("single", True), ("order", False)]


@pytest.mark.parametrize("says", UNFINISHED)
def test_it_keeps_a_draft_and_says_why_it_is_not_published(inside, module, says):
    add(inside, module, QuizPage, **UNFINISHED[says])
    made = QuizPage.objects.get()
    assert not made.live
    response = edit(inside, made, **UNFINISHED[says], **PUBLISH)
    assert any(says in sentence for sentence in errors(response))
    made.refresh_from_db()
    assert not made.live


def test_it_does_not_publish_an_unfinished_draft_by_another_road(inside, module):
    add(inside, module, QuizPage, **UNFINISHED["Mark exactly one answer as right."])
    made = QuizPage.objects.get()
    assert inside.post(f"/admin/api/main/pages/{made.pk}/action/publish/").status_code == 400


def test_it_keeps_the_cut_of_a_draft_that_has_none(inside, check):
    edit(inside, check, **quiz(slug=check.slug, cut=""))
    assert check.get_latest_revision_as_object().cut == 80


def test_it_previews_each_question_and_writes_nothing(inside, check):
    before = kept()
    where = reverse("wagtailadmin_pages:view_draft", args=[check.pk])
    assert "There are 6 questions" in inside.get(where).text
    for name in ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6"):
        shown = inside.get(where, {"mode": name}).text
        assert f"{name}?" in shown
        assert "Nothing you tap here is saved" in shown
    assert kept() == before


def kept():
    models = [
        model for label in ("lms_assessments", "lms_courses") for model in apps.get_app_config(label).get_models()
    ]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_it_previews_an_unfinished_draft(inside, check):
    where = reverse("wagtailadmin_pages:preview_on_edit", args=[check.pk])
    for says, given in UNFINISHED.items():
        sent = inside.post(where, form(**given, slug=check.slug) if "slug" not in given else form(**given))
        assert sent.json() == {"is_valid": True, "is_available": True}, says
        assert "lms/components.css" in inside.get(where, {"mode": ""}).text, says


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, check, role):  # A12
    outsider = signed_in(dana(role))
    for name in ("edit", "view_draft"):
        assert outsider.get(reverse(f"wagtailadmin_pages:{name}", args=[check.pk])).status_code == 404


def test_it_is_kept_once_somebody_took_it(inside, check, rosas):
    answer_all(rosas, check)
    inside.post(reverse("wagtailadmin_pages:delete", args=[check.pk]))
    assert QuizPage.objects.exists()


def test_it_stands_in_a_course_of_two_lessons(inside, module):
    builders.lesson(module)
    assert QuizPage in type(module).allowed_subpage_models()
