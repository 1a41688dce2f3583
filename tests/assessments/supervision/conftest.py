import pytest

from tests.assessments.supervision.building import WORDS, message


@pytest.fixture
def unsafe(rosa, marcus, jo, harbor):
    return message(rosa, marcus, harbor, second=jo, text=WORDS)
