"""A list of trainings from elsewhere: looked at, then imported whole or not at all."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from courses.outside.imports import read_trainings
from courses.outside.models import OutsideTraining, State
from lms.home.csv_lists import GOOD_FOR
from tests.courses.papers import file

PAGE = reverse("lms_home:outside_import")
HEAD = "username,title,provider,date,minutes,domain\n"
GOOD = f"{HEAD}Rosa,Listening,The county,3/1/2026,390,mentoring\nsam,Ethics,The state,2026-04-15,120,\n"


def look(client, text):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(PAGE, {"file": file(content, "<img src=x onerror=alert(1)>.csv")})


def sealed(response):
    return re.search(r'name="sealed" value="([^"]+)"', response.text)[1]


@pytest.fixture
def client(signed_in, jo, rosa, sam):
    return signed_in(jo)


def test_it_looks_first_and_imports_with_a_second_click(client, rosa, harbor):
    looked = look(client, GOOD)
    assert "2 rows, and nothing wrong with them" in looked.text
    assert "Rosa: Listening" in looked.text
    assert not OutsideTraining.objects.exists()
    assert "Imported: 2 trainings." in client.post(PAGE, {"sealed": sealed(looked)}, follow=True).text
    training = OutsideTraining.objects.get(learner=rosa)
    assert (training.minutes, training.domain, training.state) == (390, "mentoring", State.WAITING)
    assert (training.organization, training.entered_by.username) == (harbor, "jo")


def test_it_confirms_what_the_coordinator_saw(client, jo):
    client.post(PAGE, {"sealed": sealed(look(client, GOOD)), "seen": "on"})
    assert OutsideTraining.objects.confirmed().filter(decided_by=jo).count() == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("nobody,A,B,2026-03-01,10,", "Nobody in your agency has this username."),
        ("dana-new_hire,A,B,2026-03-01,10,", "Nobody in your agency has this username."),
        ("jo,A,B,2026-03-01,10,", "This is you."),
        ("rosa,A,B,March,10,", "Write the date as"),
        ("rosa,A,B,2999-01-01,10,", "This day has not come yet"),
        ("rosa,A,B,2026-03-01,ten,", "Write whole minutes"),
        ("rosa,A,B,2026-03-01,0,", "Write whole minutes"),
        ("rosa,A,B,2026-03-01,10,astrology", "We do not know this subject"),
        (f"rosa,{'A' * 161},B,2026-03-01,10,", "longer than 160 letters"),
        ("rosa,,B,2026-03-01,10,", "This is empty."),
        ("rosa,=cmd()|A,B,2026-03-01,10,", "would run as a formula"),
        ("rosa,Fine,B,3/2/2026,10,\nROSA,Fine,B,2026-03-02,10,", "The same stands in line 3."),
    ],
)
def test_it_says_what_is_wrong_in_every_row(client, dana, row, said):  # I05
    dana("new_hire")
    looked = look(client, f"{HEAD}rosa,Good,B,2026-03-01,10,\n{row}\n")
    assert said in looked.text.replace("&#x27;", "'")
    assert "Not yet: nothing was imported" in looked.text
    assert 'name="sealed"' not in looked.text
    assert not OutsideTraining.objects.exists()


def test_it_takes_no_day_that_is_still_to_come_here(client, harbor, jo, evening):
    today = evening()
    lists = [f"{HEAD}rosa,A,B,{today + timedelta(days=more)},10,\n".encode() for more in (0, 1)]
    assert [read_trainings(one, organization=harbor, by=jo).sheet.is_good for one in lists] == [True, False]
    harbor.time_zone = "Pacific/Guam"
    assert read_trainings(lists[1], organization=harbor, by=jo).sheet.is_good


def test_it_says_it_line_by_line(client):
    said = look(client, f"{HEAD}rosa,A,B,March,10,\nrosa,,B,2026-03-01,10,\n").text
    assert said.index("Line 2") < said.index("Line 3")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", "username;título\n".encode("latin-1"), b"x" * 1_100_000])
def test_it_reads_no_file_that_is_no_list(client, content):  # I05
    assert 'name="sealed"' not in look(client, content).text


def test_it_reads_no_more_than_it_can_sign(client):  # I05
    rows = "".join(f"rosa,Day {n},B,2026-03-01,10,\n" for n in range(301))
    assert "more than 300 rows" in look(client, HEAD + rows).text


def test_it_looks_again_before_it_imports(client, sam, harbor):
    looked = look(client, GOOD)
    sam.memberships.all().delete()
    assert "Nobody in your agency" in client.post(PAGE, {"sealed": sealed(looked)}).text
    assert not OutsideTraining.objects.exists(), "all of it or nothing"


def test_it_imports_nothing_twice(client):
    kept = sealed(look(client, GOOD))
    client.post(PAGE, {"sealed": kept})
    again = client.post(PAGE, {"sealed": kept})
    assert "already in their record" in again.text
    assert OutsideTraining.objects.count() == 2


def test_it_imports_no_list_of_somebody_else_or_of_yesterday(client, signed_in, dana, monkeypatch):  # A12
    kept = sealed(look(client, GOOD))
    outsider = signed_in(dana("coordinator"))
    for sent_by, what in ((outsider, kept), (client, kept[:-1]), (client, "")):
        assert "Please send the file again." in sent_by.post(PAGE, {"sealed": what}, follow=True).text
    monkeypatch.setattr("lms.home.csv_lists.GOOD_FOR", -GOOD_FOR)
    assert "Please send the file again." in client.post(PAGE, {"sealed": kept}, follow=True).text
    assert not OutsideTraining.objects.exists()


def test_its_example_has_no_problem_but_its_people(client, jo, harbor):
    example = client.get(reverse("lms_home:outside_sample"))
    assert example["Content-Disposition"] == 'attachment; filename="trainings-from-elsewhere.csv"'
    assert read_trainings(example.content, organization=harbor, by=jo).sheet.is_good


@pytest.mark.parametrize("who", ["rosa", "marcus", "inez"])
def test_it_is_for_coordinators(request, signed_in, who):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(PAGE).status_code == 404
    assert look(client, GOOD).status_code == 404
    assert client.get(reverse("lms_home:outside_sample")).status_code == 404
