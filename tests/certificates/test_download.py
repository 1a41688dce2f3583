"""Who gets the PDF, and that it is always there. A12 L05"""

import pytest
from django.urls import reverse

from certificates.models import Certificate, PdfState
from certificates.printing import print_all_owed
from certificates.services import award, take_back
from tests.certificates.reading import words_of


def url(certificate: Certificate) -> str:
    return reverse("lms_certificates:download", kwargs={"pk": certificate.pk})


def test_it_is_made_on_the_spot_where_no_worker_is(certificate, sam, signed_in):
    # L05
    response = signed_in(sam).get(url(certificate))
    certificate.refresh_from_db()
    assert "Sam" in words_of(response.content)
    assert certificate.pdf_state == PdfState.READY
    assert certificate.pdf.read() == response.content


def test_it_is_handed_out_as_it_was_stored(certificate, sam, signed_in):
    print_all_owed()
    certificate.refresh_from_db()
    response = signed_in(sam).get(url(certificate))
    assert response.content == certificate.pdf.read()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="certificate-{certificate.code[:5].lower()}.pdf"'
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("harm", ["lost", "half"])
def test_it_is_made_anew_where_the_file_was_harmed(certificate, sam, signed_in, harm):
    # C02
    print_all_owed()
    certificate.refresh_from_db()
    whole = certificate.pdf.read()
    certificate.pdf.storage.delete(certificate.pdf.name)
    if harm == "half":
        with certificate.pdf.storage.open(certificate.pdf.name, "wb") as file:
            file.write(whole[: len(whole) // 2])
    assert words_of(signed_in(sam).get(url(certificate)).content) == words_of(whole)


def test_its_file_has_a_name_that_nobody_guesses(certificate):
    print_all_owed()
    certificate.refresh_from_db()
    assert str(certificate.pk) not in certificate.pdf.name
    assert certificate.code not in certificate.pdf.name


@pytest.mark.parametrize("role", ["new_hire", "senior_peer", "supervisor", "trainer", "coordinator"])
def test_it_is_not_there_for_dana(certificate, dana, signed_in, role):
    # A12
    assert signed_in(dana(role)).get(url(certificate)).status_code == 404


def test_it_is_there_for_those_who_work_with_the_learner(certificate, marcus, inez, rosa, signed_in):
    # A12
    assert [signed_in(user).get(url(certificate)).status_code for user in (marcus, inez, rosa)] == [200, 200, 404]


def test_it_asks_strangers_to_sign_in(certificate, client):
    assert client.get(url(certificate)).status_code == 302


def test_it_is_not_handed_out_once_it_was_taken_back(certificate, inez, sam, signed_in):
    take_back(certificate=certificate, by=inez, reason="Given to the wrong person.")
    response = signed_in(sam).get(url(certificate))
    assert response.status_code == 410
    assert "wrong person" not in response.text


def test_it_says_where_a_person_has_to_help(finished, called, sam, signed_in, client):
    # C06
    called("李小龍")
    certificate = award(enrollment=finished)
    response = signed_in(sam).get(url(certificate))
    certificate.refresh_from_db()
    assert "a person has to help" in response.text
    assert (certificate.pdf_state, certificate.status) == (PdfState.NEEDS_A_PERSON, "valid")
    assert "李小龍" in client.get(reverse("lms_certificates:verify_code", kwargs={"code": certificate.code})).text
