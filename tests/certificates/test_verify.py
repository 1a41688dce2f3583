"""What a stranger with a code is told. C08 C10 C11"""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from certificates import codes
from certificates.models import Certificate
from certificates.services import show_name, take_back
from lms.ledger.models import Entry


@pytest.fixture(autouse=True)
def empty_bucket():
    cache.clear()


def page(client, code: str):
    return client.get(reverse("lms_certificates:verify_code", kwargs={"code": code}))


def test_it_shows_what_was_printed(certificate, client):
    text = page(client, certificate.code).text
    for printed in ("Sam", "First weeks", "Harbor Outreach", "30 minutes", codes.in_groups(certificate.code)):
        assert printed in text


def test_it_shows_what_was_printed_whatever_happens_to_the_rest(certificate, client, called, course):
    called("Another")
    certificate.organization.name = "Renamed"
    certificate.organization.save()
    text = page(client, certificate.code).text
    assert "Another" not in text
    assert "Renamed" not in text


def test_it_reads_codes_as_people_type_them(certificate, client):
    for typed in (certificate.code.lower(), codes.in_groups(certificate.code), f" {certificate.code}\n"):
        answer = client.get(reverse("lms_certificates:verify"), {"code": typed})
        assert answer.url == reverse("lms_certificates:verify_code", kwargs={"code": certificate.code})


def said(answer):
    """All of it but the button for another language, which holds the address that was asked for and a fresh token."""
    return re.sub(r'<form class="languages.*?</form>', "", answer.text, flags=re.DOTALL).split()


def test_it_answers_alike_whatever_is_wrong(certificate, client):
    # C08
    wrong = certificate.code[:-1] + ("0" if certificate.code[-1] != "0" else "1")
    tried = [wrong, codes.new_code(), "x", "U" * 26, "7" * 500, certificate.code + "0", "%00", "../../etc"]
    answers = [page(client, code) for code in tried if "/" not in code]
    answers.append(client.get(reverse("lms_certificates:verify"), {"code": "../../etc"}))
    assert {answer.status_code for answer in answers} == {404}
    assert all(said(answer) == said(answers[0]) for answer in answers)


def test_it_looks_up_as_often_whatever_is_wrong(certificate, client, django_assert_num_queries):
    # C08
    for code in (codes.new_code(), "x", ""):
        with django_assert_num_queries(1):
            client.get(f"/c/{code or '-'}/")


def test_it_is_listed_nowhere_and_kept_by_nobody(certificate, client):
    # C08
    for answer in (page(client, certificate.code), page(client, "x"), client.get(reverse("lms_certificates:verify"))):
        assert "noindex" in answer["X-Robots-Tag"]
        assert '<meta name="robots" content="noindex' in answer.text
        assert answer["Cache-Control"] == "no-store"


def test_it_stops_an_address_that_tries_codes(certificate, client, settings):
    # C08
    settings.LMS_VERIFY_LOOKS = 3
    assert [page(client, "x").status_code for _ in range(4)] == [404, 404, 404, 429]
    assert page(client, certificate.code).status_code == 429
    assert client.get(f"/c/{certificate.code}/", REMOTE_ADDR="198.51.100.7").status_code == 200


@pytest.mark.django_db
def test_it_believes_only_our_own_proxies(client, settings):
    # C08
    settings.LMS_VERIFY_LOOKS = 1

    def ask(seen: str) -> int:
        return client.get("/c/x/", headers={"x-forwarded-for": seen}).status_code

    assert [ask("192.0.2.1"), ask("192.0.2.2")] == [404, 429]
    settings.LMS_TRUSTED_PROXIES = 1
    assert [ask("10.9.9.9, 192.0.2.3"), ask("10.8.8.8, 192.0.2.3"), ask("192.0.2.4")] == [404, 429, 404]
    assert [ask("2001:db8::1"), ask("2001:db8::ffff")] == [404, 429]


def test_it_tells_when_the_facts_were_altered(certificate, client):
    # C11
    for altered in ({**certificate.facts, "course": "Brain surgery"}, {}, {"name": 1}):
        Certificate.objects.update(facts=altered)
        answer = page(client, certificate.code)
        assert "does not match what was signed" in answer.text
        assert "Brain surgery" not in answer.text
        assert "it counts today" not in answer.text
        assert "does not match" in client.post(f"/c/{certificate.code}/", {"name": "Sam"}).text


def test_it_tells_when_facts_and_hash_were_altered_together(certificate, client):
    # C11
    from certificates import facts

    altered = {**certificate.facts, "name": "Mallory"}
    Certificate.objects.update(facts=altered, facts_hash=facts.digest(altered))
    assert "does not match what was signed" in page(client, certificate.code).text


def test_it_tells_when_somebody_undid_a_taking_back(certificate, client, inez):
    # C11
    take_back(certificate=certificate, by=inez, reason="Given to the wrong person.")
    Certificate.objects.update(status="valid", status_at=None)
    assert "does not match what was signed" in page(client, certificate.code).text


def test_it_tells_when_a_certificate_was_never_awarded(certificate, client, course, rosa, inez):
    # C11
    from tests import builders

    other = builders.finish_course(rosa, course, inez)
    entry = Entry.objects.exclude(seq=certificate.ledger_seq).latest("seq")
    certificate.pk, certificate.code, certificate.enrollment = None, codes.new_code(), other
    certificate.ledger_seq, certificate.ledger_mac = entry.seq, entry.mac
    certificate.save(force_insert=True)
    assert "does not match what was signed" in page(client, certificate.code).text


class TestHiddenName:
    @pytest.fixture
    def hidden(self, certificate) -> Certificate:
        certificate.name_shown = False
        certificate.save(update_fields=["name_shown"])
        return certificate

    def compare(self, client, certificate: Certificate, name: str) -> str:
        return client.post(f"/c/{certificate.code}/", {"name": name}).text

    def test_it_is_nowhere_on_the_page(self, hidden, client):
        assert "Sam" not in page(client, hidden.code).text

    @pytest.mark.parametrize("name", ["Sam", " sam ", "SÁM", "s a m"])
    def test_it_says_match_however_it_is_typed(self, hidden, client, name):
        text = self.compare(client, hidden, name)
        assert "Yes: this is the name that was printed." in text

    @pytest.mark.parametrize("name", ["Sa", "Samuel", "Rosa", "%", "*"])
    def test_it_says_no_match_and_nothing_more(self, hidden, client, name):
        text = self.compare(client, hidden, name)
        assert "No: this is not the name that was printed." in text

    def test_it_says_nothing_of_an_unknown_code(self, hidden, client):
        # C08
        answer = client.post(f"/c/{codes.new_code()}/", {"name": "Sam"})
        assert (answer.status_code, said(answer)) == (404, said(page(client, "x")))


def test_it_tells_a_stranger_the_award_and_nothing_of_the_person(certificate, client, sam, van, inez):  # C09
    sam.email = "sam@example.org"
    sam.save()
    show_name(certificate=certificate, shown=False)
    text = page(client, certificate.code).text
    hidden = ["Sam", sam.username, sam.email, van.name, "Inez", "new hire", "New hire", "they/them", "confirmed by"]
    assert [words for words in hidden if words in text] == []
    for shown in ("Harbor Outreach", "First weeks", "Valid"):
        assert shown in text
