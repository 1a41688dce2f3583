"""`manage.py setup`: a few questions, each answer checked at once, and safe to run twice."""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Site

from lms.people.invitations.services import find_invitation
from lms.people.models import Invitation, Membership, Organization
from tests import builders

pytestmark = pytest.mark.django_db
SEATTLE = ["--agency=Harbor Outreach", "--state=wa", "--first-weeks=no", "--no-input"]


def setup(*arguments: str) -> str:
    """What the command says."""
    said = StringIO()
    call_command("setup", *arguments, stdout=said)
    return said.getvalue()


def answers(monkeypatch, *given):
    """Somebody who types this, line by line. Returns what they were asked."""
    asked, given = [], iter(given)
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or next(given))
    return asked


def token_in(said: str) -> str:
    return re.search(r"/join/([\w-]+)/", said).group(1)


def test_it_makes_an_agency_whose_first_coordinator_joins_by_a_link(settings):
    settings.LMS_SITE_URL = "https://learn.example.org"
    said = setup(*SEATTLE)
    assert "https://learn.example.org/" in said
    form = {"username": "jo", "chosen_name": "Jo", "password": builders.PASSWORD}
    Client().post(f"/join/{token_in(said)}/", form)
    role = Membership.objects.get(user__username="jo")
    assert (role.role, role.organization.name) == ("coordinator", "Harbor Outreach")
    assert role.organization.time_zone == "America/Los_Angeles"


def test_it_asks_again_until_an_answer_can_be_used(monkeypatch):
    asked = answers(
        monkeypatch, "", "Harbor  Outreach ", "Atlantis", "indiana", "Eastern", "America/Chicago", "perhaps", "no", ""
    )
    setup()
    organization = Organization.objects.get()
    assert (organization.name, organization.time_zone) == ("Harbor Outreach", "America/Chicago")
    assert asked[4] == "Which time zone? [America/Indiana/Indianapolis] "
    assert len(asked) == 9


def test_it_may_be_run_twice(harbor, jo):
    setup(*SEATTLE)
    said = setup("--agency=harbor outreach", "--first-weeks=no", "--no-input")
    assert "Somebody coordinates here already" in said
    assert Organization.objects.get().name == "Harbor Outreach"
    assert Invitation.objects.count() == 0


def test_it_ends_the_link_that_it_made_before():
    first, second = token_in(setup(*SEATTLE)), token_in(setup(*SEATTLE))
    assert find_invitation(token=first) is None
    assert find_invitation(token=second).role == "coordinator"


def test_it_keeps_the_time_zone_where_none_is_said(harbor):
    setup("--no-input", "--first-weeks=no", "--time-zone=Pacific/Guam")
    setup("--no-input", "--first-weeks=no")
    assert Organization.objects.get().time_zone == "Pacific/Guam"


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["--agency=★"], "--agency: Please write the name with letters"),
        (["--agency=" + "a" * 121], "--agency: Please write a shorter name"),
        (["--agency=Harbor", "--state=Atlantis"], "--state: “Atlantis” is no state"),
        (["--agency=Harbor", "--time-zone=Eastern"], "--time-zone: “Eastern” is not a time zone"),
        (["--agency=Harbor", "--first-weeks=perhaps"], "--first-weeks: Please answer yes or no"),
        (["--agency=Harbor", "--first-weeks=no", "--test-mail=jo"], "--test-mail: Enter a valid email"),
    ],
)
def test_it_says_which_answer_on_the_command_line_is_wrong(arguments, wrong):
    with pytest.raises(CommandError, match=re.escape(wrong)):
        setup(*arguments, "--no-input")


def test_it_tries_mail():
    said = setup(*SEATTLE, "--test-mail=jo@example.org")
    assert "A mail to jo@example.org is on its way." in said
    assert mail.outbox[0].to == ["jo@example.org"]


def test_it_says_in_words_why_mail_does_not_go_out(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_PASSWORD = "127.0.0.1", 1, "a secret"
    said = setup(*SEATTLE, "--test-mail=jo@example.org")
    assert "No mail server answers where EMAIL_URL says." in said
    assert "a secret" not in said


def test_it_goes_on_without_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "No mail is set up" in setup(*SEATTLE)


def test_it_tells_wagtail_the_address(settings):
    settings.LMS_SITE_URL = "https://learn.example.org"
    setup(*SEATTLE)
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("learn.example.org", 443)


def test_it_names_the_site_for_whoever_opens_the_editor_and_keeps_a_name_that_was_given(db):
    setup(*SEATTLE)
    assert Site.objects.get().site_name == Site.objects.get().root_page.title == "Porchlight"
    Site.objects.update(site_name="Harbor")
    setup(*SEATTLE)
    assert Site.objects.get().site_name == "Harbor"
