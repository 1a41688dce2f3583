"""Questions that a life may depend on: reviewers read them, unreviewed values are not asked about, edits are told."""

import pytest
from django.urls import reverse

from assessments.quizzes.taking import Taking
from courses.enrollment.services import enroll
from courses.pages.models import organization_of
from courses.progress.models import Completion
from courses.review.changes import changes_for
from courses.review.models import Wording
from courses.review.packets import contents
from courses.review.queries import reviews_of
from courses.review.services import open_packet, set_parameter
from courses.review.waiting import waiting_reviews
from tests.assessments.quizzes import building
from tests.assessments.quizzes.building import FIRST, SECOND, answer_all, question
from tests.assessments.quizzes.test_edit import edited
from tests.courses.review.conftest import WAIT, look_at

BANK = [
    question("Q1", must_know=True, claim="SC06"),
    question("Q2", "true_false", must_know=True, claim="SC03"),
    question("Q3", claim="SC04"),
    question("Q4", stem=f"Wait [[param:{WAIT}]]?"),
    question("Q5", "order", objective=SECOND),
]


@pytest.fixture
def check(module):
    return building.check(module, BANK, {FIRST: (4, 2), SECOND: (1, 0)}, safety_critical=True)


def asked(enrollment, check):
    taking = Taking(enrollment, check)
    return {taking.bank[key].name for key in taking.asked}


def test_it_does_not_ask_about_a_value_that_nobody_reviewed(rosas, check, harbor, inez, jo):
    assert asked(rosas, check) == {"Q1", "Q2", "Q5"}
    set_parameter(organization=harbor, by=inez, key=WAIT, language="en", value="2-3")
    assert asked(rosas, check) == {"Q1", "Q2", "Q5"}
    look_at(check, jo)
    assert asked(rosas, check) == {"Q1", "Q2", "Q3", "Q4", "Q5"}


def test_it_says_what_the_agency_teaches(rosas, check, harbor, inez, jo, signed_in, rosa):
    set_parameter(organization=harbor, by=inez, key=WAIT, language="en", value="2-3")
    look_at(check, jo)
    building.begin(rosas, check)
    taking = Taking(rosas, check)
    key = next(key for key in taking.todo if taking.bank[key].name == "Q4")
    shown = signed_in(rosa).get(
        reverse("lms_assessments:question", kwargs={"key": check.key, "number": 1, "question": key})
    )
    assert "Wait 2-3 minutes?" in shown.text


def test_it_waits_where_nothing_can_be_asked(module, signed_in, rosa, rosas):
    made = building.check(module, [question("Q1", claim="SC04")], {FIRST: (1, 0)}, title="One", safety_critical=True)
    shown = signed_in(rosa).get(reverse("lms_courses:activity", kwargs={"key": made.key})).text
    assert "These questions wait until your agency has set what it teaches. Ask Inez." in shown
    signed_in(rosa).post(reverse("lms_assessments:begin", kwargs={"key": made.key}), {"number": "1"})
    assert Taking(rosas, made).attempts == []


def test_it_puts_its_questions_into_a_reviewers_packet(check, harbor, jo):
    packet, _token = open_packet(organization=harbor, by=jo, kind="clinician", language="en", activity_keys=[check.key])
    found = {item.id: item for item in contents(packet).items}
    assert {"SC03", "SC04", "SC06"} <= found.keys()
    title, passage = found["SC06"].passages
    assert title.lines == (check.title,)
    assert passage.lines[:2] == ("Q1?", "Right: Q1 right (To “Q1 right”.)")


def test_it_returns_exactly_this_check_to_review(check, harbor, inez, jo):
    set_parameter(organization=harbor, by=inez, key=WAIT, language="en", value="2-3")
    look_at(check, jo)
    assert reviews_of(harbor).of(check).state == "reviewed"
    edited(check, "Q1 wrong", "Q1 quite wrong")
    left = [item.id for item in reviews_of(harbor).of(check).items if not item.is_cleared]
    assert left == ["SC06"]


def test_it_asks_a_must_know_again_that_changed(rosas, check, harbor, inez, jo, signed_in, rosa):
    set_parameter(organization=harbor, by=inez, key=WAIT, language="en", value="2-3")
    look_at(check, jo)
    answer_all(rosas, check)
    edited(check, "Q1 right", "Q1, as it is taught now")
    assert [one.why for one in waiting_reviews(rosas)] == ["review"]
    look_at(check, jo)
    changes = changes_for(rosas, check.key)
    assert [one.text for one in changes.questions] == ["Q1?"]
    right = next(option["id"] for option in changes.questions[0].options if option["right"])
    sent = {"seen": changes.digest, changes.questions[0].id: right}
    signed_in(rosa).post(reverse("lms_courses:changed", kwargs={"key": check.key}), sent)
    assert waiting_reviews(rosas) == []


@pytest.fixture(params=["single", "say", "several", "true_false", "order", "match"])
def changed(request, module, rosa, jo):
    """`(enrollment, check, what changed)`: Rosa was taught a must-know of this kind that reads differently by now."""
    bank = [question("Q1", request.param, must_know=True, claim="SC06"), question("Q2")]
    check = building.check(module, bank, {FIRST: (2, 1)}, safety_critical=True)
    course = check.get_parent().get_parent().specific
    enrollment = enroll(learner=rosa, organization=course.organization, course=course)
    look_at(check, jo)
    answer_all(enrollment, check)
    edited(check, "Q1?", "Q1, as it is taught now?")
    look_at(check, jo)
    return enrollment, check, changes_for(enrollment, check.key)


def sent(changes, *, right):
    """What its page sends: an answer to its one question."""
    (asked,) = changes.questions
    if asked.rows:
        values = [row.right for row in asked.rows]
        rows = zip(asked.rows, values if right else values[::-1], strict=True)
        return {"seen": changes.digest} | {row.name: value for row, value in rows}
    return {"seen": changes.digest, asked.id: [one["id"] for one in asked.options if bool(one["right"]) is right]}


def test_it_asks_every_kind_again_until_it_is_right(changed, signed_in, rosa):
    enrollment, check, changes = changed
    where = reverse("lms_courses:changed", kwargs={"key": check.key})
    assert [one.text for one in changes.questions] == ["Q1, as it is taught now?"]
    assert changes.changes == []
    missed = signed_in(rosa).post(where, sent(changes, right=False)).context["questions"][0]
    assert (missed["is_right"], bool(missed["replies"])) == (False, True)
    assert [one.why for one in waiting_reviews(enrollment)] == ["changed"]
    signed_in(rosa).post(where, sent(changes, right=True))
    assert waiting_reviews(enrollment) == []


def test_it_keeps_what_was_put_in_while_something_is_missing(changed, signed_in, rosa):
    _enrollment, check, changes = changed
    given = list(sent(changes, right=True).items())[:2]
    shown = signed_in(rosa).post(reverse("lms_courses:changed", kwargs={"key": check.key}), dict(given))
    if changes.questions[0].rows:
        assert "Not yet: look at the answers again." in shown.text
        assert f'<option value="{given[1][1]}" selected>' in shown.text
        assert shown.context["questions"][0]["replies"] == []


def test_it_says_nothing_is_gone_of_a_question_that_was_text_when_it_was_taught(changed):
    enrollment, check, _changes = changed
    for wording in Wording.objects.filter(activity_key=check.key):
        wording.passages = [{**piece, "is_check": False} for piece in wording.passages]
        wording.save()
    assert changes_for(enrollment, check.key).changes == []


def test_it_keeps_the_words_that_were_taught(rosas, check, harbor):
    answer_all(rosas, check)
    done = Completion.objects.get()
    assert done.safety_critical
    assert done.wording == reviews_of(organization_of(check)).of(check).taught_digest
