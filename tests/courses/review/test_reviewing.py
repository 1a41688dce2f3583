"""Trainers and coordinators look after reviews: what is left, whom to ask, taking back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from courses.review.models import Packet, Review
from courses.review.services import find_packet, open_packet
from tests import builders

REASON = "A new device is carried here."


def url(name="reviews", **where):
    return reverse(f"lms_courses:{name}", kwargs=where)


def of(lesson, name="lesson_review"):
    return url(name, language=lesson.language, key=lesson.key)


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.text))


@pytest.fixture
def packet(harbor, jo, lesson):
    asked = {"organization": harbor, "by": jo, "kind": "clinician", "language": "en"}
    return open_packet(**asked, activity_keys=[lesson.key])[0]


def test_it_counts_what_is_left_module_by_module(signed_in, jo, lesson, timed, reviewed):
    reviewed(lesson)
    page = words(signed_in(jo).get(url()))
    assert "English: 2 of 3 left" in page
    assert "Still needed: Clinician" in page
    assert "Clinician: Dana, MD, emergency medicine · until" in page
    assert "Reviews: 2 left" in words(signed_in(jo).get(reverse("lms_home:home")))


def test_it_says_which_values_to_set_before_anybody_is_asked(signed_in, jo, lesson, timed, reviewed, teaches):
    for one in (lesson, timed):
        reviewed(one)
    for where in (url(), of(timed)):
        page = signed_in(jo).get(where)
        assert "1 value to set" in words(page)
        assert "Still needed" not in words(page)
        assert url("parameters") in page.text
    teaches("2-3")
    page = words(signed_in(jo).get(url()))
    assert "to set" not in page
    assert "Still needed: Clinician" in page


def test_it_says_that_everything_is_reviewed(signed_in, jo, lesson, reviewed):
    reviewed(lesson)
    assert "English: everything is reviewed" in words(signed_in(jo).get(url()))
    assert "Reviews:" not in words(signed_in(jo).get(reverse("lms_home:home")))


def test_it_says_when_nothing_is_safety_critical(signed_in, jo):
    assert "No lesson is marked as safety-critical yet" in words(signed_in(jo).get(url()))


def test_it_puts_overdue_first(signed_in, jo, lesson, timed, teaches, reviewed):
    teaches("2-3")
    for one, days in ((lesson, 10), (timed, 20)):
        reviewed(one, days=days)
    past = builders.today() - timedelta(days=3)
    Review.objects.filter(activity_key=timed.key).update(review_due=past, reviewed_on=past - timedelta(days=9))
    page = words(signed_in(jo).get(url()))
    again = page[page.index("To look at again") :]
    assert again.index("The next dose Overdue") < again.index("Breathing first Due soon")
    assert "2 lessons are to be looked at again." in words(signed_in(jo).get(reverse("lms_home:home")))


def test_it_counts_each_language_for_itself(signed_in, jo, lesson, reviewed):
    builders.in_spanish(lesson)
    reviewed(lesson)
    page = words(signed_in(jo).get(url()))
    assert "English: everything is reviewed" in page
    assert "Español: 1 of 1 left" in page


def test_it_makes_a_link_that_shows_once(signed_in, jo, lesson):
    client = signed_in(jo)
    ask = url("review_ask", language="en", kind="clinician")
    assert client.get(ask).text.count("checked") == 1
    given = {"lessons": [str(lesson.key)], "days": 10, "label": "County"}
    page = client.post(ask, given, follow=True)
    (token,) = set(re.findall(r"/review/([\w-]+)/", page.text))
    assert find_packet(token=token).label == "County"
    assert "sms:?" in page.text
    assert "mailto:?" in page.text
    client.post(ask, given)
    assert "is not kept" in client.get(url("review_packet", pk=find_packet(token=token).pk)).text


@pytest.mark.parametrize("given", [{"lessons": [], "days": 10}, {"lessons": ["x"], "days": 10}, {"days": 91}])
def test_it_asks_again_for_what_is_missing(signed_in, jo, lesson, given):
    given = {"lessons": [str(lesson.key)], **given}
    assert "errorlist" in signed_in(jo).post(url("review_ask", language="en", kind="clinician"), given).text
    assert not Packet.objects.exists()


def test_it_asks_for_values_before_it_asks_a_reviewer(signed_in, jo, timed, reviewed):
    reviewed(timed)
    asked = {"lessons": [str(timed.key)], "days": 10}
    page = signed_in(jo).post(url("review_ask", language="en", kind="clinician"), asked).text
    assert "values that you have not set yet" in page
    assert Packet.objects.open().count() == 0


def test_it_asks_nobody_about_another_agencys_lesson(signed_in, jo, dana, lesson, elsewhere):  # A12
    client = signed_in(dana("coordinator"))
    theirs = {"lessons": [str(lesson.key)], "days": 10}
    assert "Nothing waits" in client.post(url("review_ask", language="en", kind="clinician"), theirs).text
    assert not Packet.objects.exists()


def test_it_closes_a_link(signed_in, jo, packet):
    client = signed_in(jo)
    assert "open until" in words(client.get(url()))
    client.post(url("close_packet", pk=packet.pk))
    packet.refresh_from_db()
    assert not packet.is_open
    assert "closed on" in words(client.get(url("review_packet", pk=packet.pk)))


def test_it_says_who_will_be_told_and_takes_back(signed_in, jo, sam, course, inez, lesson, reviewed):
    builders.finish_course(sam, course, inez)
    reviewed(lesson)
    client = signed_in(jo)
    assert "1 person took it in the last year" in words(client.get(of(lesson)))
    page = words(client.post(of(lesson, "take_back_review"), {"reason": REASON}, follow=True))
    assert f": {REASON}" in page
    assert Review.objects.get().taken_back_by == jo
    assert REASON in signed_in(sam).get(reverse("lms_home:home")).text


def test_it_wants_a_reason(signed_in, jo, lesson, reviewed):
    reviewed(lesson)
    assert "errorlist" in signed_in(jo).post(of(lesson, "take_back_review"), {"reason": ""}).text
    assert Review.objects.standing().count() == 1


def test_it_asks_first_whether_it_is_still_you(signed_in, jo, lesson, reviewed, settings):  # A07
    reviewed(lesson)
    settings.LMS_STEP_UP = 0
    response = signed_in(jo).post(of(lesson, "take_back_review"), {"reason": REASON})
    assert response.status_code == 302
    assert Review.objects.standing().count() == 1


def test_it_shows_what_was_signed(signed_in, jo, inez, timed, teaches, reviewed):
    teaches("7-8")
    (review,) = reviewed(timed)
    for user in (jo, inez):
        page = words(signed_in(user).get(url("review", pk=review.pk)))
        for said in ["Dana, MD, emergency medicine", "License: CT", "Harbor Hospital", "Conflict of interest: None"]:
            assert said in page
        assert "7-8 minutes" in page
        assert "Wait 7-8 minutes." in page
        assert f"Record: {review.ledger_seq} · still says exactly this" in page


def test_it_shows_the_wording_that_was_signed_whatever_it_says_now(signed_in, jo, timed, teaches, reviewed):
    teaches("7-8")
    (review,) = reviewed(timed)
    teaches("4")
    page = words(signed_in(jo).get(url("review", pk=review.pk)))
    assert "Wait 7-8 minutes." in page
    assert "4 minutes" not in page


def test_it_says_when_a_row_is_not_what_was_signed(signed_in, jo, lesson, reviewed):
    (review,) = reviewed(lesson)
    Review.objects.update(credential="Somebody else")
    assert "does not match what stands here" in words(signed_in(jo).get(url("review", pk=review.pk)))


def test_it_lets_trainers_look(signed_in, inez, lesson, reviewed):
    reviewed(lesson)
    page = signed_in(inez).get(of(lesson)).text
    assert "Take the review back" not in page
    assert "Make a link" not in signed_in(inez).get(url()).text


@pytest.mark.parametrize("role", ["new_hire", "supervisor"])
def test_it_is_not_there_for_others(signed_in, harbor, lesson, role, packet):
    client = signed_in(builders.person("Sam", role, harbor))
    for where in (url(), of(lesson), url("review_packet", pk=packet.pk)):
        assert client.get(where).status_code == 404


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_it_is_not_there_for_dana(signed_in, dana, lesson, reviewed, packet, role):  # A12
    (review,) = reviewed(lesson)
    client = signed_in(dana(role))
    for where in (of(lesson), url("review_packet", pk=packet.pk), url("review", pk=review.pk)):
        assert client.get(where).status_code == 404
    for where in (of(lesson, "take_back_review"), url("close_packet", pk=packet.pk)):
        assert client.post(where, {"reason": REASON}).status_code == 404
    assert "Breathing first" not in client.get(url()).text
    assert Review.objects.standing().count() == 1


def test_it_signs_as_nobody_real_in_a_demo_only(signed_in, jo, lesson, settings):
    client, where = signed_in(jo), url("review_demo", language="en")
    assert "Sign as demo reviewer" not in client.get(url()).text
    assert client.post(where).status_code == 404
    settings.LMS_DEMO = True
    assert "Sign as demo reviewer" in client.get(url()).text
    assert "DEMO" in words(client.post(where, follow=True))
    assert Review.objects.get().is_demo


def test_it_counts_again_when_something_is_signed_or_edited(signed_in, jo, lesson, reviewed):
    from tests.courses.review.conftest import edited

    client, home = signed_in(jo), reverse("lms_home:home")
    assert "Reviews: 1 left" in words(client.get(home))
    reviewed(lesson)
    assert "Reviews:" not in words(client.get(home))
    edited(lesson, "not waking", "not talking")
    assert "Reviews: 1 left" in words(client.get(home))
