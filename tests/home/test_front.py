"""Home is put together of parts that are kept: none is ever older than what it says, and none is somebody else's."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.supervision.messages.services import answer_message
from assessments.supervision.talks.services import confirm_conversation
from certificates.services import award, take_back
from courses.enrollment.models import Enrollment
from courses.progress.services import confirm_attendance, turn_page
from lms.home import front
from lms.people.services import add_member, end_role
from tests import builders
from tests.assessments.shadowing import deciding
from tests.assessments.supervision import building


@pytest.fixture
def look(signed_in):
    """Home as it is put together of what is kept. It says the same when nothing is."""

    def seen(user, language=""):
        client = signed_in(user)
        if language:
            client.post(reverse("lms_home:language"), {"language": language, "next": "/"})
        warm, _forgotten, cold = client.get("/").text, front.forget(), client.get("/").text
        assert _without_token(warm) == _without_token(cold)
        return warm

    return seen


def _without_token(page):
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", page)


def test_it_follows_somebody_through_a_course(look, rosa, enrollment, course, inez):
    (lesson,), (session,) = builders.lessons_of(course), builders.sessions_of(course)
    assert "Page 1 of 2." in look(rosa)
    turn_page(enrollment=enrollment, activity=lesson, page=1)
    assert ("Page 2 of 2." in (page := look(rosa)), "0 of 2 done" in page) == (True, True)
    builders.take_lesson(enrollment, lesson)
    assert ("1 of 2 done" in (page := look(rosa)), "Somebody who was there confirms" in page) == (True, True)
    confirm_attendance(session=session, enrollments=[enrollment], confirmed_by=inez)
    assert ("Finished" in (page := look(rosa)), "Keep going" in page) == (True, False)
    assert reverse("lms_home:finish", kwargs={"enrollment": enrollment.pk}) in page


def test_it_shows_a_certificate_while_there_is_one(look, sam, jo, finished):
    assert "See what you did" in look(sam)
    certificate = award(enrollment=finished)
    assert "See your certificate" in look(sam)
    take_back(certificate=certificate, by=jo, reason="A mistake.")
    assert "See what you did" in look(sam)


def test_it_leaves_out_a_course_that_is_gone(look, rosa, enrollment, course):
    assert "First weeks" in look(rosa)
    course.unpublish()
    assert "First weeks" not in look(rosa)
    course.save_revision().publish()
    assert "First weeks" in look(rosa)
    Enrollment.objects.update(withdrawn_at=timezone.now())
    assert "First weeks" not in look(rosa)


def test_it_shows_an_edit_at_once(look, rosa, enrollment, course):
    look(rosa)
    (lesson,) = builders.lessons_of(course)
    lesson.title = "Words that carry"
    lesson.save_revision().publish()
    assert "Words that carry</h2>" in look(rosa)


def test_it_counts_what_waits_until_it_is_done(look, rosa, marcus, harbor):
    talk, message = building.talk(rosa, marcus, harbor), building.message(rosa, marcus, harbor)
    assert "2 things wait for you there." in look(marcus)
    confirm_conversation(conversation=talk, by=marcus, seen=talk.version)
    assert "1 thing waits for you there." in look(marcus)
    answer_message(message=message, by=marcus, text="Thank you. I will ask him.")
    assert "there." not in re.findall(r"waits? for you (\S+)", look(marcus))


def test_it_counts_hours_to_sign_until_they_are_signed(look, rosa, marcus, harbor):
    shift = builders.shift(rosa, harbor)
    assert "1 shift waits for your signature." in look(marcus)
    deciding.decide(shift, marcus, "signed")
    assert "Hours to sign off" not in look(marcus)


def test_it_follows_the_agency(look, rosa, harbor, enrollment):
    for name, phone, pays, said in [
        ("", "", None, "Ask your agency whether this time is paid."),
        ("Inez", "555-0100", None, "Ask Inez whether this time is paid."),
        ("Inez", "555-0100", True, "Your agency pays for this time."),
        ("Jo", "555-0199", False, "Your agency does not pay for this time."),
    ]:
        harbor.contact_name, harbor.contact_phone, harbor.pays_for_learning = name, phone, pays
        harbor.save()
        page = look(rosa)
        assert (said in page, phone in page, f"Text or call {name}" in page) == (True, True, bool(name))


def test_it_does_not_send_somebody_to_themselves(look, rosa, sam, harbor):
    harbor.contact_name = "Rosa"
    harbor.save()
    assert ("Need a person?" in look(sam), "Need a person?" in look(rosa)) == (True, False)


def test_it_follows_the_roles(look, rosa, harbor, jo):
    assert "Write courses" not in look(rosa)
    role = add_member(user=rosa, organization=harbor, role="trainer")
    assert ("Write courses" in (page := look(rosa)), reverse("lms_home:people") in page) == (True, True)
    end_role(membership=role, by=jo)
    assert "Write courses" not in look(rosa)


def test_it_is_in_each_language(look, rosa, sam, enrollment):
    assert "Hi Rosa" in look(rosa)
    spanish = look(rosa, "es")
    assert ("Hola, Rosa" in spanish, "Hi Rosa" in spanish, "Your courses" in spanish) == (True, False, False)
    assert "Hi Sam" in look(sam, "en")
    assert "Hi Rosa" in look(rosa, "en")


@pytest.mark.parametrize("role", ["new_hire", "senior_peer", "supervisor", "trainer", "coordinator"])
def test_it_is_nobody_elses(look, signed_in, rosa, dana, role, enrollment):  # A12
    rosa.profile.chosen_name = "Rosa <b>"
    rosa.profile.save()
    mine, theirs = look(rosa), look(dana(role))
    assert ("Hi Rosa &lt;b&gt;" in mine, "Rosa" in theirs, "First weeks" in theirs) == (True, False, False)
    assert f'data-account="{rosa.pk}"' not in theirs
    tokens = {token for page in (mine, theirs) for token in re.findall(r'middlewaretoken" value="(\w+)"', page)}
    assert len(tokens) == 2, "a page has one token, and everybody their own"


def test_it_says_once_what_just_happened(signed_in, rosa, enrollment, course):
    (lesson,), client = builders.lessons_of(course), signed_in(rosa)
    builders.take_lesson(enrollment, lesson)
    client.post(reverse("lms_courses:turn", kwargs={"key": lesson.key, "page": lesson.page_count}))
    said = "“Words that help” is done, and saved."
    assert [said in client.get("/").text for _look in range(2)] == [True, False]


def test_it_comes_back_to_the_same_address(signed_in, rosa):
    assert 'name="next" value="/?from=%3Cmail%3E&amp;a=1"' in signed_in(rosa).get("/?from=<mail>&a=1").text
