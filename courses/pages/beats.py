"""Heartbeats: how a lesson's page tells that somebody is working on it, and what we believe of that.

The server signs when it made the page. A browser only counts seconds from there, so its clock is never asked: whatever
it sends, no more is counted than the time that really went by, each second once.
"""

import re

from django.http import HttpRequest
from django.utils import timezone

from courses.pages import late, marks
from courses.pages.standing import Standing
from courses.progress import hours
from courses.progress.time import Work, idle_seconds

_WHOLE = re.compile(r"[0-9]{1,6}", re.ASCII)


def work_of(request: HttpRequest, here: Standing, *, is_news: bool = False) -> Work | None:
    """The time that a click or a heartbeat speaks for; None where it says nothing that could be so.

    `opened` is the page's mark; `from` and `to` are seconds since then. A page without scripts sends no such
    numbers: then what went by since it was opened counts, up to the idle limit. A click that waited on a phone speaks
    for time only where it tells it and `is_news`, something not done before (decision 0012).
    """
    waited = late.has_waited(request)
    mark = marks.read(here, request.POST.get("opened", ""))
    told = [request.POST[name] for name in ("from", "to") if name in request.POST]
    if mark is None or len(told) == 1 or not all(_WHOLE.fullmatch(number) for number in told):
        return None
    if waited and not (told and is_news):
        return None
    now = timezone.now()
    beat = (int(told[0]), int(told[1])) if told else None
    stretch = hours.worked(opened=mark.made, now=int(now.timestamp()), idle=idle_seconds(), beat=beat, waited=waited)
    if stretch is None:
        return None
    return Work(stretch, now, known=here.time, tops_up=here.has_credit_to_gain, waited=waited)
