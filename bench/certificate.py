"""A certificate as PDF/UA-1, warm; and 500 that are owed, printed by one process and by two.

`ours` is everything from the row's facts to the PDF. `plain` is the fastest WeasyPrint render of the same page: HTML
and QR code given, fonts loaded, stylesheet parsed. `naive` is the same page with nothing kept. Processor time decides,
so that a busy machine does not; the two processes are compared by the clock, which needs two idle cores.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from typing import Any

from bench.rig import ground
from bench.rig.report import emit

ROUNDS = 9
EACH = 20
OWED = 500
fork = multiprocessing.get_context("fork")


def main() -> None:
    """Measure and print."""
    with ground.site("certificate"):
        certificates = _award(OWED)
        pairs = [(_print_all(1), _print_all(2)) for _round in range(3)]
        subjects = _subjects(certificates[0])
        figures = _in_turns(subjects)
    cpu = {name: median(figure["cpu_ms"]) for name, figure in figures.items()}
    of_plain = round(cpu["ours"] / cpu["plain"], 3)
    two = round(median(one / two for one, two in pairs), 2)
    emit(
        "certificate",
        {
            **{name: _summary(figure) for name, figure in figures.items()},
            "ratio": {"plain": of_plain, "naive": round(cpu["ours"] / cpu["naive"], 3)},
            "owed": {
                "certificates": OWED,
                "seconds": [[round(s, 2) for s in pair] for pair in pairs],
                "two_by_one": two,
            },
        },
        {"<= 1.2 x the fastest render": of_plain <= 1.2, "two processes >= 1.8 x one": two >= 1.8},
    )


def _award(many: int) -> list[Any]:
    """Certificates of people who finished a small course."""
    from certificates.services import award
    from courses.progress.services import complete_activity
    from lms.people.services import add_member, create_person
    from tests import builders

    organization = builders.organization("Harbor Outreach")
    course = builders.course(organization, "First weeks on the outreach team")
    module = builders.module(course)
    lessons = [
        builders.lesson(module, f"Part {domain}", minutes=60, domains={domain: 60})
        for domain in ("ethics", "advocacy", "mentoring", "wellness", "harm_reduction")
    ]
    made = []
    for number in range(many):
        person = create_person(username=f"learner-{number}", chosen_name=f"Learner Number {number}")
        add_member(user=person, organization=organization, role="new_hire")
        enrollment = builders.enroll(learner=person, organization=organization, course=course)
        for lesson in lessons:
            complete_activity(enrollment=enrollment, activity=lesson)
        enrollment.refresh_from_db()
        made.append(award(enrollment=enrollment))
    return made


def _subjects(certificate: Any) -> dict[str, Callable[[], object]]:
    from django.template.loader import get_template, render_to_string
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from certificates import pdf, press

    html = render_to_string("lms_certificates/pdf/certificate.html", pdf.context(certificate))
    assets = press.Locked(pdf.assets(certificate))
    warm = press.press()

    def plain() -> bytes:
        page = HTML(string=html, base_url="asset:", url_fetcher=assets)
        styles = [warm.style(pdf.STYLESHEET)]
        return page.write_pdf(font_config=warm.fonts, stylesheets=styles, pdf_variant="pdf/ua-1", pdf_tags=True)

    def naive() -> bytes:
        fonts = FontConfiguration()
        faces = CSS(string=press.faces(), font_config=fonts, url_fetcher=press.Locked(press.font_files()))
        style = CSS(string=get_template(pdf.STYLESHEET).render(press.stacks()), font_config=fonts)
        page = HTML(string=html, base_url="asset:", url_fetcher=assets)
        return page.write_pdf(font_config=fonts, stylesheets=[faces, style], pdf_variant="pdf/ua-1", pdf_tags=True)

    return {"ours": lambda: pdf.render(certificate), "plain": plain, "naive": naive}


def _in_turns(subjects: dict[str, Callable[[], object]]) -> dict[str, dict[str, list[float]]]:
    """A B C A B C: median processor time of each round, and every render by the clock."""
    figures: dict[str, dict[str, list[float]]] = {name: {"cpu_ms": [], "wall_ms": []} for name in subjects}
    for act in subjects.values():
        act()
    for _round in range(ROUNDS):
        for name, act in subjects.items():
            spent = [_timed(act) for _render in range(EACH if name != "naive" else 3)]
            figures[name]["cpu_ms"].append(median(cpu for cpu, _wall in spent))
            figures[name]["wall_ms"] += [wall for _cpu, wall in spent]
    return figures


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    act()
    return 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall)


def _summary(figure: dict[str, list[float]]) -> dict[str, float]:
    return {
        "cpu_ms": round(median(figure["cpu_ms"]), 1),
        "p50_ms": round(median(figure["wall_ms"]), 1),
        "p95_ms": round(quantiles(figure["wall_ms"], n=20)[-1], 1),
        "rounds": len(figure["cpu_ms"]),
    }


def _print_all(processes: int) -> float:
    """Seconds until nothing is owed any more, by so many warm processes."""
    from django.db import connections

    from certificates.models import Certificate, PdfState

    Certificate.objects.update(pdf_state=PdfState.PENDING, pdf_lease_until=None, pdf="")
    connections.close_all()
    with _started(processes) as (barrier, workers):
        barrier.wait()
        started = time.perf_counter()
        for worker in workers:
            worker.join()
        seconds = time.perf_counter() - started
    if Certificate.objects.exclude(pdf_state=PdfState.READY).exists():
        raise RuntimeError("Some were not printed.")
    return seconds


@contextmanager
def _started(processes: int) -> Iterator[tuple[Any, list[Any]]]:
    barrier = fork.Barrier(processes + 1)
    workers = [fork.Process(target=_work, args=(barrier,)) for _worker in range(processes)]
    for worker in workers:
        worker.start()
    yield barrier, workers


def _work(barrier: Any) -> None:
    from certificates import pdf, printing
    from certificates.models import Certificate

    pdf.render(Certificate.objects.latest("awarded_at"))
    barrier.wait()
    printing.print_all_owed(most=OWED)


if __name__ == "__main__":
    main()
