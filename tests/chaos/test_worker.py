"""A real Celery worker on a real Redis: killed, flushed, late, told ten times, lied to. C02 C03 I10 L03 L04 L05"""

import os
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from kombu import Connection

from certificates import tasks
from certificates.models import Certificate, PdfState
from certificates.services import sweep
from lms import work
from tests.chaos import brokers
from tests.chaos.processes import at_once, kill, until, worker

BROKER = os.environ.get("CELERY_BROKER_URL", "")
pytestmark = [
    pytest.mark.chaos,
    pytest.mark.worker,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(not BROKER, reason="no CELERY_BROKER_URL: no Redis, no worker"),
]


@pytest.fixture(autouse=True)
def empty_queue() -> Iterator[None]:
    flush()
    yield
    flush()


def flush() -> None:
    """Whatever was in flight is gone."""
    with Connection(BROKER) as redis:
        redis.default_channel.client.flushdb()


@pytest.fixture
def finish(almost, last_click, told_to) -> Callable[[], Certificate]:
    """The last click on a site with the broker, in a process like a web server's; it waits for its outbox."""

    def click() -> Certificate:
        enrollment = almost()
        told_to(BROKER)
        at_once(lambda: (last_click(enrollment.learner), until(lambda: waiting() == 1)))
        return Certificate.objects.get()

    return click


def waiting(broker: str = BROKER) -> int:
    """Messages that no worker has taken."""
    with Connection(broker) as redis:
        return redis.default_channel.client.llen("celery")


def is_up(broker: str) -> bool:
    """Whether it listens by now."""
    try:
        return waiting(broker) >= 0
    except OSError:
        return False


def is_(state: PdfState) -> bool:
    return Certificate.objects.filter(pdf_state=state).exists()


def is_claimed() -> bool:
    return Certificate.objects.exclude(pdf_lease_until=None).exists()


def files() -> list[Path]:
    return list(Path(settings.MEDIA_ROOT).rglob("*.pdf"))


def is_whole(certificate: Certificate) -> bool:
    certificate.refresh_from_db()
    content = certificate.pdf.read()
    return content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


def test_it_prints_what_it_is_told(finish):
    certificate = finish()
    with worker(broker=BROKER):
        until(lambda: is_(PdfState.READY))
    assert is_whole(certificate)


def test_it_is_printed_by_the_next_when_killed_in_the_middle(finish):
    # C02 L04
    certificate = finish()
    with worker(broker=BROKER, LMS_PDF_LEASE="1") as dying:
        until(is_claimed)
        kill(dying)
    certificate.refresh_from_db()
    assert (certificate.pdf_state, certificate.pdf.name) == (PdfState.PENDING, "")
    until(lambda: sweep() == 1)
    assert is_whole(certificate)


def test_it_is_swept_up_when_the_broker_was_flushed(finish):
    # L03
    certificate = finish()
    flush()
    with worker(broker=BROKER):
        tasks.sweep.apply_async()
        until(lambda: is_(PdfState.READY))
    assert is_whole(certificate)


def test_it_is_printed_once_when_told_ten_times(finish):
    # C03
    certificate = finish()
    for _again in range(9):
        tasks.render_pdf.apply_async([str(certificate.pk)])
    with worker(broker=BROKER):
        until(lambda: is_(PdfState.READY) and waiting() == 0)
    assert len(files()) == 1


def test_it_is_downloaded_before_any_worker_comes(finish, client):
    # L05
    certificate = finish()
    client.force_login(certificate.enrollment.learner)
    url = reverse("lms_certificates:download", kwargs={"pk": certificate.pk})
    assert client.get(url).content.startswith(b"%PDF-")
    with worker(broker=BROKER):
        until(lambda: waiting() == 0)
    assert len(files()) == 1


def test_it_is_told_again_by_a_broker_that_was_away(told_to):
    # L01
    port = brokers.free_port()

    def told(broker: str) -> bool:
        def arrives() -> bool:
            work.tell(tasks.sweep)
            return waiting(broker) > 0

        until(lambda: is_up(broker))
        until(arrives)
        return True

    def tell_before_between_and_after() -> list[bool]:
        with brokers.redis(port) as broker:
            told_to(broker)
            before = told(broker)
        work.tell(tasks.sweep)
        with brokers.redis(port) as broker:
            return [before, told(broker)]

    assert at_once(tell_before_between_and_after) == [[True, True]]


class Trap:
    """What a pickle could make a careless worker do."""

    def __init__(self, sprung: Path) -> None:
        self.sprung = sprung

    def __reduce__(self) -> tuple:
        return Path.touch, (self.sprung,)


def test_it_refuses_a_pickle_and_goes_on(finish, tmp_path):
    # I10
    certificate, sprung = finish(), tmp_path / "sprung"
    flush()
    with Connection(BROKER) as redis:
        redis.Producer(routing_key="celery").publish(
            pickle.dumps(([Trap(sprung)], {}, {})),
            content_type="application/x-python-serialize",
            content_encoding="binary",
            headers={"task": "certificates.tasks.render_pdf", "id": "trap", "lang": "py"},
        )
    with worker(broker=BROKER):
        until(lambda: waiting() == 0)
        tasks.render_pdf.apply_async([str(certificate.pk)])
        until(lambda: is_(PdfState.READY))
    assert not sprung.exists()
