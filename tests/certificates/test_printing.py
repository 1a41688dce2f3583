"""Claims: one wins, the dead are followed. C02 C03 L14"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates import printing, tasks
from certificates.models import Certificate, PdfState
from certificates.services import award


def lease(certificate: Certificate, minutes: int) -> None:
    Certificate.objects.filter(pk=certificate.pk).update(pdf_lease_until=timezone.now() + timedelta(minutes=minutes))


def test_it_prints_once_of_ten_deliveries(certificate):
    # C03
    assert [printing.print_owed(pk=certificate.pk) for _ in range(10)] == [True] + [False] * 9


def test_it_leaves_alone_what_somebody_is_at(certificate):
    # L14
    lease(certificate, 1)
    assert printing.print_all_owed() == 0


def test_it_takes_over_from_the_dead(certificate):
    # C02
    lease(certificate, -1)
    tasks.sweep()
    certificate.refresh_from_db()
    assert (certificate.pdf_state, certificate.pdf_lease_until) == (PdfState.READY, None)


def test_it_does_not_overwrite_who_took_over(certificate):
    """A process slept so long that another one printed and stored meanwhile."""
    mine = printing._claim(certificate.pk)
    lease(certificate, -1)
    printing.print_owed(pk=certificate.pk)
    certificate.refresh_from_db()
    printing._print(certificate, mine)
    assert Certificate.objects.get().pdf == certificate.pdf


def test_it_answers_a_reader_while_somebody_is_at_it(certificate):
    # L05
    lease(certificate, 1)
    assert printing.pdf_of(certificate).startswith(b"%PDF-")
    certificate.refresh_from_db()
    assert (certificate.pdf_state, bool(certificate.pdf)) == (PdfState.PENDING, False)


@pytest.mark.parametrize("mode", [0o500])
def test_it_answers_a_reader_where_nothing_can_be_stored(certificate, settings, tmp_path, mode):
    settings.MEDIA_ROOT = tmp_path / "a file"
    (tmp_path / "a file").write_text("not a folder")
    assert printing.pdf_of(certificate).startswith(b"%PDF-")
    certificate.refresh_from_db()
    assert certificate.pdf_state == PdfState.PENDING


def test_it_goes_on_after_one_that_needs_a_person(certificate, rosa, course, inez):
    from tests import builders

    rosa.profile.chosen_name = "محمد"
    rosa.profile.save()
    award(enrollment=builders.finish_course(rosa, course, inez))
    assert printing.print_all_owed() == 1
    assert printing.print_all_owed() == 0
    assert set(Certificate.objects.values_list("pdf_state", flat=True)) == {"ready", "needs_a_person"}


def test_it_prints_nothing_that_was_not_signed(certificate, sam, signed_in):
    # C11
    Certificate.objects.update(facts={**certificate.facts, "minutes": 10_000})
    assert printing.print_all_owed() == 0
    certificate.refresh_from_db()
    assert certificate.pdf_state == PdfState.PENDING
    response = signed_in(sam).get(reverse("lms_certificates:download", kwargs={"pk": certificate.pk}))
    assert "does not match what was signed" in response.text
