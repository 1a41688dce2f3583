"""What does not fit in the files of a course: all of it, each with its file and line."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that does not fit. What is `wrong` keeps the course from being read; the rest is worth a look."""

    path: str
    line: int
    says: str
    wrong: bool = True

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.says}"


@dataclass
class Notes:
    """What somebody who reads one file writes down on the way."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int, says: str) -> None:
        """Write down what keeps the course from being read."""
        self.problems.append(Problem(self.path, line, says))

    def doubt(self, line: int, says: str) -> None:
        """Write down what is worth a look."""
        self.problems.append(Problem(self.path, line, says, wrong=False))


class NotReadable(ValueError):
    """A course that cannot be read as it stands. `problems` holds everything that was found, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems if problem.wrong))


def known(names: Iterable[str]) -> str:
    """Names as they stand in a sentence."""
    return ", ".join(sorted(names))
