"""Training from elsewhere, as the person, the coordinator and nobody else meets it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.outside.models import OutsideTraining, State
from courses.outside.services import confirm_outside_training
from lms.home import privacy
from lms.ledger import services as ledger
from lms.people.services import add_member
from tests.certificates.reading import words_of
from tests.courses.papers import PDF, file, photo

TYPED = {
    "title": "Overdose <b>response",
    "provider": "County health",
    "taken_on": "2026-03-01",
    "hours": "3",
    "minutes": "15",
    "domain": "harm_reduction",
}
ADD = reverse("lms_home:outside_add")
QUEUE = reverse("lms_home:outside_queue")


def at(name, training):
    return reverse(f"lms_home:{name}", kwargs={"pk": training.pk})


@pytest.fixture
def sent(signed_in, rosa):
    signed_in(rosa).post(ADD, {**TYPED, "paper": photo("<img src=x onerror=alert(1)>.jpg")})
    return OutsideTraining.objects.get()


def box(training):
    return f"{training.pk} {training.changed_at.isoformat()}"


def test_it_is_sent_from_the_record(signed_in, rosa, harbor):
    response = signed_in(rosa).post(ADD, TYPED, follow=True)
    assert "Sent to Harbor Outreach." in response.text
    assert "Overdose &lt;b&gt;response" in response.text
    sent = OutsideTraining.objects.get()
    assert (sent.learner, sent.minutes, sent.state) == (rosa, 195, State.WAITING)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"taken_on": "2999-01-01"}, "This day has not come yet"),
        ({"hours": "", "minutes": ""}, "Say how long it took"),
        ({"title": "\u200b"}, "cannot be seen"),
        ({"domain": "astrology"}, "Select a valid choice"),
        ({"paper": file(b"<script>", "x.pdf")}, "no photo and no PDF"),
    ],
)
def test_it_says_what_to_change_and_loses_nothing(signed_in, rosa, typed, said):
    response = signed_in(rosa).post(ADD, {**TYPED, **typed})
    assert said in response.text
    assert 'value="County health"' in response.text
    assert not OutsideTraining.objects.exists()


def days(evening):
    """In the evening: today's there and that of UTC, as typed, and what is said of them."""
    today = evening()
    return [(today.isoformat(), False), ((today + timedelta(days=1)).isoformat(), True)]


@pytest.mark.parametrize("has_left", [False, True])
def test_it_takes_no_day_that_is_still_to_come_here(signed_in, rosa, evening, has_left):
    if has_left:
        rosa.memberships.update(ended_at=timezone.now())
    for day, is_to_come in days(evening):
        response = signed_in(rosa).post(ADD, {**TYPED, "taken_on": day})
        assert ("This day has not come yet" in response.text) is is_to_come


@pytest.mark.parametrize("comes", [True, False])
def test_it_goes_by_the_clock_of_the_agency_it_is_sent_to(signed_in, rosa, harbor, elsewhere, evening, comes):
    elsewhere.time_zone = "Pacific/Guam"
    elsewhere.save()
    add_member(user=rosa, organization=elsewhere, role="new_hire")
    tomorrow = (evening() + timedelta(days=1)).isoformat()
    sent_to = elsewhere if comes else harbor
    signed_in(rosa).post(ADD, {**TYPED, "taken_on": tomorrow, "organization": sent_to.pk})
    assert OutsideTraining.objects.exists() is comes


def test_it_is_confirmed_by_who_saw_the_certificate(signed_in, jo, sent, rosa):
    client = signed_in(jo)
    assert "1 certificate is waiting" in client.get("/").text
    shown = client.get(QUEUE).text
    assert "Rosa" in shown
    assert "Overdose &lt;b&gt;response" in shown
    assert "Confirmed: 1 training." in client.post(QUEUE, {"trainings": [box(sent)]}, follow=True).text
    assert "confirmed by Jo" in signed_in(rosa).get(reverse("lms_home:record")).text


def test_it_confirms_nothing_that_changed_on_the_way(signed_in, jo, sent, harbor):
    stale = box(sent)
    client = signed_in(jo)
    signed_in(sent.learner).post(at("outside", sent), {**TYPED, "hours": "90"})
    assert "changed while you looked at it" in client.post(QUEUE, {"trainings": [stale]}).text
    assert not OutsideTraining.objects.confirmed().exists()


def test_it_asks_whether_it_is_still_the_coordinator(signed_in, jo, sent, settings):  # A07
    settings.LMS_STEP_UP = 0
    client = signed_in(jo)
    assert client.post(QUEUE, {"trainings": [box(sent)]}).status_code == 302
    assert not OutsideTraining.objects.confirmed().exists()


def test_it_comes_back_with_a_reason(signed_in, jo, sent, rosa):
    signed_in(jo).post(at("outside_not_counted", sent), {"reason": "Which day\nwas it?"})
    client = signed_in(rosa)
    assert "Which day was it?" in client.get(reverse("lms_home:record")).text
    assert "Which day was it?" in client.get(at("outside", sent)).text
    client.post(at("outside", sent), {**TYPED, "taken_on": "2026-03-02"})
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == (State.WAITING, "")


def test_its_certificate_is_saved_and_never_opened_here(signed_in, sent, rosa, jo):  # I03
    for user in (rosa, jo):
        answer = signed_in(user).get(at("outside_paper", sent))
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["Content-Disposition"] == f'attachment; filename="certificate-{str(sent.pk)[:8]}.jpg"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
    assert "onerror" not in sent.paper.name
    assert "onerror" not in signed_in(rosa).get(at("outside", sent)).text


def test_its_pdf_comes_back_as_it_went(signed_in, rosa):
    client = signed_in(rosa)
    client.post(ADD, {**TYPED, "paper": file(PDF, "me.exe")})
    answer = client.get(at("outside_paper", OutsideTraining.objects.get()))
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")


@pytest.mark.parametrize("who", ["sam", "marcus", "inez"])
def test_its_certificate_is_nobody_elses(request, signed_in, who, sent):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(at("outside_paper", sent)).status_code == 404
    assert client.get(at("outside", sent)).status_code == 404
    assert client.get(QUEUE).status_code == 404
    assert client.post(at("outside_not_counted", sent), {"reason": "No."}).status_code == 404


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_it_is_not_there_for_dana(signed_in, dana, role, sent):  # A12
    client = signed_in(dana(role))
    for name in ("outside", "outside_paper", "outside_not_counted"):
        assert client.get(at(name, sent)).status_code == 404
    for name in ("outside", "outside_delete", "outside_not_counted"):
        assert client.post(at(name, sent), {**TYPED, "reason": "No."}).status_code == 404
    assert "Rosa" not in client.get(QUEUE).text
    client.post(QUEUE, {"trainings": [box(sent)]})
    sent.refresh_from_db()
    assert sent.state == State.WAITING


def test_it_is_deleted_until_it_counts(signed_in, sent, rosa, jo, harbor):
    client = signed_in(rosa)
    confirm_outside_training(trainings=[sent], confirmed_by=jo)
    assert "stays as it is" in client.post(at("outside_delete", sent), follow=True).text
    assert "Jo saw the certificate" in client.get(at("outside", sent)).text
    client.post(ADD, {**TYPED, "title": "Another"})
    client.post(at("outside_delete", OutsideTraining.objects.get(title="Another")))
    assert OutsideTraining.objects.get() == sent


def test_it_stands_apart_in_the_transcript(signed_in, sent, rosa, jo, enrollment):
    client, where = signed_in(rosa), reverse("lms_certificates:transcript")
    assert "County health" not in words_of(client.get(where).content)
    confirm_outside_training(trainings=[sent], confirmed_by=jo)
    words = " ".join(words_of(client.get(where).content).split())
    for printed in ("Training from elsewhere", "County health", "Harm reduction", "195", "3 hours 15 minutes", "Jo"):
        assert printed in words
    assert "not part of the hours above" in words


WHY = "That was somebody else's certificate."


def test_it_is_taken_back_where_it_was_confirmed_by_mistake(signed_in, sent, rosa, jo, enrollment):
    confirm_outside_training(trainings=[sent], confirmed_by=jo)
    coordinator, where = signed_in(jo), at("outside_take_back", sent)
    assert where in coordinator.get(QUEUE).text
    assert "Jo confirmed it on" in coordinator.get(where).text
    assert "It no longer counts" in coordinator.post(where, {"reason": WHY}, follow=True).text
    learner = signed_in(rosa)
    record = learner.get(reverse("lms_home:record")).text
    assert "No longer counted, and why" in record
    assert "That was somebody else&#x27;s certificate." in record
    assert "That was somebody else&#x27;s certificate." in learner.get(at("outside", sent)).text
    assert "County health" not in words_of(learner.get(reverse("lms_certificates:transcript")).content)


def test_it_is_taken_back_by_who_shows_that_it_is_them(signed_in, sent, jo, settings):  # A07
    confirm_outside_training(trainings=[sent], confirmed_by=jo)
    settings.LMS_STEP_UP = 0
    assert signed_in(jo).post(at("outside_take_back", sent), {"reason": WHY}).status_code == 302
    assert OutsideTraining.objects.confirmed().exists()


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "trainer", "coordinator"])
def test_its_confirmation_is_not_danas_to_take_back(signed_in, dana, role, sent, jo):  # A12
    confirm_outside_training(trainings=[sent], confirmed_by=jo)
    client, where = signed_in(dana(role)), at("outside_take_back", sent)
    assert [client.get(where).status_code, client.post(where, {"reason": WHY}).status_code] == [404, 404]
    assert OutsideTraining.objects.confirmed().exists()


def test_it_is_seen_by_trainers_once_it_counts(signed_in, sent, rosa, jo, inez):
    where = reverse("lms_home:person", kwargs={"membership": rosa.memberships.get().pk})
    assert "County health" not in signed_in(inez).get(where).text
    confirm_outside_training(trainings=[sent], confirmed_by=jo)
    assert "County health" in signed_in(inez).get(where).text


def test_it_is_taken_from_the_agency_that_one_leaves(signed_in, sent, rosa, jo, harbor):
    signed_in(rosa).post(reverse("lms_home:leave", kwargs={"organization": harbor.pk}))
    client = signed_in(jo)
    assert "Rosa" not in client.get(QUEUE).text
    assert client.get(at("outside_paper", sent)).status_code == 404
    sent.refresh_from_db()
    assert (sent.state, sent.organization) == (State.KEPT, None)
    assert "sent to nobody" in signed_in(rosa).get(reverse("lms_home:record")).text


def test_it_is_taken_along_and_goes_with_the_account(
    signed_in, sent, rosa, sam, jo, harbor, django_capture_on_commit_callbacks
):  # P05
    confirm_outside_training(trainings=[sent], confirmed_by=jo)
    packed = privacy.download(rosa)
    assert f"from-elsewhere/{sent.paper.name.rpartition('/')[2]}".encode() in packed
    assert "Overdose <b>response" in str(privacy.held_about(rosa))
    assert "Overdose" not in str(privacy.held_about(sam)) + str(privacy.held_about(jo))
    assert str(sent.pk) in str(privacy.held_about(jo)), "what Jo did is Jo's"
    with django_capture_on_commit_callbacks(execute=True):
        privacy.delete_account(user=rosa)
    assert not OutsideTraining.objects.exists()
    assert not sent.paper.storage.exists(sent.paper.name)
    assert ledger.verify() == []


def test_it_is_kept_for_somebody_without_an_agency(signed_in, sent, rosa, harbor):
    client = signed_in(rosa)
    client.post(reverse("lms_home:leave", kwargs={"organization": harbor.pk}))
    assert "kept for you alone" in client.get(ADD).text
    client.post(at("outside", sent), {**TYPED, "title": "Mine"})
    sent.refresh_from_db()
    assert (sent.title, sent.state) == ("Mine", State.KEPT)
