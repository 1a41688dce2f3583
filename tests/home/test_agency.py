"""How it works here: written by the coordinator, read by everyone in the agency."""

import pytest
from django.urls import reverse

from lms.people.local.queries import local_lines, word_for
from lms.people.models import LocalLine

LINE = {"text": "Call the line first.", "source": "Policy 4", "as_of": "2026-11-01", "phone": "555 0101"}
CRISIS = {"name": "Night line", "phone": "555 0102", "who_comes": "not known", "as_of": "2026-11-01"}
WRITES = {
    "line": LINE,
    "crisis_line": CRISIS,
    "words": {"word": "guest", "overlays": ["syringes"]},
    "agency": {"name": "Mine now", "time_zone": "America/Chicago"},
}


def address(name):
    return reverse(f"lms_home:{name}", kwargs={"topic": "overdose_protocol"} if name == "line" else {})


def test_it_says_whom_to_ask_until_it_is_written(signed_in, rosa, harbor):
    harbor.contact_name = "Inez"
    harbor.save()
    shown = signed_in(rosa).get(reverse("lms_home:local_sheet")).text
    assert "Not written down yet. Ask Inez." in shown
    assert "tel:" not in shown


def test_it_shows_what_was_written_with_source_and_day(signed_in, rosa, jo):
    signed_in(jo).post(address("line"), LINE)
    signed_in(jo).post(address("crisis_line"), CRISIS)
    shown = signed_in(rosa).get(reverse("lms_home:local_sheet")).text
    for words in ["Call the line first.", "Policy 4", "1 Nov 2026", "tel:5550101", "Who may be sent: not known"]:
        assert words in shown


def test_it_asks_for_the_source_and_loses_nothing(signed_in, jo):
    response = signed_in(jo).post(address("line"), {**LINE, "source": ""})
    assert "Call the line first." in response.text
    assert not LocalLine.objects.exists()


def test_it_takes_a_line_off(signed_in, jo, harbor):
    client = signed_in(jo)
    client.post(address("line"), LINE)
    client.post(address("line"), {"clear": "yes"})
    assert not any(line.is_set for line in local_lines(harbor))


def test_it_corrects_a_number_that_is_there(signed_in, jo, harbor):
    for who in ["not known", "a clinician"]:
        signed_in(jo).post(address("crisis_line"), {**CRISIS, "who_comes": who})
    assert [line.who_comes for line in harbor.crisis_lines.all()] == ["a clinician"]


def test_it_keeps_the_word_and_the_switches(signed_in, jo, harbor):
    assert word_for(harbor) == "participant"
    signed_in(jo).post(address("words"), WRITES["words"])
    assert (word_for(harbor), harbor.local_sheet.overlays) == ("guest", ["syringes"])


def test_it_refuses_a_time_zone_that_is_none(signed_in, jo, harbor):
    response = signed_in(jo).post(address("agency"), {"name": "Harbor Outreach", "time_zone": "Eastern"})
    assert "is not a time zone" in response.text


@pytest.mark.parametrize("who", ["rosa", "marcus", "inez"])
@pytest.mark.parametrize("name", WRITES)
def test_it_is_written_by_nobody_else(request, signed_in, who, name):
    assert signed_in(request.getfixturevalue(who)).post(address(name), WRITES[name]).status_code == 404


@pytest.mark.parametrize("name", WRITES)
def test_it_leaves_dana_with_her_own_agency(signed_in, dana, jo, harbor, name):  # A12
    signed_in(dana("coordinator")).post(address(name), WRITES[name])
    harbor.refresh_from_db()
    assert harbor.name == "Harbor Outreach"
    assert not harbor.local_lines.exists()
    assert not harbor.crisis_lines.exists()
    assert word_for(harbor) == "participant"


def test_it_lets_dana_remove_nothing(signed_in, dana, jo, harbor):
    signed_in(jo).post(address("crisis_line"), CRISIS)
    where = reverse("lms_home:remove_crisis_line", kwargs={"pk": harbor.crisis_lines.get().pk})
    assert signed_in(dana("coordinator")).post(where).status_code == 404
    assert signed_in(jo).post(where).status_code == 302
    assert not harbor.crisis_lines.exists()
