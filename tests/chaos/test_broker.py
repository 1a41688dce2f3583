"""A broker that is down, silent or full costs nobody a second or a certificate. L01 L02"""

import time

import pytest

from certificates import tasks
from certificates.models import Certificate, PdfState
from certificates.services import sweep
from lms import work
from tests.chaos import brokers
from tests.chaos.processes import at_once

pytestmark = [pytest.mark.chaos, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.mark.parametrize("broken", [brokers.down, brokers.silent, brokers.full])
def test_it_slows_all_clicks_together_by_less_than_a_second(broken, almost, last_click, told_to):
    # L01 L02
    learners = [almost(f"Learner {number}").learner for number in range(8)]

    def click_in_turns(address: str) -> tuple[set[int], float]:
        """Clicks with the broker and clicks without one, in turns: what the first took more than the others."""
        statuses, seconds = set(), [0.0, 0.0]
        for number, learner in enumerate(learners):
            told_to(address if number % 2 else "")
            started = time.monotonic()
            statuses.add(last_click(learner))
            seconds[number % 2] += time.monotonic() - started
        return statuses, seconds[1] - seconds[0]

    with broken() as address:
        [(statuses, more)] = at_once(lambda: click_in_turns(address))
    assert statuses == {302}
    assert more < 1
    assert Certificate.objects.filter(pdf_state=PdfState.PENDING).count() == 8
    assert sweep() == 8


def test_it_drops_what_nobody_takes(db, told_to):
    # L02
    def tell_many() -> float:
        started = time.monotonic()
        for number in range(2 * work.MOST_WAITING):
            work.tell(tasks.render_pdf, str(number))
        return time.monotonic() - started

    with brokers.silent() as address:
        told_to(address)
        assert max(at_once(tell_many)) < 1


def test_it_publishes_nothing_without_a_broker(almost, last_click, settings):
    # L05
    settings.CELERY_BROKER_URL = ""
    learner = almost().learner
    assert at_once(lambda: (last_click(learner), work.outbox._publisher)) == [(302, None)]
    assert sweep() == 1
