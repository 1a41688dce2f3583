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
def test_it_never_slows_a_click_by_a_second(broken, almost, last_click, told_to):
    # L01 L02
    learners = [almost(f"Learner {number}").learner for number in range(8)]

    def click_all() -> list[tuple[int, float]]:
        taken = []
        for learner in learners:
            started = time.monotonic()
            taken.append((last_click(learner), time.monotonic() - started))
        return taken

    with broken() as address:
        told_to(address)
        [taken] = at_once(click_all)
    assert {status for status, _seconds in taken} == {302}
    assert max(seconds for _status, seconds in taken) < 1
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
