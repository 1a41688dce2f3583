"""No file can be stored: the disk is full, or may only be read. L15"""

import pytest
from django.urls import reverse

from certificates.models import Certificate, PdfState
from certificates.services import sweep
from tests import builders
from tests.courses.papers import photo
from tests.home.test_outside import ADD, TYPED

pytestmark = [pytest.mark.chaos, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def full_disk(settings, tmp_path):
    """A file stands where the folder should be: nothing can be written, not even by root."""
    (tmp_path / "media").write_text("")
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings


def test_it_goes_on_teaching_and_proving(full_disk, signed_in, sam, course, inez):  # L15
    builders.finish_course(sam, course, inez)
    certificate = Certificate.objects.get()
    sweep()
    answer = signed_in(sam).get(reverse("lms_certificates:download", kwargs={"pk": certificate.pk}))
    assert b"".join(answer).startswith(b"%PDF-")
    certificate.refresh_from_db()
    assert certificate.pdf_state == PdfState.PENDING, "it is made again once there is room"


def test_it_refuses_an_upload_in_words_and_loses_nothing(full_disk, signed_in, rosa, harbor):  # L15
    said = signed_in(rosa).post(ADD, {**TYPED, "paper": photo()}).text
    assert "The file could not be kept just now." in said
    assert 'value="County health"' in said
