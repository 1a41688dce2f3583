"""Me: how I am called, who sees what, taking everything along, and going."""

import io
import json
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from certificates.models import Certificate
from certificates.services import award
from courses.progress.models import Completion, LearningTime, Place
from lms.home import privacy
from lms.ledger import services as ledger
from tests import builders

LIKES = {"chosen_name": "Rosa M", "language": "", "theme": "dark", "text_size": "large", "data_saver": "on"}


def packed(client):
    return zipfile.ZipFile(io.BytesIO(client.get(reverse("lms_home:everything")).content))


def delete(client, name):
    return client.post(reverse("lms_home:delete_account"), {"username": name})


def test_it_keeps_the_name_and_how_screens_look(signed_in, rosa, enrollment, course):
    client = signed_in(rosa)
    client.post(reverse("lms_home:me"), LIKES)
    assert "Hi Rosa M" in client.get("/").text
    lesson = reverse("lms_courses:activity", kwargs={"key": builders.lessons_of(course)[0].key})
    for page in ["/", lesson]:
        assert 'data-theme="dark" data-text="large" data-saver' in client.get(page).text


def test_it_brings_the_likes_to_the_next_phone(rosa):
    rosa.profile.theme = "dark"
    rosa.profile.save()
    phone = Client()
    phone.post("/sign-in/", {"username": "rosa", "login": "rosa", "password": builders.PASSWORD})
    assert 'data-theme="dark"' in phone.get("/").text


OWN = ("me", "reflections", "agency_sees", "kept", "delete_account", "local_sheet", "record", "outside_add")


@pytest.mark.parametrize("name", OWN)
def test_it_says_everywhere_whom_to_ask(signed_in, rosa, harbor, name):
    harbor.contact_name, harbor.contact_phone = "Inez", "555 0100"
    harbor.save()
    shown = signed_in(rosa).get(reverse(f"lms_home:{name}")).text
    assert "Need a person?" in shown
    assert "Text or call Inez" in shown


def test_it_says_in_a_lesson_whom_to_ask_where_nobody_is_named(signed_in, rosa, enrollment, course):
    lesson = reverse("lms_courses:activity", kwargs={"key": builders.lessons_of(course)[0].key})
    assert "Ask your trainer." in signed_in(rosa).get(lesson, follow=True).text


def test_it_asks_for_both_ends_of_quiet_hours(signed_in, rosa):
    response = signed_in(rosa).post(reverse("lms_home:me"), {**LIKES, "quiet_from": "22:00"})
    assert "Quiet hours need a start and an end." in response.text


def test_it_names_who_sees_something(signed_in, rosa, inez, marcus, sam):
    shown = signed_in(rosa).get(reverse("lms_home:agency_sees")).text
    assert "Inez, Trainer" in shown
    assert "Marcus, Supervisor" in shown
    assert "Sam," not in shown


def test_it_holds_every_row_about_one_learner_and_none_about_another(signed_in, sam, rosa, finished, enrollment):
    award(enrollment=finished)
    held = json.loads(packed(signed_in(sam)).read("everything.json"))
    text = json.dumps(held)
    rows = [*Completion.objects.filter(enrollment=finished), *Place.objects.filter(enrollment=finished), finished]
    rows += LearningTime.objects.filter(enrollment=finished)
    assert all(str(row.pk) in text for row in rows)
    assert "rosa" not in text.lower()
    assert str(enrollment.pk) not in text


def test_it_packs_the_certificate_and_a_page_to_read(signed_in, sam, finished):
    award(enrollment=finished)
    archive = packed(signed_in(sam))
    (pdf,) = [name for name in archive.namelist() if name.endswith(".pdf")]
    assert archive.read(pdf).startswith(b"%PDF")
    assert "Words that help" in archive.read("everything.html").decode()


def test_it_packs_the_hours_for_a_spreadsheet(signed_in, sam, finished):  # I04
    finished.completions.update(title="=cmd()")
    sheet = packed(signed_in(sam)).read("hours.csv").decode("utf-8-sig")
    assert sheet.startswith('"day","course","agency","what","how","minutes"')
    assert sheet.count('"First weeks","Harbor Outreach","\'=cmd()"') == finished.completions.count()


def test_it_packs_all_the_rest_where_a_name_needs_a_person(signed_in, sam, finished):
    sam.profile.chosen_name = "山"
    sam.profile.save()
    award(enrollment=finished)
    names = packed(signed_in(sam)).namelist()
    assert "everything.html" in names
    assert any(name.endswith(".txt") for name in names)


def test_its_end_leaves_a_pseudonym_a_whole_ledger_and_a_certificate_that_verifies(signed_in, sam, finished):
    certificate = award(enrollment=finished)
    client = signed_in(sam)
    delete(client, "sam")
    assert ledger.verify() == []
    assert "Sam" in Client().get(reverse("lms_certificates:verify_code", kwargs={"code": certificate.code})).text
    sam.refresh_from_db()
    assert (sam.is_active, sam.profile.chosen_name) == (False, "Somebody who left")
    assert "sam" not in sam.username
    assert client.get("/").status_code == 302
    assert not Place.objects.filter(enrollment__learner=sam).exists()
    assert not LearningTime.objects.filter(enrollment__learner=sam).exists()


def test_it_deletes_unfinished_courses_whole(signed_in, rosa, enrollment, course):
    builders.take_lesson(enrollment, builders.lessons_of(course)[0])
    delete(signed_in(rosa), "rosa")
    assert not Completion.objects.exists()
    assert ledger.verify() == []


def test_it_deletes_nothing_by_a_slip(signed_in, rosa):
    assert "Nothing was deleted." in delete(signed_in(rosa), "Rosa?").text
    rosa.refresh_from_db()
    assert rosa.is_active


def test_it_keeps_the_last_coordinator(signed_in, jo):
    assert "Somebody has to coordinate here." in delete(signed_in(jo), "jo").text
    jo.refresh_from_db()
    assert (jo.is_active, jo.profile.chosen_name) == (True, "Jo")


def test_it_ends_every_session(signed_in, rosa):
    here, elsewhere = signed_in(rosa), signed_in(rosa)
    delete(here, "rosa")
    assert elsewhere.get("/").status_code == 302


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_tells_dana_about_dana_alone(signed_in, dana, role, finished):  # A12
    held = privacy.held_about(dana(role))
    assert str(finished.pk) not in str(held)
    assert not Certificate.objects.of(finished.learner).filter(status="taken_back").exists()
