"""An answer to a check that was given without a connection arrives late, and once (decision 0012)."""

import uuid

import pytest

from assessments.quizzes.models import Answer
from assessments.quizzes.taking import Taking
from courses.pages import late
from tests.assessments.quizzes import building
from tests.assessments.quizzes.test_learn import begin, form, where


@pytest.fixture
def client(signed_in, rosa, rosas):
    return signed_in(rosa)


@pytest.fixture
def body(client, check, rosas, rosa):
    """What comes next in Rosa's check, answered right on her phone a while ago."""
    begin(client, check)
    taking = Taking(rosas, check)
    one = taking.bank[taking.todo[0]]
    here = {"entry": str(uuid.uuid4()), "entry_account": rosa.pk, "entry_protocol": late.PROTOCOL, "entry_waited": 1}
    return where(check, one.key), form(one, building.right_answer(one.kind, one.content)) | here


def test_it_keeps_an_answer_that_waited_once(client, body):
    address, sent = body
    for _again in range(3):
        assert client.post(address, sent).json()["state"] == "saved"
    assert Answer.objects.count() == 1


def test_it_says_why_an_answer_that_waited_cannot_be_saved(client, body):
    address, sent = body
    refused = client.post(address, sent | {"digest": "f" * 64})
    assert refused.status_code == 409
    assert refused.json()["sentence"]
    assert not Answer.objects.exists()


@pytest.mark.parametrize("role", ["new_hire", "trainer"])
def test_it_is_not_here_for_dana(signed_in, dana, body, role):  # A12
    address, sent = body
    outsider = dana(role)
    assert signed_in(outsider).post(address, sent | {"entry_account": outsider.pk}).status_code == 404
    assert not Answer.objects.exists()
