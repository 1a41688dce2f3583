"""A colleague without an account signs one shift by a link, once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from assessments.shadowing.models import State
from assessments.shadowing.services import take_back_shift
from assessments.shadowing.signing.links import find_link, make_link, sign_by_link
from assessments.shadowing.signing.models import SigningLink
from assessments.shadowing.signing.services import sign_off
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from lms.people.models import Membership
from tests import builders


@pytest.fixture
def entry(rosa, harbor):
    return builders.shift(rosa, harbor)


def test_it_signs_under_the_name_that_was_typed(entry, marcus):
    link, code = make_link(entry=entry, by=marcus, name="The nurse of the van")
    assert find_link(code=code) == link
    assert code not in str(SigningLink.objects.values())
    done = sign_by_link(link=link, name="Jo Anne", outcome="signed")
    entry.refresh_from_db()
    assert (entry.state, done.signer, done.signer_name, done.role) == (State.SIGNED, None, "Jo Anne", "colleague")
    line = Entry.objects.get(seq=done.ledger_seq)
    assert line.actor == link.pk
    assert ledger.opens(line, facts=done.facts(), salt=done.salt)


def test_it_opens_once(entry, marcus):
    link, code = make_link(entry=entry, by=marcus, name="Nurse")
    sign_by_link(link=link, name="Jo Anne", outcome="not_there")
    assert find_link(code=code) is None
    with pytest.raises(ValidationError, match="just ended"):
        sign_by_link(link=link, name="Jo Anne", outcome="signed")


def test_it_is_not_used_up_by_a_slip(entry, marcus):
    link, code = make_link(entry=entry, by=marcus, name="Nurse")
    for slip in ({"outcome": "signed", "name": " "}, {"outcome": "in_part", "name": "Jo Anne"}):
        with pytest.raises(ValidationError):
            sign_by_link(link=link, **slip)
    assert find_link(code=code) == link


@pytest.mark.parametrize("outcome", ["not_counted", "needs_word", "undone"])
def test_it_says_only_what_a_colleague_can_know(entry, marcus, outcome):
    link, _code = make_link(entry=entry, by=marcus, name="Nurse")
    with pytest.raises(ValidationError):
        sign_by_link(link=link, name="Jo Anne", outcome=outcome, reason="I say so.")


def test_it_ends(entry, rosa, harbor, marcus):
    _link, code = make_link(entry=entry, by=marcus, name="Nurse")
    _newer, newer_code = make_link(entry=entry, by=marcus, name="Nurse")
    assert find_link(code=code) is None
    assert find_link(code=newer_code)
    SigningLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert find_link(code=newer_code) is None


def test_it_ends_with_what_it_was_for(rosa, harbor, marcus):
    for number, end in enumerate((take_back_shift, lambda entry: signed(entry, marcus), lambda entry: leave(marcus))):
        entry = builders.shift(rosa, harbor, days_ago=number + 1)
        _link, code = make_link(entry=entry, by=marcus, name="Nurse")
        end(entry=entry)
        assert find_link(code=code) is None


def signed(entry, by):
    sign_off(entry=entry, signer=by, outcome="signed", meaning="was_there")


def leave(user):
    Membership.objects.filter(user=user).update(ended_at=timezone.now())


def test_it_is_made_by_whoever_may_sign(entry, rosa, sam, dana):
    # H01: nobody makes one for their own hours
    for somebody in (rosa, sam, dana()):
        with pytest.raises(PermissionDenied):
            make_link(entry=entry, by=somebody, name="Nurse")


def test_it_knows_no_other_code(entry, marcus):
    make_link(entry=entry, by=marcus, name="Nurse")
    assert find_link(code="") is None
    assert find_link(code="x" * 32) is None
