"""One learner takes one lesson and finishes the course, in a site that is not ours."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Page

import lms
from certificates.models import Certificate, PdfState
from courses.enrollment.services import enroll
from courses.pages.models import CoursePage, LessonPage, ModulePage
from courses.pages.services import create_organization
from courses.progress.models import Completion
from lms.people.services import add_member, create_person
from lms.vendor_files import font_path


def publish(parent: Page, page: Page) -> Page:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def lesson_of(organization) -> LessonPage:
    course = publish(organization.course_index, CoursePage(title="First weeks"))
    module = publish(course, ModulePage(title="The role"))
    words = {"type": "page", "value": {"heading": "Hello", "body": [{"type": "text", "value": "<p>One idea.</p>"}]}}
    return publish(module, LessonPage(title="Words", minutes=10, domains={"ethics": 10}, pages=[words]))


def see(client: Client, address: str, status: int = 200, *, words: str = ""):
    response = client.get(address)
    assert response.status_code == status, f"{address} answered {response.status_code}"
    assert words in response.content.decode(), f"{address} does not say “{words}”"
    return response


def walk() -> None:
    assert "site-packages" in lms.__file__, lms.__file__
    assert finders.find("lms/vendor/atkinson-hyperlegible-next-latin-400-normal.woff2")
    assert "site-packages" in str(font_path("noto-sans-greek-400-normal"))
    with translation.override("es"):
        assert gettext("Leave quickly") == "Salir rápido", gettext("Leave quickly")
    organization = create_organization(name="Somebody else's agency")
    lesson = lesson_of(organization)
    course = lesson.get_parent().get_parent().specific
    learner: User = create_person(username="rosa", chosen_name="Rosa", password="a-long-quiet-porch")
    add_member(user=learner, organization=organization, role="new_hire")
    enrollment = enroll(learner=learner, organization=organization, course=course)

    client = Client()
    page = reverse("lms_courses:activity", kwargs={"key": lesson.key})
    assert see(client, page, 302)["Location"].startswith("/accounts/login/?next=/learn/")
    client.post("/accounts/login/", {"username": "rosa", "password": "a-long-quiet-porch"})
    see(client, reverse("lms_home:home"), words="First weeks")
    see(client, page, words="One idea.")
    keep_on_the_phone(client, lesson)
    done = client.post(reverse("lms_courses:complete", kwargs={"key": lesson.key}))
    assert done.status_code == 302, done.status_code
    assert Completion.objects.filter(enrollment=enrollment, activity_key=lesson.key).count() == 1
    see(client, done["Location"])
    see(client, reverse("lms_home:record"), words="First weeks")
    certificate = Certificate.objects.get(enrollment=enrollment)
    pdf = see_pdf(client, reverse("lms_certificates:download", args=[certificate.pk]))
    certificate.refresh_from_db()
    assert certificate.pdf_state == PdfState.READY
    ask_again(client)
    see(Client(), reverse("lms_certificates:verify_code", args=[certificate.code]), words="Rosa")
    print(f"A learner finished a lesson in somebody else's site; the certificate has {len(pdf)} bytes.")


def keep_on_the_phone(client: Client, lesson: LessonPage) -> None:
    """A lesson is kept by a worker that sees what is below our own mount and nothing else of the site."""
    worker = reverse("lms_courses:worker")
    assert worker == "/learn/offline.js", worker
    see(client, worker, words='"hello": "/learn/offline/hello/"')
    kept = see(client, reverse("lms_courses:keep", kwargs={"key": lesson.key})).json()
    assert kept["pages"][0]["url"].startswith("/learn/learn/"), kept
    see(client, kept["pages"][0]["copy"], words="One idea.")
    assert all(finders.find(f"lms/{name}.js") for name in ("waiting", "offline", "worker"))


def ask_again(client: Client) -> None:
    """Hours after the sign-in, Django's password is asked for before everything is handed out."""
    session = client.session
    session["lms_people.stepup.shown_at"] = 0
    session.save()
    everything = reverse("lms_home:everything")
    asked = see(client, everything, 302)["Location"]
    assert asked.startswith(reverse("lms_home:confirm")), asked
    see(client, asked, words="Is it still you?")
    client.post(asked, {"password": "not this"})
    see(client, everything, 302)
    client.post(asked, {"password": "a-long-quiet-porch"})
    assert client.get(everything)["Content-Type"] == "application/zip"
    see(client, reverse("lms_home:me"))


def see_pdf(client: Client, address: str) -> bytes:
    response = client.get(address)
    pdf = b"".join(response.streaming_content) if response.streaming else response.content
    assert pdf.startswith(b"%PDF-"), pdf[:20]
    return pdf


walk()
