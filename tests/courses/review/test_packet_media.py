"""A reviewer sees the pictures and drawings that they stand behind, and opens the files, by their link alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model

from courses.review.models import Packet
from courses.review.services import close_packet, open_packet
from tests import builders
from tests.courses.review.test_edit import drawn
from tests.courses.vocabulary import DRAWING, block, document


@pytest.fixture
def plan(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return document("plan.pdf")


@pytest.fixture
def shown(lesson, plan):
    """A lesson whose claim is a picture, a drawing and a file; another file stands where nobody claims anything."""
    image = get_image_model().objects.create(title="How", file=drawn("white"))
    picture = block("image", {"image": image.pk, "alt_text": "Chin up", "decorative": False})
    told = builders.safety(picture, DRAWING, block("download", {"title": "The plan", "document": plan.pk}))
    other = block("download", {"title": "A list", "document": document("list.pdf").pk})
    return builders.lesson(lesson.get_parent().specific, "Shown", [[told, other]], safety_critical=True)


@pytest.fixture
def link(shown, harbor, jo):
    """The packet that asks about it, and its token."""
    asked = {"organization": harbor, "by": jo, "kind": "clinician", "language": "en"}
    return open_packet(**asked, activity_keys=[shown.key])


def file_at(token, document):
    return reverse("lms_courses:packet_file", kwargs={"token": token, "pk": document.pk})


def test_it_shows_pictures_and_drawings_and_links_files(client, link, plan):
    page = client.get(reverse("lms_courses:packet", kwargs={"token": link[1]})).text
    assert 'alt="Chin up"' in page
    assert 'aria-label="A small pouch"' in page
    assert file_at(link[1], plan) in page
    assert "File to keep: plan.pdf" in page
    assert "list.pdf" not in page


def test_it_opens_a_file_without_an_account(client, link, plan):
    answer = client.get(file_at(link[1], plan))
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"words")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    assert "noindex" in answer["X-Robots-Tag"]


def test_it_opens_no_other_file(client, link, plan):
    others = [document("secret.pdf"), *type(plan).objects.filter(title="list.pdf")]
    assert [client.get(file_at(link[1], one)).status_code for one in others] == [404, 404]


@pytest.mark.parametrize("end", ["closed", "expired", "unknown"])
def test_it_opens_nothing_once_the_link_has_ended(client, link, plan, jo, end):
    packet, token = link
    if end == "closed":
        close_packet(packet=packet, by=jo)
    if end == "expired":
        Packet.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(file_at("x" * 43 if end == "unknown" else token, plan)).status_code == 404


def test_it_is_shut_to_whoever_knocks_too_often(client, link, plan, settings):
    settings.LMS_VERIFY_LOOKS = 0
    assert client.get(file_at(link[1], plan)).status_code == 429


def test_it_opens_nothing_of_another_agency(client, elsewhere, dana, link, plan):  # A12
    asked = {"organization": elsewhere, "by": dana("coordinator"), "kind": "clinician", "language": "en"}
    theirs = builders.lesson(builders.module(builders.course(elsewhere)), "Air", safety_critical=True)
    _packet, token = open_packet(**asked, activity_keys=[theirs.key])
    assert client.get(file_at(token, plan)).status_code == 404
