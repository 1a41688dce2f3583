"""Reading reports back: tables of a page, and files."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import User

from courses.enrollment.models import Enrollment
from lms.reports import asking
from lms.reports.exports import ask_for_file
from lms.reports.kinds import kind_of
from lms.reports.models import Export, Form


def rows_of(response: Any) -> list[list[str]]:
    """The table of people, as lists of words."""
    return words_of(response.context["people"])


def words_of(table: dict[str, Any]) -> list[list[str]]:
    """A table as lists of words."""
    return [[words for _column, words in row] for row in table["rows"]]


def read(response: Any) -> list[list[str]]:
    """A CSV file's rows, the head among them."""
    return list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"), newline="")))


def finish_on(enrollment: Enrollment, year: int, month: int, day: int, hour: int = 12) -> None:
    """The course was finished at that hour (UTC)."""
    when = {"completed_at": datetime(year, month, day, hour, tzinfo=UTC)}
    Enrollment.objects.filter(pk=enrollment.pk).update(**when)


def long_file(user: User, form: Form = Form.CSV, key: str = "finished", **data: str) -> Export:
    """A file that takes a while, as somebody asked for it."""
    kind = kind_of(key)
    question = asking.read(user, data)
    question.is_valid()
    return ask_for_file(user=user, kind=kind, form=form, asked=question.asked, total=1)
