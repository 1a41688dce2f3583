"""One discreet mail: at most one a day, never in quiet hours, and it says nothing of what waits."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from certificates.models import Certificate
from certificates.printing import pdf_of
from certificates.services import award
from courses.outside.rules import Details
from courses.outside.services import (
    confirm_outside_training,
    correct_outside_training,
    enter_outside_training,
    return_outside_training,
)
from lms.home.notices import send_notices
from lms.home.rules import is_new_or_due_again, is_quiet
from lms.home.upkeep import upkeep
from lms.people.models import Profile

DETAILS = Details("Naloxone <b>day", "The county", date(2026, 3, 1), 60)


def ask(user, address="", **likes):
    """This person wants mail."""
    type(user).objects.filter(pk=user.pk).update(email=address or f"{user.username}@example.org")
    Profile.objects.filter(user=user).update(notices=True, **likes)


@pytest.fixture
def noon():
    """Tomorrow, when nobody sleeps in New York: after everything that was just done, at whatever time the tests run."""
    return timezone.now().replace(hour=17, minute=0) + timedelta(days=1)


@pytest.fixture
def returned(rosa, jo, harbor):
    training = enter_outside_training(learner=rosa, details=DETAILS, organization=harbor)
    return return_outside_training(training=training, by=jo, reason="Which day was it?")


def test_it_writes_what_anybody_may_read(returned, rosa, noon, course):
    ask(rosa)
    assert send_notices(now=noon) == 1
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["rosa@example.org"], "Something is waiting for you")
    assert "http://localhost:8000/" in sent.body
    told = f"{sent.subject} {sent.body}".casefold()
    for word in ("naloxone", "drug", "overdose", "harm", "training", "harbor", "county", course.title.casefold()):
        assert word not in told


def test_it_writes_in_the_language_of_the_reader(returned, rosa, noon):
    ask(rosa, language="es")
    send_notices(now=noon)
    assert mail.outbox[0].subject == "Algo le espera"
    assert "una vez al día" in mail.outbox[0].body


def test_it_writes_once_a_day_at_most_and_stops_when_it_is_done(rosa, jo, harbor, noon):
    training = enter_outside_training(learner=rosa, details=DETAILS, organization=harbor)
    ask(jo)
    for hours, sent in ((0, 1), (1, 0), (23, 0), (24, 1)):
        assert send_notices(now=noon + timedelta(hours=hours)) == sent
    confirm_outside_training(trainings=[training], confirmed_by=jo)
    assert send_notices(now=noon + timedelta(days=2)) == 0


def test_it_writes_of_a_return_once_and_then_once_a_week(returned, rosa, harbor, noon):
    ask(rosa)
    assert [send_notices(now=noon + timedelta(days=day)) for day in (0, 1, 6, 7)] == [1, 0, 0, 1]
    correct_outside_training(training=returned, details=DETAILS, organization=harbor)
    assert send_notices(now=noon + timedelta(days=20)) == 0


def test_it_writes_of_a_certificate_that_is_ready(sam, finished, noon):
    ask(sam)
    certificate = award(enrollment=finished)
    assert send_notices(now=noon) == 0
    pdf_of(certificate)
    Certificate.objects.update(awarded_at=noon - timedelta(hours=1))
    assert [send_notices(now=noon + timedelta(days=day)) for day in (0, 1)] == [1, 0]


def test_it_writes_of_sessions_to_confirm(inez, rosa, enrollment, noon):
    ask(inez)
    assert send_notices(now=noon) == 1


@pytest.mark.parametrize("likes", [{"notices": False}, {"email": ""}, {"is_active": False}])
def test_it_writes_to_nobody_who_did_not_ask(returned, rosa, noon, likes):
    ask(rosa)
    Profile.objects.filter(user=rosa).update(notices=likes.get("notices", True))
    type(rosa).objects.filter(pk=rosa.pk).update(**{key: value for key, value in likes.items() if key != "notices"})
    assert send_notices(now=noon) == 0


def test_it_keeps_quiet_by_the_clock_of_the_agency(returned, rosa, harbor):
    ask(rosa, quiet_from=time(9), quiet_until=time(12))
    ten_in_new_york = datetime(2027, 1, 15, 15, tzinfo=UTC)
    assert send_notices(now=ten_in_new_york) == 0
    harbor.time_zone = "America/Los_Angeles"
    harbor.save()
    assert send_notices(now=ten_in_new_york) == 1


def test_it_spares_the_others_when_an_address_is_refused(returned, rosa, jo, sam, harbor, noon, caplog):  # I06
    enter_outside_training(learner=sam, details=DETAILS, organization=harbor)
    ask(rosa, "rosa@example.org\nBcc: everybody@example.org")
    ask(jo)
    assert send_notices(now=noon) == 1
    assert [sent.recipients() for sent in mail.outbox] == [["jo@example.org"]]
    assert "everybody" not in caplog.text
    assert Profile.objects.get(user=rosa).noticed_at is None


def test_it_puts_no_name_into_a_mail(returned, rosa, noon):  # I06
    ask(rosa, chosen_name="Rosa\r\nBcc: everybody@example.org <a href=//x>")
    send_notices(now=noon)
    written = mail.outbox[0].message().as_string()
    assert "everybody" not in written
    assert "text/plain" in written


def test_it_tries_later_when_the_mail_server_is_away(returned, rosa, noon, settings):  # L13
    ask(rosa)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert send_notices(now=noon) == 0
    settings.EMAIL_BACKEND = working
    assert send_notices(now=noon) == 1


def test_it_is_done_by_upkeep(returned, rosa):
    cache.clear()
    ask(rosa, quiet_from=time(1), quiet_until=time(1))
    upkeep()
    upkeep()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("clock", "begins", "ends", "quiet"),
    [
        (time(7, 59), None, None, True),
        (time(8), None, None, False),
        (time(20), None, None, True),
        (time(23), time(22), time(7), True),
        (time(3), time(22), time(7), True),
        (time(7), time(22), time(7), False),
        (time(0), time(0), time(6), True),
        (time(6), time(0), time(6), False),
        (time(12), time(9), time(9), False),
    ],
)
def test_it_knows_quiet_hours(clock, begins, ends, quiet):
    assert is_quiet(clock, begins, ends) is quiet


def test_it_knows_what_is_new():
    now = datetime(2026, 11, 26)
    happened = now - timedelta(days=3)
    assert is_new_or_due_again(happened, noticed_at=None, now=now)
    assert is_new_or_due_again(happened, noticed_at=now - timedelta(days=4), now=now)
    assert not is_new_or_due_again(happened, noticed_at=now - timedelta(days=2), now=now)
    assert is_new_or_due_again(now - timedelta(days=9), noticed_at=now - timedelta(days=7), now=now)
