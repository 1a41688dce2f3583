"""The screen on which a trainer takes back, replaces and awards again. A12 C10"""

import pytest
from django.urls import reverse

from certificates.models import Certificate
from certificates.services import take_back

REASON = "The hours were somebody else's."
VERBS = ["take_back", "replace", "award_again"]


def url(certificate: Certificate, verb: str = "manage") -> str:
    return reverse(f"lms_certificates:{verb}", kwargs={"pk": certificate.pk})


def test_it_shows_how_it_stands(certificate, inez, signed_in):
    page = signed_in(inez).get(url(certificate)).text
    assert "Valid" in page
    assert "earned by finishing the course" in page


@pytest.mark.parametrize("verb", ["manage", *VERBS])
def test_it_is_not_there_for_anybody_else(certificate, dana, sam, marcus, rosa, signed_in, verb):
    # A12
    for user in (dana("trainer"), dana("coordinator"), sam, marcus, rosa):
        client = signed_in(user)
        answer = client.get(url(certificate)) if verb == "manage" else client.post(url(certificate, verb))
        assert answer.status_code == 404
    certificate.refresh_from_db()
    assert certificate.status == "valid"


@pytest.mark.parametrize("verb", VERBS)
def test_it_changes_nothing_on_get(certificate, inez, signed_in, verb):
    assert signed_in(inez).get(url(certificate, verb)).status_code == 405


def test_it_takes_back_and_the_public_page_says_so_at_once(certificate, inez, signed_in, client):
    # C10
    public = reverse("lms_certificates:verify_code", kwargs={"code": certificate.code})
    assert "it counts today" in client.get(public).text
    signed_in(inez).post(url(certificate, "take_back"), {"reason": REASON, "sure": "on"})
    page = client.get(public).text
    assert "It no longer counts" in page
    assert REASON not in page


@pytest.mark.parametrize("posted", [{}, {"reason": REASON}, {"sure": "on"}, {"reason": "short", "sure": "on"}])
def test_it_wants_a_reason_and_a_second_look(certificate, inez, signed_in, posted):
    assert "errorlist" in signed_in(inez).post(url(certificate, "take_back"), posted).text
    certificate.refresh_from_db()
    assert certificate.status == "valid"


def test_it_replaces_and_leads_to_the_new_one(certificate, jo, signed_in, client):
    # C10
    answer = signed_in(jo).post(url(certificate, "replace"), {"reason": "Goes by another name now."})
    new = Certificate.objects.get(number=2)
    assert answer.url == url(new)
    page = client.get(reverse("lms_certificates:verify_code", kwargs={"code": certificate.code})).text
    assert "A newer certificate took its place" in page
    assert new.code[:5] not in page


def test_it_awards_again_what_was_taken_back(certificate, inez, signed_in):
    client = signed_in(inez)
    assert "Give it again" not in client.get(url(certificate)).text
    take_back(certificate=certificate, by=inez, reason=REASON)
    assert "Give it again" in client.get(url(certificate)).text
    client.post(url(certificate, "award_again"), {"reason": "It was the right person after all."})
    assert list(Certificate.objects.values_list("status", flat=True)) == ["taken_back", "valid"]


def test_it_lets_nobody_handle_their_own(harbor, course, jo, signed_in, inez):
    from certificates.services import award
    from tests import builders

    own = award(enrollment=builders.finish_course(jo, course, inez))
    assert signed_in(jo).get(url(own)).status_code == 404
    assert signed_in(inez).get(url(own)).status_code == 200
