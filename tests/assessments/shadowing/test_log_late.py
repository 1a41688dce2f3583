"""A shift that waited on a phone: it arrives once, or is refused with a sentence and stays there (decision 0012)."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.shadowing.models import ShadowEntry
from courses.pages import late
from lms.people.services import add_member
from tests import builders
from tests.assessments.shadowing.test_log import ADD, HOURS, SHIFT

KEEP = reverse("lms_assessments:keep_shift_form")


def at(organization):
    return f"{ADD}?at={organization.pk}"


def waited(user, **typed):
    here = {"entry": uuid.uuid4().hex, "entry_account": user.pk, "entry_protocol": late.PROTOCOL, "entry_waited": 1}
    return SHIFT | here | typed


def test_it_arrives_once_however_often_it_is_sent(signed_in, rosa, harbor):
    client, sent = signed_in(rosa), waited(rosa)
    for _again in range(3):
        assert client.post(at(harbor), sent).json()["state"] == "saved"
    assert ShadowEntry.objects.get().key == uuid.UUID(sent["entry"])
    assert "Saved." not in client.get(HOURS).text


def test_it_keeps_two_that_were_typed_on_the_same_copy_of_the_page(signed_in, rosa, harbor):
    client = signed_in(rosa)
    for day in ("2025-05-05", "2025-05-06"):
        client.post(at(harbor), waited(rosa, day=day))
    assert ShadowEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "This shift is in your log already."),
        ({"day": "2025-11-02", "start": "01:30", "end": "06:00"}, "The clocks were put back that night. Choose one."),
        ({"colleague": "999999"}, "Select a valid choice."),
        ({"end": ""}, "This field is required."),
    ],
)
def test_it_is_refused_with_its_sentence(signed_in, rosa, harbor, typed, said):  # H10, H11
    client = signed_in(rosa)
    client.post(at(harbor), SHIFT)
    refused = client.post(at(harbor), waited(rosa, **typed))
    assert refused.status_code == 409
    assert said in refused.json()["sentence"]
    assert ShadowEntry.objects.count() == 1


def test_it_goes_to_no_other_agency_than_the_one_it_was_logged_in(signed_in, rosa, harbor, elsewhere):
    add_member(user=rosa, organization=elsewhere, role="new_hire")
    client = signed_in(rosa)
    assert client.post(at(elsewhere), waited(rosa)).json()["state"] == "saved"
    rosa.memberships.filter(organization=elsewhere).update(ended_at=timezone.now())
    refused = client.post(at(elsewhere), waited(rosa, day="2025-05-06"))
    assert "not in this agency" in refused.json()["sentence"]
    assert client.post(at(elsewhere), SHIFT | {"day": "2025-05-06"}).status_code == 200
    assert [entry.organization for entry in ShadowEntry.objects.all()] == [elsewhere]


def test_it_is_shown_at_once_where_it_did_not_wait(signed_in, rosa, harbor):
    answer = signed_in(rosa).post(at(harbor), waited(rosa, end="08:00", entry_waited=""))
    assert (answer.status_code, "That is more than 16 hours." in answer.text) == (200, True)


def test_it_is_not_taken_for_somebody_else(signed_in, rosa, sam, dana, harbor):  # P06, A12
    assert signed_in(sam).post(at(harbor), waited(rosa)).status_code == 403
    outsider = dana("supervisor")
    assert signed_in(outsider).post(at(harbor), waited(outsider)).status_code == 409
    assert not ShadowEntry.objects.exists()


def test_it_says_what_belongs_to_the_page_that_is_kept(signed_in, rosa, marcus, harbor):
    told = signed_in(rosa).get(KEEP).json()
    assert [page["url"] for page in told["pages"]] == [ADD, at(harbor)]
    assert (told["road"], told["start"], told["title"]) == (HOURS, ADD, "Add a shift")
    assert 50_000 < told["bytes"] < 400_000


def test_it_keeps_it_anew_when_a_colleague_or_the_last_shift_is_another(signed_in, rosa, harbor):
    client = signed_in(rosa)
    versions = [client.get(KEEP).json()["version"], client.get(KEEP).json()["version"]]
    builders.person("Lee", "senior_peer", harbor)
    versions.append(client.get(KEEP).json()["version"])
    builders.shift(rosa, harbor, setting="clinic")
    versions.append(client.get(KEEP).json()["version"])
    assert (versions[0] == versions[1], len(set(versions))) == (True, 3)


def test_it_begins_as_the_last_one_was(signed_in, rosa, marcus, harbor):
    client = signed_in(rosa)
    last = builders.shift(rosa, harbor, setting="clinic", colleague_id=marcus.pk, activities={"listen": 3})
    page = client.get(ADD).text
    assert '<option value="clinic" selected>' in page
    assert f'<option value="{marcus.pk}" selected>' in page
    assert f'value="{last.started_at.astimezone(last.zone):%H:%M}"' in page
    assert f'value="{timezone.now().astimezone(last.zone).date():%Y-%m-%d}"' in page
    assert '<option value="3" selected>' not in page
    assert '<option value="3" selected>' in client.get(f"{ADD}?same=1").text


def test_it_begins_with_nothing_of_another_agency(signed_in, rosa, harbor, elsewhere):
    add_member(user=rosa, organization=elsewhere, role="new_hire")
    builders.shift(rosa, harbor, setting="clinic")
    assert '<option value="clinic" selected>' not in signed_in(rosa).get(at(elsewhere)).text
