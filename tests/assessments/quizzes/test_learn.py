"""The pages of a check: where one is, one question at a time, and nobody else's business."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.quizzes.models import Answer, QuizAttempt
from assessments.quizzes.taking import Taking
from courses.enrollment.services import enroll
from courses.pages import marks
from courses.progress.models import Completion, LearningTime, Place
from tests import builders
from tests.assessments.quizzes import building


def address(check):
    return reverse("lms_courses:activity", kwargs={"key": check.key})


def begin(client, check, number="1", **more):
    return client.post(reverse("lms_assessments:begin", kwargs={"key": check.key}), {"number": number, **more})


def where(check, key, number=1):
    return reverse("lms_assessments:question", kwargs={"key": check.key, "number": number, "question": key})


def form(one, given):
    """What a browser sends for this answer."""
    if one.kind in {"order", "match"}:
        name = "place" if one.kind == "order" else "match"
        boxes = {given[n]: n + 1 for n in range(len(given))} if one.kind == "order" else dict(enumerate(given))
        return {"digest": one.digest, **{f"{name}-{n}": value for n, value in boxes.items()}}
    return {"digest": one.digest, "option": given}


def answer(client, check, enrollment, *, right=True, **more):
    """Answer what comes next, as a browser does."""
    taking = Taking(enrollment, check)
    one = taking.bank[taking.todo[0]]
    given = (building.right_answer if right else building.wrong_answer)(one.kind, one.content)
    return client.post(where(check, one.key, taking.current.number), form(one, given) | more, follow=True)


@pytest.fixture
def client(signed_in, rosa, rosas):
    return signed_in(rosa)


def test_it_says_how_it_works_and_writes_nothing(client, check):
    shown = client.get(address(check)).text
    assert "There are 6 questions" in shown
    assert "You are done once 5 of them are right." in shown
    assert not QuizAttempt.objects.exists()


def test_it_says_that_each_answer_is_saved_and_why(client, check, rosas):
    begin(client, check)
    assert "Question 1 of 6" in client.get(address(check)).text
    shown = answer(client, check, rosas).text
    assert "That is it." in shown
    assert "Saved." in shown


def test_it_goes_on_elsewhere_at_the_exact_question(client, check, rosas, signed_in, rosa):
    begin(client, check)
    answer(client, check, rosas)
    answer(client, check, rosas, right=False)
    next_one = Taking(rosas, check).todo[0]
    other_phone = signed_in(rosa)
    shown = other_phone.get(address(check)).text
    assert "Question 3 of 6" in shown
    assert f'id="check-{next_one}"' in shown


def test_it_is_the_same_page_after_a_reload(client, check):
    begin(client, check)
    boxes = [[line for line in client.get(address(check)).text.splitlines() if "option" in line] for _time in range(2)]
    assert boxes[0] == boxes[1] != []


def test_it_tells_what_comes_again_and_then_that_it_is_done(client, check, rosas):
    begin(client, check)
    wrong = {"Q2", "Q4"}
    for _question in range(6):
        taking = Taking(rosas, check)
        answer(client, check, rosas, right=taking.bank[taking.todo[0]].name not in wrong)
    shown = client.get(address(check)).text
    assert "Not yet: these 2 again" in shown
    assert "4 of 6 are right, and stay right." in shown
    begin(client, check, "2")
    assert "Again: 1 of 2" in client.get(address(check)).text
    answer(client, check, rosas)
    answer(client, check, rosas)
    assert "6 of 6 are right." in client.get(address(check)).text
    assert Completion.objects.get().activity_key == check.key


@pytest.mark.parametrize("kind", ["single", "several", "order", "match"])
def test_it_asks_for_a_whole_answer_and_keeps_what_was_chosen(client, check, rosas, kind):
    begin(client, check)
    taking = Taking(rosas, check)
    one = next(one for one in taking.bank.values() if one.kind == kind)
    half = {"digest": one.digest, "place-1": "2", "match-1": "0", "option": []}
    shown = client.post(where(check, one.key), half).text
    assert any(words in shown for words in ("Choose one", "Choose at least one", "Give each one its own"))
    assert kind not in {"order", "match"} or shown.count(" selected") == 1
    assert not Answer.objects.exists()


@pytest.mark.parametrize("value", ["", "-1", "99", "1e3", "x" * 2000, "²", "\x00"])
def test_it_takes_nothing_strange(client, check, rosas, value):
    begin(client, check, value)
    assert not QuizAttempt.objects.exists()
    begin(client, check)
    for one in Taking(rosas, check).bank.values():
        odd = {"digest": one.digest, "option": value, "place-0": value, "match-0": value}
        assert client.post(where(check, one.key), odd).status_code == 200
    assert not Answer.objects.exists()


def test_it_counts_a_double_click_once(client, check, rosas):
    begin(client, check)
    begin(client, check)
    one = Taking(rosas, check).bank[Taking(rosas, check).todo[0]]
    sent = form(one, building.right_answer(one.kind, one.content))
    for _click in range(3):
        client.post(where(check, one.key), sent)
    assert (QuizAttempt.objects.count(), Answer.objects.count()) == (1, 1)


def test_it_says_where_one_is_to_whoever_comes_too_late(client, check, rosas):
    begin(client, check)
    key = Taking(rosas, check).todo[0]
    assert client.get(where(check, key, 9)).url == address(check)
    assert client.post(where(check, check.key), {"digest": ""}).url == address(check)
    assert "not asked any more" in client.get(address(check)).text


def test_it_counts_time_as_a_lesson_does(client, check, rosas):
    opened = marks.write(Taking(rosas, check), marks.Mark(int(timezone.now().timestamp()) - 60))
    begin(client, check, opened=opened)
    answer(client, check, rosas, opened=opened)
    client.post(reverse("lms_assessments:next", kwargs={"key": check.key}), {"opened": opened})
    assert LearningTime.objects.get().engaged_seconds in {60, 61, 62}


@pytest.mark.parametrize("name", ["begin", "next"])
def test_it_changes_nothing_by_looking(client, check, name):  # R23
    assert client.get(reverse(f"lms_assessments:{name}", kwargs={"key": check.key})).status_code == 405
    assert not QuizAttempt.objects.exists()


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, check, rosas, role):  # A12
    outsider = signed_in(dana(role))
    building.begin(rosas, check)
    key = Taking(rosas, check).todo[0]
    assert outsider.get(address(check)).status_code == 404
    assert begin(outsider, check).status_code == 404
    assert outsider.get(where(check, key)).status_code == 404
    assert outsider.post(where(check, key), {}).status_code == 404
    assert not Answer.objects.exists()


def test_it_shows_staff_no_answers_and_no_tries(signed_in, inez, marcus, check, rosas):
    building.answer_all(rosas, check, wrong=("Q2", "Q3"))
    building.answer_all(rosas, check, wrong=("Q2",))
    person = reverse("lms_home:person", kwargs={"membership": rosas.learner.memberships.get().pk})
    for staff in (inez, marcus):
        shown = signed_in(staff).get(person).text
        assert "Q2" not in shown
        assert "percent" not in shown
        assert signed_in(staff).get(address(check)).status_code == 404


def test_it_is_locked_like_any_part(signed_in, rosa, harbor):
    course = builders.course(harbor)
    first = builders.module(course)
    builders.lesson(first)
    made = building.check(builders.module(course, "Later", after=(first,)))
    enroll(learner=rosa, organization=harbor, course=course)
    assert "Later" in signed_in(rosa).get(address(made)).text
    assert begin(signed_in(rosa), made).status_code == 404


def test_it_asks_a_stranger_to_sign_in(check):
    assert Client().get(address(check)).url.startswith("/sign-in/")
    assert begin(Client(), check).url.startswith("/sign-in/")


def test_it_escapes_what_authors_write(module, signed_in, rosa, harbor):  # I01 I09
    evil = "<script>alert(1)</script>*now*"
    made = building.check(module, [building.question("Q1", stem=evil)], {building.FIRST: (1, 0)})
    enrollment = enroll(learner=rosa, organization=harbor, course=module.get_parent().specific)
    building.begin(enrollment, made)
    shown = signed_in(rosa).get(address(made)).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<em>now</em>" in shown
    assert "<script>alert" not in shown


def test_it_keeps_going_there_from_home(client, check, rosas):
    begin(client, check)
    answer(client, check, rosas)
    assert Place.objects.get().page == 2
    assert address(check) in client.get(reverse("lms_home:home")).text


def test_it_needs_as_many_queries_for_a_larger_bank(client, check, rosas, module, django_assert_max_num_queries):
    bank = [building.question(f"Q{n}") for n in range(30)]
    larger = building.check(module, bank, {building.FIRST: (20, 0)}, title="Larger")
    for made in (check, larger):
        begin(client, made)
        answer(client, made, rosas)
        with django_assert_max_num_queries(15):
            client.get(address(made))


def test_it_needs_few_queries_to_keep_an_answer(client, check, rosas, django_assert_num_queries):
    begin(client, check)
    for _time in range(2):
        answer(client, check, rosas)
    one = (taking := Taking(rosas, check)).bank[taking.todo[0]]
    given = form(one, building.right_answer(one.kind, one.content))
    with django_assert_num_queries(6 + 2):  # the two that open and close the transaction
        client.post(where(check, one.key), given)
