"""`manage.py check_curriculum`: whether a course of text files keeps what it promises."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.files.blueprint import read_blueprint
from courses.files.curriculum_check import Row, check_course
from courses.files.problems import NotReadable, Problem
from courses.files.reader import read_course
from courses.files.translation_check import Translated
from lms import starter

FIRST_WEEKS = Path(starter.__file__).parent / "first_weeks"
HEAD = ("activity", "minutes", "worth", "NASBA", "words", "questions", "grade", "emergency")
TRANSLATED = ("activity", "language", "words", "INFLESZ", "emergency")


class Command(BaseCommand):
    """Prints one table and one sentence for each thing that does not fit."""

    help = "Holds a course of text files against its plan: minutes, objectives, items, claims, numbers, rubrics, grade."
    requires_system_checks = ()  # it looks at files and at nothing else

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=FIRST_WEEKS, help="the folder of course.yaml")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"]
        try:
            found = check_course(read_course(folder), read_blueprint(folder))
        except NotReadable as error:
            self._tell(error.problems)
            raise CommandError("The course cannot be read as it stands.") from error
        self._table(HEAD, [cells(row) for row in found.rows])
        if found.translations:
            self._table(TRANSLATED, [translated_cells(one) for one in found.translations])
        self._tell(found.problems)
        if any(problem.wrong for problem in found.problems):
            raise CommandError("The course does not keep what it promises.")
        self.stdout.write("The course keeps what it promises.")

    def _table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        for row in (head, *rows):
            self.stdout.write("  ".join(f"{cell:>9}" for cell in row))

    def _tell(self, problems: Any) -> None:
        for problem in problems:
            self.stdout.write(sentence(problem))


def sentence(problem: Problem) -> str:
    """A problem with its sign: a cross for what must change, an exclamation mark for what is worth a look."""
    return f"{'✗' if problem.wrong else '!'} {problem}"


def cells(row: Row) -> list[str]:
    """A row of the table; a dash where a number says nothing."""
    numbers = (row.worth, row.nasba, row.grade, row.emergency)
    shown = [_shown(number) for number in numbers]
    return [row.id, str(row.minutes), *shown[:2], str(row.words), str(row.questions), *shown[2:]]


def translated_cells(one: Translated) -> list[str]:
    """A row of the second table: how a translation reads."""
    return [one.id, one.language, str(one.words), _shown(one.ease), _shown(one.emergency)]


def _shown(number: float | None) -> str:
    return "–" if number is None else f"{number:.1f}"
