"""Another language for the screens: from any page, signed in or not, and nothing else changes by it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format, localize

from certificates import pdf, transcript
from certificates.services import award
from certificates.wording import written_out
from courses.enrollment.services import enroll
from courses.progress.models import Place
from courses.progress.services import answer_check, turn_page
from lms.people.invitations.services import invite
from lms.people.models import Profile
from lms.people.services import choose_language
from tests import builders
from tests.certificates.reading import root_of, words_of

BUTTON = '<button class="button button-quiet" type="submit" name="language" value="es" lang="es">Español</button>'


def choose(client, language="es", next_page="/"):
    return client.post(reverse("lms_home:language"), {"language": language, "next": next_page})


def course_path(course):
    return reverse("lms_courses:course", kwargs={"key": course.key})


@pytest.fixture
def spanish(rosa):
    choose_language(user=rosa, language="es")
    return rosa


@pytest.mark.parametrize("name", ["sign_in", "lms_certificates:verify", "phone_gone", "lms_home:back_in"])
def test_it_is_offered_to_a_stranger(client, db, name):
    page = reverse(name)
    assert BUTTON in client.get(page).text
    assert choose(client, next_page=page)["Location"] == page
    shown = client.get(page)
    assert '<html lang="es"' in shown.text
    assert (shown["Content-Language"], ">English</button>" in shown.text) == ("es", True)
    assert {"Accept-Language", "Cookie"} <= {one.strip() for one in shown["Vary"].split(",")}


def test_it_speaks_to_whoever_joins_and_remembers(client, harbor, jo):
    _made, token = invite(organization=harbor, role="new_hire", by=jo)
    page = reverse("lms_home:join", kwargs={"token": token})
    choose(client, next_page=page)
    assert "le invita" in client.get(page).text
    client.post(page, {"username": "nova", "chosen_name": "Nova", "password": "a-long-quiet-porch"})
    assert Profile.objects.get(user__username="nova").language == "es"
    assert "Hola, Nova" in client.get("/").text


def test_it_goes_back_to_no_other_site(client, db):
    assert choose(client, next_page="https://elsewhere.example/")["Location"] == "/"


def test_it_knows_no_other_language(signed_in, rosa):
    choose(signed_in(rosa), language="xx")
    assert Profile.objects.get(user=rosa).language == ""


def test_it_takes_no_get(client, db):
    assert client.get(reverse("lms_home:language")).status_code == 405


def test_it_is_not_offered_where_a_page_shows_once(client, db):
    assert BUTTON not in client.post(reverse("sign_in"), {"login": "rosa", "password": "wrong"}).text


def test_it_keeps_page_answer_and_place_in_a_lesson(signed_in, rosa, harbor):
    course, question = builders.course(harbor), builders.check()
    pages = [[builders.text("One.")], [question], [builders.text("Three.")]]
    lesson = builders.lesson(builders.module(course), "Words", pages)
    enrollment = enroll(learner=rosa, organization=harbor, course=course)
    turn_page(enrollment=enrollment, activity=lesson, page=1)
    option = question["value"]["options"][0]["id"]
    answer_check(enrollment=enrollment, activity=lesson, block_id=question["id"], option_id=option)
    kept = list(Place.objects.values())
    client, page = signed_in(rosa), reverse("lms_courses:page", kwargs={"key": lesson.key, "page": 2})
    assert f'name="next" value="{page}"' in client.get(page).text
    there = client.get(choose(client, next_page=page)["Location"]).text
    assert "página 2 de 3" in there
    assert "checked" in there
    assert list(Place.objects.values()) == kept
    assert "page 2 of 3" in client.get(choose(client, "en", page)["Location"]).text


def test_it_says_what_is_not_in_spanish_yet(signed_in, spanish, enrollment, course):
    lesson = builders.lessons_of(course)[0]
    shown = signed_in(spanish).get(reverse("lms_courses:activity", kwargs={"key": lesson.key})).text
    assert "Esta lección todavía no está en español." in shown
    assert '<div class="blocks" lang="en">' in shown
    assert f'<p lang="en">{lesson.title}</p>' in signed_in(spanish).get(course_path(course)).text
    assert 'id="keep-going" lang="en"' in signed_in(spanish).get("/").text


def test_it_writes_dates_and_numbers_as_spanish_does_here(db):
    with translation.override("es"):
        assert date_format(date(2026, 11, 6), "j M Y") == "6 nov 2026"
        assert written_out(date(2026, 11, 6)) == "6 de noviembre de 2026"
        assert localize(Decimal("1.5")) == "1.5"


def test_it_writes_paper_in_it_and_keeps_what_was_awarded(spanish, harbor, course, inez):
    enrollment = builders.finish_course(spanish, course, inez)
    certificate = award(enrollment=enrollment)
    paper = pdf.render(certificate)
    assert (root_of(paper)["language"], "Certificado de finalización" in words_of(paper)) == ("es", True)
    choose_language(user=spanish, language="en")
    assert root_of(pdf.render(certificate))["language"] == "es"
    assert root_of(transcript.render([enrollment], learner=spanish))["language"] == "en"


def test_it_is_the_language_of_the_editor_too(signed_in, inez):
    choose_language(user=inez, language="es")
    editor = signed_in(inez).get(reverse("wagtailadmin_home")).text
    assert '<html lang="es"' in editor
