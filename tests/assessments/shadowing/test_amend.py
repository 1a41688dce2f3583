"""A corrected version of what is locked: both stay, and each says where the other is and what differs."""

import pytest

from assessments.shadowing.models import ShadowEntry, State
from assessments.shadowing.versions import differences
from tests import builders
from tests.assessments.shadowing.deciding import HOURS, at, decide, decided, shown, words


@pytest.fixture
def signed(rosa, harbor, marcus):
    return decided(builders.shift(rosa, harbor, activities={"listen": 2}), marcus, "signed")


def form_of(entry, **changes):
    start, end = (moment.astimezone(entry.zone) for moment in (entry.started_at, entry.ended_at))
    typed = {"key": "6a5e8e3a-7f64-4a53-9f0e-0d8f6d1c2b3a", "day": f"{start:%Y-%m-%d}", "setting": "van"}
    return {**typed, "start": f"{start:%H:%M}", "end": f"{end:%H:%M}", "did_listen": "2", **changes}


def amend(client, entry, **changes):
    return words(client.post(at("amend_shift", entry), form_of(entry, **changes), follow=True))


def test_it_says_before_that_both_stay(signed_in, rosa, signed):
    client = signed_in(rosa)
    page = shown(client, signed)
    assert "both stay to be seen, and somebody looks at the new one" in page
    form = words(client.get(at("amend_shift", signed)))
    assert "What was signed is not changed." in form
    assert f'value="{signed.started_at.astimezone(signed.zone):%H:%M}"' in form
    assert str(signed.key) not in form


def test_it_keeps_both_and_links_them(signed_in, rosa, signed):  # H03
    client = signed_in(rosa)
    amend(client, signed, setting="street", did_listen="3", to_practice="Listening.")
    later = ShadowEntry.objects.get(amends=signed)
    for entry, other in ((signed, later), (later, signed)):
        page = shown(client, entry)
        assert at("shift", other) in page
        assert "Where: you wrote Van; the later version says Street" in page
        assert "the later version says Led, colleague beside me ready to step in" in page
    assert "4 h signed · 4 h waiting to be signed" in words(client.get(HOURS))
    signed.refresh_from_db()
    assert (signed.state, signed.setting) == (State.SIGNED, "van")


def test_it_counts_once_the_later_one_is_signed(signed_in, rosa, signed, marcus):
    client = signed_in(rosa)
    end = signed.ended_at.astimezone(signed.zone)
    amend(client, signed, end=f"{end.replace(minute=0):%H}:00", start=f"{(end.hour - 3) % 24:02}:00")
    later = ShadowEntry.objects.get(amends=signed)
    assert "How long: you wrote 4 h; the later version says 3 h" in differences(signed, later)
    decided(later, marcus, "signed")
    page = words(client.get(HOURS))
    assert "3 h signed" in page
    assert "There is a later version of it." in page
    assert "The later one is signed, so it is the one that counts." in shown(client, signed)


def test_it_is_kept_once_after_two_taps(signed_in, rosa, signed):
    for _tap in range(2):
        amend(signed_in(rosa), signed)
    assert ShadowEntry.objects.filter(amends=signed).count() == 1


def test_it_has_one_later_version(signed_in, rosa, signed):
    client = signed_in(rosa)
    amend(client, signed)
    assert "Write a corrected version" not in shown(client, signed)
    assert client.get(at("amend_shift", signed)).url == at("shift", signed)
    again = amend(client, signed, key="0d8f6d1c-7f64-4a53-9f0e-6a5e8e3a2b3a")
    assert "There is a later version of this shift already." in again


def test_it_is_for_what_is_locked(signed_in, rosa, harbor, marcus):
    entry = decide(builders.shift(rosa, harbor), marcus, "signed")
    client = signed_in(rosa)
    assert client.get(at("amend_shift", entry)).url == at("shift", entry)
    assert "Only a shift that is signed needs a new version." in amend(client, entry)


def test_it_says_only_what_others_may_know(rosa, harbor):
    one = builders.shift(rosa, harbor, days_ago=2, noticed="I was afraid.")
    other = builders.shift(rosa, harbor, days_ago=4, noticed="Cold day.", introductions=2, debrief="yes", wish="try")
    said = " ".join(differences(one, other))
    assert "Introductions: you wrote nothing; the later version says 2" in said
    assert "afraid" not in said
    assert differences(one, one) == []
