"""What does not fit in the files of a course: all of it, each with its file and line."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that does not fit. What is `wrong` keeps the course from being read; the rest is worth a look.

    Where a file cannot be read at all, that is the only thing to say about it.
    """

    path: str
    line: int
    says: str
    wrong: bool = True
    only: bool = False

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

    def broken(self, line: int, says: str) -> None:
        """Write down why this file cannot be read at all."""
        self.problems.append(Problem(self.path, line, says, only=True))

    def doubt(self, line: int, says: str) -> None:
        """Write down what is worth a look."""
        self.problems.append(Problem(self.path, line, says, wrong=False))


class NotReadable(ValueError):
    """A course that cannot be read as it stands. `problems` holds everything that was found, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = list(problems)
        broken = {problem.path: problem for problem in reversed(found) if problem.only}
        self.problems = sorted({broken.get(problem.path, problem) for problem in found})
        super().__init__("\n".join(str(problem) for problem in self.problems if problem.wrong))


def known(names: Iterable[str]) -> str:
    """Names as they stand in a sentence."""
    return ", ".join(sorted(names))
