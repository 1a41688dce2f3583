""" "Record checked last night": on the screens, by mail, and on paper."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from certificates import pdf, transcript
from certificates.printing import _render
from certificates.services import award
from lms.home.notices import send_notices
from lms.ledger import services as ledger
from lms.ledger.heads import in_words, seal_of
from lms.ledger.models import Check, Entry
from lms.people.models import Profile
from tests.certificates.reading import pages_of, tags_of, words_of
from tests.home.test_notices import ask
from tests.ledger.test_verify_ledger import verify_ledger

NEW_YORK = "America/New_York"
WHOLE = "Record checked last night: whole."


@pytest.fixture
def noon():
    return timezone.now().replace(hour=17, minute=0)


@pytest.fixture
def checked(finished):
    """Somebody finished, so that something is signed, and the night has passed."""
    return ledger.check()


def trouble():
    return Check.objects.create(at=timezone.now(), seq=1, head="ab" * 32, problems=["Entry 1 is not what was signed."])


def words(answer):
    return " ".join(answer.text.split())


def test_it_shows_on_the_record_and_to_the_coordinator(signed_in, checked, sam, jo):
    assert WHOLE in signed_in(sam).get(reverse("lms_home:record")).text
    page = words(signed_in(jo).get("/"))
    assert WHOLE in page
    assert f"{checked.seq} entr" in page
    assert seal_of(checked) in page


def test_it_says_the_day_of_an_older_look(signed_in, checked, sam):
    Check.objects.update(at=timezone.now() - timedelta(days=3))
    page = words(signed_in(sam).get(reverse("lms_home:record")))
    assert WHOLE not in page
    assert "Record checked on " in page


def test_it_says_the_day_by_the_clock_of_who_reads(signed_in, checked, finished, sam, jo, noon):
    ask(jo)
    Check.objects.update(at=datetime(2026, 3, 1, 2, 30, tzinfo=UTC))
    assert "Record checked on Feb. 28, 2026" in words(signed_in(sam).get(reverse("lms_home:record")))
    send_notices(now=noon + timedelta(days=1))
    made = award(enrollment=finished)
    papers = [words_of(content) for content in (_render(made), transcript.render([finished], learner=sam))]
    for said in (mail.outbox[0].body, *papers):
        assert "Record checked 2026-02-28: entry" in " ".join(said.split())


def test_it_says_to_each_what_they_can_do_about_trouble(signed_in, checked, sam, jo):
    trouble()
    page = signed_in(sam).get(reverse("lms_home:record")).text
    assert "is being looked at. What you did stays saved." in page
    assert "doctor" not in page
    assert "Please call whoever runs your site." in signed_in(jo).get("/").text


def test_it_says_nothing_before_the_first_night(signed_in, sam, jo):
    ledger.check()
    for client in (signed_in(sam), signed_in(jo)):
        for address in ("/", reverse("lms_home:record")):
            assert "Record checked" not in client.get(address).text


@pytest.mark.parametrize("role", ["new_hire", "coordinator"])
def test_it_tells_dana_nothing_of_anybody(signed_in, checked, dana, sam, role):  # A12
    page = signed_in(dana(role)).get(reverse("lms_home:record")).text
    assert WHOLE in page
    assert "Sam" not in page


def test_it_is_mailed_to_coordinators_who_want_mail(checked, jo, inez, sam, noon):  # I06
    for somebody in (jo, inez, sam):
        ask(somebody)
    send_notices(now=noon + timedelta(days=1))
    (sent,) = [one for one in mail.outbox if one.to == ["jo@example.org"]]
    assert sent.subject == "A line for your files"
    assert in_words(checked, clock=NEW_YORK) in sent.body
    assert f"manage.py verify_ledger --head {checked.seq}:{checked.head}" in sent.body
    for name in ("Sam", "Jo", "Inez", "Harbor", "naloxone"):
        assert name not in sent.body
    assert all("verify_ledger" not in one.body for one in mail.outbox if one is not sent)


def test_it_is_mailed_once_and_again_when_something_was_signed(checked, jo, noon):
    ask(jo)
    assert [send_notices(now=noon + timedelta(days=day)) for day in (1, 1, 2)] == [1, 0, 0]
    Check.objects.create(at=noon + timedelta(days=3), seq=checked.seq, head=checked.head)
    assert send_notices(now=noon + timedelta(days=4)) == 0
    Check.objects.create(at=noon + timedelta(days=5), seq=checked.seq + 1, head="cd" * 32)
    assert send_notices(now=noon + timedelta(days=6)) == 1


def test_it_mails_whom_to_call(checked, jo, noon):
    ask(jo)
    trouble()
    send_notices(now=noon + timedelta(days=1))
    assert "Please call whoever runs your site." in mail.outbox[0].body
    assert "verify_ledger --head" not in mail.outbox[0].body


def test_it_does_not_go_to_an_address_with_two_lines(checked, jo, noon):  # I06
    ask(jo, "jo@example.org\nBcc: all@example.org")
    assert send_notices(now=noon + timedelta(days=1)) == 0
    assert mail.outbox == []
    assert Profile.objects.get(user=jo).noticed_at is None


def test_it_prints_on_the_certificate_the_same_each_time(checked, finished):
    made = award(enrollment=finished)
    assert in_words(checked, clock=NEW_YORK) in " ".join(words_of(_render(made)).split())
    ledger.check()
    content = _render(made)
    assert in_words(checked, clock=NEW_YORK) in " ".join(words_of(content).split())
    assert len(pages_of(content)) == 1
    assert [len(tags_of(content, kind)) for kind in ("/H1", "/Table")] == [1, 1]


def test_it_prints_nothing_where_nobody_has_looked(finished):
    made = award(enrollment=finished)
    assert "Record checked" not in words_of(_render(made))
    assert "Record checked" not in words_of(pdf.render(made))


def test_it_prints_on_the_transcript(checked, finished, sam):
    assert in_words(checked, clock=NEW_YORK) in " ".join(words_of(transcript.render([finished], learner=sam)).split())
    trouble()
    assert in_words(checked, clock=NEW_YORK) in " ".join(words_of(transcript.render([finished], learner=sam)).split())


def test_it_is_compared_by_the_seal_on_paper(checked):  # H05
    seq = checked.seq
    assert verify_ledger("--head", f"{seq}:{seal_of(checked)}")[0] == 0
    assert verify_ledger("--head", f"{seq}:{'0' * 16}")[0] == 1
    assert Entry.objects.count() == seq
