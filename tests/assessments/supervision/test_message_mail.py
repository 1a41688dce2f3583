"""A mail at once where somebody does not feel safe, which says nothing; and the one mail of the day."""

from datetime import timedelta

from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from assessments.supervision.messages.models import MessageReader
from assessments.supervision.messages.post import send_owed
from assessments.supervision.messages.services import answer_message
from lms.home.notices import send_notices
from lms.people.models import Profile
from tests.assessments.supervision.building import WORDS, message


def with_mail(*users):
    for user in users:
        type(user).objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")


def test_it_mails_at_once_and_says_nothing(rosa, marcus, jo, harbor, django_capture_on_commit_callbacks, caplog):  # I06
    with_mail(marcus, jo)
    Profile.objects.filter(user=marcus).update(chosen_name="Marcus\r\nBcc: everybody@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        message(rosa, marcus, harbor, second=jo, text=WORDS)
    assert {address for sent in mail.outbox for address in sent.to} == {"marcus@example.org", "jo@example.org"}
    for sent in mail.outbox:
        assert sent.subject == "Something is waiting for you"
        told = sent.message().as_string().casefold()
        assert all(word not in told for word in ("rosa", "safe", "shout", "van", "harbor", "everybody", "bcc"))
    assert WORDS not in caplog.text
    assert send_owed(now=timezone.now()) == 0


def test_it_mails_at_night_too_but_not_of_other_matters(rosa, marcus, jo, harbor, django_capture_on_commit_callbacks):
    with_mail(marcus, jo)
    with django_capture_on_commit_callbacks(execute=True):
        message(rosa, marcus, harbor)
    assert mail.outbox == []
    Profile.objects.update(quiet_from="00:00", quiet_until="23:59", notices=False)
    with django_capture_on_commit_callbacks(execute=True):
        message(rosa, marcus, harbor, second=jo)
    assert len(mail.outbox) == 2


def test_it_loses_nothing_when_mail_fails(
    rosa, marcus, jo, harbor, settings, django_capture_on_commit_callbacks, caplog
):  # L13
    with_mail(marcus, jo)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        message(rosa, marcus, harbor, second=jo, text=WORDS)
    assert MessageReader.objects.filter(mailed_at=None).count() == 2
    assert "example.org" not in caplog.text
    settings.EMAIL_BACKEND = working
    call_command("tick")
    assert len(mail.outbox) == 2


def test_it_stops_trying_after_a_day_or_an_answer(unsafe, marcus, jo):
    with_mail(marcus, jo)
    answer_message(message=unsafe, by=jo, text="Here.")
    assert send_owed(now=timezone.now() + timedelta(days=2)) == 0
    assert send_owed(now=timezone.now()) == 1
    assert mail.outbox[0].to == ["marcus@example.org"]


def test_it_is_in_the_one_mail_of_the_day(rosa, marcus, harbor):
    noon = timezone.now().replace(hour=17, minute=0)
    with_mail(marcus)
    Profile.objects.filter(user=marcus).update(notices=True)
    found = message(rosa, marcus, harbor)
    assert send_notices(now=noon) == 1
    answer_message(message=found, by=marcus, text="Thank you.")
    assert send_notices(now=noon + timedelta(days=2)) == 0
