"""What was done without a connection arrives late, once, and in the name of whoever did it (P06, L11)."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.pages import late, marks
from courses.pages.standing import standing
from courses.progress.arrivals import KEPT, forget_arrivals
from courses.progress.models import Arrival, Completion, LearningTime, Place
from courses.progress.time import forget_moments
from tests import builders
from tests.courses.test_learn import address


@pytest.fixture
def lesson(course):
    module = course.get_children().first().specific
    pages = [[builders.text("One.")], [builders.text("Two."), builders.check()], [builders.text("Three.")]]
    return builders.lesson(module, "On the road", pages)


@pytest.fixture
def client(signed_in, rosa, lesson, enrollment):
    return signed_in(rosa)


def entry(user, **more):
    """What a phone adds to a form that waited."""
    here = {"entry": str(uuid.uuid4()), "entry_account": user.pk, "entry_protocol": late.PROTOCOL, "entry_waited": 1}
    return {**here, **more}


def turn(client, lesson, page, body):
    return client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": page}), body)


def answer(client, lesson, body, *, right):
    ((block, options),) = lesson.answer_key().items()
    option = next(pk for pk, is_right in options.items() if is_right is right)
    where = {"key": lesson.key, "page": 2, "block": block}
    return client.post(reverse("lms_courses:answer", kwargs=where), {**body, "option": option})


def place():
    return Place.objects.get()


def test_it_says_what_was_saved_and_where_to_go_on(client, rosa, lesson):
    arrived = turn(client, lesson, 1, entry(rosa))
    assert arrived.json() == {"state": "saved", "next": address(lesson, 2)}
    assert (place().page, place().furthest) == (2, 2)


def test_it_saves_an_answer_once_however_often_it_is_sent(client, rosa, lesson):
    first, second, third = (entry(rosa) for _n in range(3))
    for body, right in [(first, False), (first, False), (second, True), (first, False), (second, True), (first, False)]:
        assert answer(client, lesson, body, right=right).json()["state"] == "saved"
    answer(client, lesson, third, right=False)
    (kept,) = place().answers.values()
    assert (kept["right"], kept["tries"], Arrival.objects.count()) == (True, 2, 3)


def test_it_does_not_count_a_wrong_answer_again_that_comes_again_after_another(client, rosa, harbor, lesson):
    options = next(iter(lesson.answer_key().values()))
    first, second = entry(rosa), entry(rosa)
    answer(client, lesson, first, right=False)
    place_row = place()
    place_row.answers = {block: {**kept, "chosen": "another"} for block, kept in place_row.answers.items()}
    place_row.save()
    answer(client, lesson, first, right=False)
    (kept,) = place().answers.values()
    assert (kept["chosen"], kept["tries"], len(options)) == ("another", 1, 2)
    answer(client, lesson, second, right=False)
    assert next(iter(place().answers.values()))["tries"] == 2


def test_it_leads_nobody_back_who_has_gone_on_elsewhere(client, rosa, lesson):
    for page in (1, 2):
        turn(client, lesson, page, {})
    turn(client, lesson, 1, entry(rosa))
    assert (place().page, place().furthest) == (3, 3)


def test_it_goes_back_for_somebody_who_turns_a_page_now(client, rosa, lesson):
    for page in (1, 2):
        turn(client, lesson, page, {})
    turn(client, lesson, 1, entry(rosa, entry_waited=0))
    assert (place().page, place().furthest) == (2, 3)


def test_it_refuses_what_comes_before_what_it_builds_on_and_takes_it_afterwards(client, rosa, lesson):
    first, second = entry(rosa), entry(rosa)
    refused = turn(client, lesson, 2, second)
    assert (refused.status_code, "missing" in refused.json()["sentence"]) == (409, True)
    assert not Arrival.objects.exists(), "what was refused may come again"
    turn(client, lesson, 1, first)
    assert turn(client, lesson, 2, second).json()["state"] == "saved"
    assert place().furthest == 3


def test_it_finishes_the_lesson_with_the_last_page_that_waited(client, rosa, lesson):
    turn(client, lesson, 1, entry(rosa))
    answer(client, lesson, entry(rosa), right=True)
    turn(client, lesson, 2, entry(rosa))
    last = entry(rosa)
    for _again in range(2):
        assert turn(client, lesson, 3, last).json()["state"] == "saved"
    assert Completion.objects.filter(activity_key=lesson.key).count() == 1


def test_it_understands_this_version_and_the_one_before(client, rosa, lesson, monkeypatch):  # L11
    monkeypatch.setattr(late, "PROTOCOL", 7)
    for version in (6, 7):
        assert turn(client, lesson, 1, entry(rosa, entry_protocol=version)).json()["state"] == "saved"


@pytest.mark.parametrize("version", ["5", "8", "", "x", None])
def test_it_refuses_other_versions_with_a_sentence(client, rosa, lesson, monkeypatch, version):  # L11
    monkeypatch.setattr(late, "PROTOCOL", 7)
    body = entry(rosa, entry_protocol=version or "")
    refused = turn(client, lesson, 1, body if version is not None else {**body, "entry_protocol": ""})
    assert refused.status_code == 409
    assert refused.json()["sentence"].startswith("This page is from another version of ours. Nothing is lost")
    assert not Place.objects.exists()


def test_it_refuses_an_answer_that_is_not_in_the_lesson_any_more(client, rosa, lesson):
    where = {"key": lesson.key, "page": 2, "block": uuid.uuid4()}
    refused = client.post(reverse("lms_courses:answer", kwargs=where), entry(rosa, option="x"))
    assert (refused.status_code, refused.json()["sentence"]) == (409, "Choose one of the answers.")


@pytest.mark.parametrize("key", ["", "1", "x" * 5000, "\x00"])
def test_it_refuses_a_key_that_is_none(client, rosa, lesson, key):
    assert turn(client, lesson, 1, entry(rosa, entry=key)).status_code == 409
    assert not Place.objects.exists()


def test_it_takes_nothing_that_is_somebody_elses(client, signed_in, rosa, sam, lesson, course):  # P06
    builders.enroll(learner=sam, organization=course.organization, course=course)
    assert turn(signed_in(sam), lesson, 1, entry(rosa)).status_code == 403
    assert turn(Client(), lesson, 1, entry(rosa)).status_code == 401
    assert not Place.objects.exists()
    assert turn(client, lesson, 1, entry(rosa)).status_code == 200


def test_it_takes_one_key_from_two_people_for_two_entries(client, signed_in, rosa, sam, lesson, course):
    builders.enroll(learner=sam, organization=course.organization, course=course)
    key = str(uuid.uuid4())
    for user in (rosa, sam):
        turn(signed_in(user), lesson, 1, entry(user, entry=key))
    assert Place.objects.count() == 2


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, lesson, enrollment, role):  # A12
    outsider = dana(role)
    assert turn(signed_in(outsider), lesson, 1, entry(outsider)).status_code == 404
    assert answer(signed_in(outsider), lesson, entry(outsider), right=True).status_code == 404
    assert not Place.objects.exists()
    assert not Arrival.objects.exists()


def test_it_needs_the_token_of_our_form(rosa, enrollment, lesson):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(rosa)
    assert turn(strict, lesson, 1, entry(rosa)).status_code == 403
    assert not Place.objects.exists()


def test_it_forgets_old_arrivals_and_not_new_ones(client, rosa, lesson):
    turn(client, lesson, 1, entry(rosa))
    today = timezone.now().date()
    assert forget_arrivals(today=today + KEPT) == 0
    assert forget_arrivals(today=today + KEPT + timedelta(days=1)) == 1


def seconds():
    return sum(LearningTime.objects.values_list("engaged_seconds", flat=True))


@pytest.fixture
def opened(rosa, enrollment, lesson):
    """The mark of a page of Rosa's that was made so many seconds ago."""
    return lambda ago: marks.write(standing(rosa, lesson.key), marks.Mark(int(timezone.now().timestamp()) - ago))


@pytest.fixture
def told(rosa, opened):
    """A click that waited, on a page made so many seconds ago."""
    return lambda start, end, ago: entry(rosa, opened=opened(ago), **{"from": start, "to": end})


def test_it_counts_the_time_of_pages_read_on_without_a_connection(client, rosa, lesson, told):
    turn(client, lesson, 1, told(100, 220, ago=90_000))
    answer(client, lesson, told(220, 250, ago=90_000), right=True)
    turn(client, lesson, 2, told(250, 260, ago=90_000))
    turn(client, lesson, 3, told(260, 300, ago=90_000))
    assert seconds() == 200
    assert Completion.objects.get(activity_key=lesson.key).minutes == 3


def test_it_counts_no_such_second_twice(client, rosa, lesson, told):  # H12
    turn(client, lesson, 1, told(100, 300, ago=90_000))
    turn(client, lesson, 2, told(90, 310, ago=90_000))
    assert 210 <= seconds() <= 212


def test_it_invents_no_time(client, rosa, lesson, told, opened):  # H11 H12
    turn(client, lesson, 1, told(0, 9000, ago=30))
    assert 30 <= seconds() <= 32
    for _again in range(3):  # neither a page turned before nor an answer given before is news
        turn(client, lesson, 1, told(0, 9000, ago=90_000))
        answer(client, lesson, told(0, 10, ago=90_000), right=False)
    turn(client, lesson, 2, entry(rosa))
    turn(client, lesson, 2, {**entry(rosa), "opened": opened(90_000)})
    assert seconds() <= 32


def test_it_counts_nothing_late_over_what_was_counted_since(client, rosa, lesson, told, opened):  # H12
    turn(client, lesson, 1, {"opened": opened(60)})
    turn(client, lesson, 2, told(0, 300, ago=3600))
    assert 60 <= seconds() <= 62


def test_it_counts_no_heartbeat_that_says_it_waited(client, rosa, lesson, told):
    client.post(reverse("lms_courses:beat", kwargs={"key": lesson.key}), told(0, 60, ago=9000))
    assert seconds() == 0


def test_it_counts_no_time_of_what_waited_longer_than_ten_days_and_then_forgets_the_moment(
    client, rosa, lesson, told
):  # P09
    turn(client, lesson, 1, told(100, 220, ago=11 * 86_400))
    assert seconds() == 0
    turn(client, lesson, 2, told(100, 220, ago=9 * 86_400))
    assert (seconds(), LearningTime.objects.get().told_until is None) == (120, False)
    forget_moments(now=timezone.now() + timedelta(days=2))
    assert (seconds(), LearningTime.objects.get().told_until) == (120, None)


def test_it_needs_few_queries(client, rosa, lesson, django_assert_max_num_queries):
    turn(client, lesson, 1, entry(rosa))
    with django_assert_max_num_queries(5 + 4):  # the four that open and close one transaction within another
        turn(client, lesson, 2, entry(rosa, entry_waited=0))
