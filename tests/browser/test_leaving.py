"""What belongs to a person: everything to take along, and an account that goes while what it proved stays."""

import io
import zipfile

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from certificates.models import Certificate
from lms.ledger import services as ledger
from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def words_in(archive: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(archive)) as folder:
        return "\n".join(folder.read(name).decode("utf-8", "replace") for name in folder.namelist())


def test_it_takes_along_everything_of_ones_own_and_nothing_of_others(visit, sam, rosa, inez, course):
    builders.finish_course(sam, course, inez)
    builders.finish_course(rosa, course, inez)
    page = visit(sam, "/me/")
    with page.expect_download() as got:
        page.get_by_role("link", name="Download everything").click()
    said = words_in(got.value.path().read_bytes())
    mine, hers = Certificate.objects.get(facts__name="Sam"), Certificate.objects.get(facts__name="Rosa")
    for one in ("Words that help", "First hello", mine.code):
        assert one in said
    for other in ("Rosa", "rosa", hers.code, str(hers.pk)):
        assert other not in said


def test_it_deletes_an_account_and_the_certificate_still_verifies(visit, sam, inez, course):
    builders.finish_course(sam, course, inez)
    code = Certificate.objects.get().code
    page = visit(sam, "/me/delete/")
    page.get_by_label("username").fill("sam")
    page.get_by_role("main").get_by_role("button", name="Delete my account").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert not User.objects.filter(username="sam").exists()
    stranger = visit(None, reverse("lms_certificates:verify_code", kwargs={"code": code}))
    for words in ("First weeks", "Harbor Outreach", "Valid"):
        expect(stranger.get_by_role("main")).to_contain_text(words)
    assert ledger.verify() == []
