"""Heartbeats, and clicks that speak for time."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.enrollment.services import enroll
from courses.pages import marks
from courses.pages.standing import standing
from courses.progress.models import Completion, LearningTime, Place
from courses.progress.services import spend_time
from courses.progress.time import Work
from tests import builders
from tests.courses.test_learn import address, answer


@pytest.fixture
def lesson(course):
    return builders.lessons_of(course)[0]


@pytest.fixture
def client(signed_in, rosa, enrollment):
    return signed_in(rosa)


@pytest.fixture
def opened(rosa, lesson, enrollment):
    """The mark of a page that was made for Rosa so many seconds ago."""

    def mark(ago, user=rosa, lesson=lesson):
        made = int(timezone.now().timestamp()) - ago
        return marks.write(standing(user, lesson.key), marks.Mark(made))

    return mark


@pytest.fixture
def beat(opened):
    """Tell of working on a lesson that was opened so many seconds ago."""

    def tell(client, lesson, told, ago=100, mark=None):
        where = reverse("lms_courses:beat", kwargs={"key": lesson.key})
        numbers = dict(zip(("from", "to"), told, strict=False))
        return client.post(where, {"opened": mark or opened(ago), **numbers})

    return tell


def seconds():
    return sum(LearningTime.objects.values_list("engaged_seconds", flat=True))


def test_it_counts_a_heartbeat(client, lesson, beat):
    answered = beat(client, lesson, (0, 60))
    assert (answered.status_code, answered.content) == (204, b"")
    assert seconds() == 60
    assert not Place.objects.exists()


def test_it_counts_two_tabs_and_two_devices_once(client, signed_in, rosa, lesson, opened):  # H12
    mark = opened(100)
    for device in (client, signed_in(rosa), client):
        for told in [(40, 100), (0, 60), (40, 100)]:
            body = {"opened": mark, "from": told[0], "to": told[1]}
            device.post(reverse("lms_courses:beat", kwargs={"key": lesson.key}), body)
    assert seconds() == 100


BAD = [
    (60, 0),
    (-60, 0),
    (0, -1),
    ("x", 60),
    ("0.5", "60.5"),
    ("", ""),
    ("1e9", "9e9"),
    ("\u0660", "\u0666\u0660"),
    ("0" * 5000, 60),
    (5,),
]


@pytest.mark.parametrize("told", BAD, ids=repr)
def test_it_counts_nothing_that_cannot_be(client, lesson, told, beat):  # H11
    assert beat(client, lesson, told).status_code == 204
    assert seconds() == 0


def test_it_counts_nothing_where_the_row_went_meanwhile(client, lesson, enrollment, beat):
    beat(client, lesson, (0, 10))
    read = LearningTime.objects.get()
    LearningTime.objects.all().delete()
    at = int(timezone.now().timestamp())
    work = Work((at - 60, at), timezone.now(), known=read)
    assert spend_time(enrollment=enrollment, activity_key=lesson.key, work=work) == 0
    assert seconds() == 0


def test_it_counts_no_more_than_went_by(client, lesson, beat):  # H11 H12
    beat(client, lesson, (0, 9999), ago=30)
    assert 30 <= seconds() <= 32


@pytest.mark.parametrize("mark", ["", "1", "1700000000:forged", "x" * 5000, None])
def test_it_needs_our_own_mark(client, lesson, mark):  # H12
    body = {"from": 0, "to": 60} | ({} if mark is None else {"opened": mark})
    assert client.post(reverse("lms_courses:beat", kwargs={"key": lesson.key}), body).status_code == 204
    assert seconds() == 0


def test_it_counts_nothing_for_a_mark_of_somebody_else(client, lesson, sam, harbor, course, opened, beat):  # H12
    enroll(learner=sam, organization=harbor, course=course)
    assert beat(client, lesson, (0, 60), mark=opened(100, sam)).status_code == 204
    client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 1}), {"opened": opened(80, sam)})
    assert seconds() == 0


def test_it_counts_nothing_for_a_mark_of_another_lesson(client, lesson, opened, beat):  # H12
    other = builders.lesson(lesson.get_parent().specific, "Another")
    assert beat(client, lesson, (0, 60), mark=opened(100, lesson=other)).status_code == 204
    assert seconds() == 0


def test_it_counts_the_time_between_two_clicks_where_there_is_no_script(client, lesson, opened):
    where = reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 1})
    client.post(where, {"opened": opened(80)})
    assert 80 <= seconds() <= 82


def test_it_counts_no_silence_longer_than_the_limit(client, lesson, settings, opened):
    settings.LMS_IDLE_LIMIT = 120
    client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 1}), {"opened": opened(9000)})
    assert seconds() == 120


def test_it_takes_along_what_a_form_tells(client, lesson, opened):
    body = {"opened": opened(200), "from": 100, "to": 150}
    client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 1}), body)
    assert seconds() == 50


def test_it_puts_the_mark_into_every_form(client, lesson):
    client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 1}))
    shown = client.get(address(lesson)).text
    # The check, the next page, and the button for another language.
    assert shown.count('name="opened"') == shown.count("<form") == 3
    assert f'data-beat="{reverse("lms_courses:beat", kwargs={"key": lesson.key})}"' in shown


def test_it_tops_up_after_the_end(client, lesson, beat):
    client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 1}))
    answer(client, lesson, right=True)
    client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 2}))
    assert Completion.objects.get().minutes == 1
    for ago in (300, 200, 100):
        beat(client, lesson, (0, 100), ago=ago)
    assert Completion.objects.get().minutes == 10


def test_it_needs_few_queries(client, lesson, django_assert_max_num_queries, beat, opened):
    beat(client, lesson, (0, 10))
    clicks = {"turn": {"page": 1}, "beat": {}}
    client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": 1}))
    for ago, (name, where) in enumerate(clicks.items(), 1):
        body = {"opened": opened(60 * ago), "from": 0, "to": 40}
        with django_assert_max_num_queries(5 + 2):  # the two that open and close the transaction
            client.post(reverse(f"lms_courses:{name}", kwargs={"key": lesson.key, **where}), body)


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, lesson, enrollment, role, beat):  # A12
    assert beat(signed_in(dana(role)), lesson, (0, 60)).status_code == 404
    assert not LearningTime.objects.exists()


def test_it_is_not_here_before_it_is_open_or_for_somebody_else(client, signed_in, sam, course, lesson, beat):
    assert beat(client, builders.sessions_of(course)[0], (0, 60)).status_code == 404
    assert beat(signed_in(sam), lesson, (0, 60)).status_code == 404
    assert beat(Client(), lesson, (0, 60)).url.startswith("/sign-in/")
    assert not LearningTime.objects.exists()


def test_it_is_sent_and_never_fetched(client, lesson):
    assert client.get(reverse("lms_courses:beat", kwargs={"key": lesson.key})).status_code == 405


def test_it_needs_the_token_of_our_form(rosa, enrollment, lesson, beat):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(rosa)
    assert beat(strict, lesson, (0, 60)).status_code == 403
    assert not LearningTime.objects.exists()
