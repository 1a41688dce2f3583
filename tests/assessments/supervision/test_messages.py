""" "Working / not working" and "I don't feel safe": who reads it, by when it is answered, and that nobody else does."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.supervision.messages.models import Matter, Message, MessageReader
from assessments.supervision.messages.rules import due_on
from assessments.supervision.messages.services import answer_message, send_message, share_message
from lms.home import privacy
from lms.home.retention import expire
from lms.people.local.services import write_crisis_line, write_line
from lms.people.models import Team
from lms.people.services import add_member
from tests import builders
from tests.assessments.supervision.building import WORDS, message

MINE = reverse("lms_assessments:supervision")
UNSAFE = reverse("lms_assessments:message_unsafe")
WORKING = reverse("lms_assessments:message_working")


def at(name, found):
    return reverse(f"lms_assessments:{name}", kwargs={"pk": found.pk})


def words(answer):
    return " ".join(answer.text.split())


def said(**more):
    return {"key": str(uuid.uuid4()), "text": WORDS, **more}


def readers(found):
    return {row.reader.username for row in found.readers.all()}


def test_it_says_before_sending_who_reads_it_and_whom_to_call(signed_in, rosa, marcus, jo, harbor):
    harbor.contact_name, harbor.contact_phone = "Inez", "555 0100"
    harbor.save()
    sheet = {"source": "Meeting", "as_of": date(2026, 1, 1)}
    write_line(organization=harbor, by=jo, topic="night_line", text="At night", phone="555 0111", **sheet)
    line = {"name": "Warm line", "phone": "555 0122", "who_comes": "Nobody comes.", "as_of": date(2026, 1, 1)}
    write_crisis_line(organization=harbor, by=jo, **line)
    page = words(signed_in(rosa).get(UNSAFE))
    for shown in (
        "Nobody reads messages at night.",
        "555 0100",
        "555 0111",
        "555 0122",
        "Who may be sent: Nobody comes.",
    ):
        assert page.index(shown) < page.index("Who reads it:")
    assert page.index("Who reads it:") < page.index("What you want to say")
    for name in ("Marcus", "Jo"):
        assert f">{name}</option>" in page


def test_it_reaches_the_supervisor_and_a_second_person_the_same_day(signed_in, rosa, marcus, jo):
    client = signed_in(rosa)
    shown = words(client.post(UNSAFE, said(first=marcus.pk, second=jo.pk), follow=True))
    assert "Sent. You see here who has answered." in shown
    assert "Answer due today" in shown
    assert readers(Message.objects.get()) == {"marcus", "jo"}
    for other in (marcus, jo):
        page = signed_in(other).get(MINE).text
        assert "Rosa · I don&#x27;t feel safe" in page


def test_it_goes_past_the_supervisor_where_the_author_wants(signed_in, rosa, marcus, jo):
    signed_in(rosa).post(UNSAFE, said(first=marcus.pk, second=jo.pk, only_second="on"))
    found = Message.objects.get()
    assert (readers(found), found.spares_supervisor) == ({"jo"}, True)
    client = signed_in(marcus)
    assert client.get(at("message", found)).status_code == 404
    for page in (MINE, "/", "/people/", f"/supervision/with/{rosa.memberships.get().pk}/"):
        assert "feel safe · " not in client.get(page).text.replace("I don&#x27;t feel safe</a>", "")
        assert WORDS not in client.get(page).text


def test_it_is_never_read_by_those_who_supervise_somebody_alone(rosa, marcus, jo, harbor, van):
    nell = builders.person("Nell", "supervisor", harbor, van)
    for first, second in ((marcus, None), (None, None), (None, marcus), (marcus, nell), (marcus, marcus), (None, rosa)):
        with pytest.raises(ValidationError, match="Choose a second person"):
            send_unsafe(rosa, harbor, first, second)
    assert not Message.objects.exists()


def send_unsafe(author, organization, first, second):
    who = {"author": author, "organization": organization, "first": first, "second": second}
    return send_message(**who, matter=Matter.UNSAFE, text=WORDS, key=uuid.uuid4())


def test_it_says_when_only_the_supervisor_could_read_it(signed_in, rosa, marcus, harbor, van):
    alone = builders.organization("Small House")
    team = Team.objects.create(organization=alone, name="All")
    new = builders.person("New", "new_hire", alone, team)
    boss = builders.person("Boss", "supervisor", alone, team)
    add_member(user=boss, organization=alone, role="coordinator")
    page = signed_in(new).get(UNSAFE).text
    assert "Nobody here could read it besides those who supervise you." in page
    assert "<textarea" not in page


def test_it_may_go_to_whomever_the_author_picks(rosa, sam, marcus, harbor, dana):
    assert readers(send_unsafe(rosa, harbor, None, sam)) == {"sam"}
    for outsider in (dana("coordinator"), dana("supervisor")):
        with pytest.raises(ValidationError):
            send_unsafe(rosa, harbor, marcus, outsider)
        with pytest.raises(ValidationError):
            message(rosa, outsider, harbor)


def test_it_goes_to_the_coordinator_where_nobody_supervises(signed_in, inez, jo, harbor):
    signed_in(inez).post(WORKING, said(first=jo.pk))
    assert readers(Message.objects.get()) == {"jo"}


def test_it_is_due_in_a_few_days_else(rosa, marcus, harbor):
    assert due_on(date(2026, 2, 27), is_unsafe=False) == date(2026, 3, 2)
    assert due_on(date(2026, 2, 27), is_unsafe=True) == date(2026, 2, 27)
    assert readers(message(rosa, marcus, harbor)) == {"marcus"}


def test_it_is_kept_once_after_two_taps(signed_in, rosa, marcus, jo):
    client, once = signed_in(rosa), said(first=marcus.pk, second=jo.pk)
    for _tap in range(2):
        client.post(UNSAFE, once)
    assert (Message.objects.count(), MessageReader.objects.count()) == (1, 2)


def test_it_refuses_no_word_of_somebody_who_does_not_feel_safe(signed_in, rosa, marcus, jo):  # P01
    client, told = signed_in(rosa), said(first=marcus.pk, second=jo.pk, text="Mr. Lopez follows me.")
    assert "Keep my words." in client.post(UNSAFE, told).text
    client.post(UNSAFE, {**told, "keep_words": "on"})
    assert Message.objects.get().text == "Mr. Lopez follows me."
    refused = client.post(WORKING, {**told, "key": str(uuid.uuid4()), "keep_words": "on"})
    assert "could tell who somebody is." in refused.text
    assert Message.objects.count() == 1


def test_it_is_answered_to_its_author_alone(signed_in, unsafe, rosa, marcus, jo):
    assert "Only Rosa reads your answer." in signed_in(jo).get(at("message", unsafe)).text
    shown = signed_in(jo).post(at("message_answer", unsafe), {"text": "I call you at noon."}, follow=True)
    assert "Answered. Only Rosa reads your answer." in shown.text
    assert "I call you at noon." in signed_in(rosa).get(at("message", unsafe)).text
    his = words(signed_in(marcus).get(at("message", unsafe)))
    assert "I call you at noon." not in his
    assert "Answered" in his
    assert list(MessageReader.objects.unanswered().values_list("reader__username", flat=True)) == ["marcus"]


def test_it_keeps_the_first_answer(unsafe, marcus):
    for text in ("I am here.", "Never mind."):
        answer_message(message=unsafe, by=marcus, text=text)
    assert MessageReader.objects.get(reader=marcus).answer == "I am here."
    with pytest.raises(PermissionDenied):
        answer_message(message=unsafe, by=unsafe.author, text="Me.")


def test_it_takes_words_to_answer(signed_in, unsafe, marcus):
    assert signed_in(marcus).post(at("message_answer", unsafe), {"text": " "}).status_code == 200
    assert MessageReader.objects.get(reader=marcus).answered_at is None


def test_it_says_that_it_was_not_answered_in_time_and_whose_fault_that_is_not(signed_in, unsafe, rosa):
    assert "That is not on you." not in signed_in(rosa).get(at("message", unsafe)).text
    Message.objects.update(due_on=builders.today() - timedelta(days=3))
    assert "It should have been answered. That is not on you." in signed_in(rosa).get(at("message", unsafe)).text


def test_it_is_shared_with_the_team_only_if_the_author_wants(signed_in, rosa, sam, marcus, harbor):
    found, client = message(rosa, marcus, harbor, text=WORDS), signed_in(sam)
    assert WORDS not in client.get(MINE).text
    for shared, name in (("named", True), ("unnamed", False)):
        signed_in(rosa).post(at("message_share", found), {"shared": shared})
        page = client.get(MINE).text
        assert WORDS in page
        assert ("Rosa" in page) is name
    signed_in(rosa).post(at("message_share", found), {"shared": "no"})
    assert WORDS not in client.get(MINE).text


def test_it_is_not_shared_with_a_supervisor_who_was_spared(signed_in, rosa, jo, harbor, marcus):
    found = message(rosa, None, harbor, second=jo, text=WORDS)
    assert "Share it with your team?" not in signed_in(rosa).get(at("message", found)).text
    shown = signed_in(rosa).post(at("message_share", found), {"shared": "unnamed"}, follow=True)
    assert "your supervisor is in your team and would read it" in shown.text
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(shared="named")


def test_it_is_shared_and_deleted_by_its_author_alone(signed_in, unsafe, marcus, jo, rosa):
    for other in (marcus, jo):
        assert signed_in(other).post(at("message_share", unsafe), {"shared": "named"}).status_code == 404
        assert signed_in(other).post(at("message_delete", unsafe)).status_code == 404
        with pytest.raises(PermissionDenied):
            share_message(message=unsafe, by=other, shared="named")
    signed_in(rosa).post(at("message_delete", unsafe))
    assert not MessageReader.objects.exists()


@pytest.mark.parametrize("who", ["sam", "inez"])
def test_it_is_nothing_to_others_here(request, signed_in, unsafe, rosa, who):  # P03
    client = signed_in(request.getfixturevalue(who))
    assert client.get(at("message", unsafe)).status_code == 404
    assert client.post(at("message_answer", unsafe), {"text": "Hm."}).status_code == 404
    member = rosa.memberships.get().pk
    for page in (MINE, "/", "/people/", f"/people/{member}/", f"/supervision/with/{member}/", "/me/kept/"):
        assert WORDS not in client.get(page).text


def test_it_is_nothing_to_the_supervisor_of_another_team(signed_in, rosa, marcus, harbor):
    found = message(rosa, marcus, harbor, text=WORDS)
    share_message(message=found, by=rosa, shared="named")
    night = Team.objects.create(organization=harbor, name="Night")
    client = signed_in(builders.person("Nell", "supervisor", harbor, night))
    assert client.get(at("message", found)).status_code == 404
    assert WORDS not in client.get(MINE).text


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_nothing_to_dana(signed_in, dana, role, unsafe):  # A12
    client = signed_in(dana(role))
    assert client.get(at("message", unsafe)).status_code == 404
    for name in ("message_answer", "message_share", "message_delete"):
        assert client.post(at(name, unsafe), {"text": "Hm.", "shared": "named"}).status_code == 404
    for page in (MINE, UNSAFE, WORKING):
        shown = client.get(page).text
        assert all(name not in shown for name in ("Rosa", "Marcus", WORDS))


def test_it_is_in_what_is_kept_and_goes_with_the_account(unsafe, rosa, marcus, jo):  # P05
    answer_message(message=unsafe, by=jo, text="I call you.")
    held = privacy.held_about(rosa)
    assert held["Messages you wrote"][0]["what you wrote"] == WORDS
    assert {row["answer"] for row in held["Answers to your messages"]} == {"", "I call you."}
    assert WORDS not in str(privacy.held_about(jo))
    assert "Rosa" not in str(privacy.held_about(jo))
    privacy.erase(user=marcus)
    assert readers(unsafe) == {"jo"}
    privacy.erase(user=rosa)
    assert not Message.objects.exists()


def test_it_says_when_nobody_has_it_any_more(signed_in, rosa, marcus, harbor):
    found = message(rosa, marcus, harbor)
    privacy.leave_agency(user=marcus, organization=harbor)
    assert "Nobody has it now: whoever it was sent to has left." in signed_in(rosa).get(at("message", found)).text
    assert signed_in(marcus).get(at("message", found)).status_code == 404


def test_it_outlives_that_somebody_makes_its_author_leave(signed_in, unsafe, rosa, jo, harbor):
    privacy.leave_agency(user=rosa, organization=harbor)
    assert WORDS in signed_in(rosa).get(at("message", unsafe)).text
    assert WORDS in signed_in(jo).get(at("message", unsafe)).text


def test_it_is_gone_after_sixty_days(unsafe, rosa, marcus, harbor):  # P05
    kept = message(rosa, marcus, harbor)
    Message.objects.filter(pk=unsafe.pk).update(sent_at=timezone.now() - timedelta(days=61))
    expire(now=timezone.now())
    assert Message.objects.get() == kept
