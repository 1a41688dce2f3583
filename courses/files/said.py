"""The words of a course: what a reader meets in a block, a page or a question."""

from collections.abc import Iterable, Iterator
from typing import Any

from courses.files.course import Activity, Block, Check, Paged, Question, Scenario, Session

# Names and files that stand beside the words.
_NOT_WORDS = {"src", "mb", "captions", "key", "kind", "objective", "claim", "group", "decorative", "alt"}


def texts(value: Any) -> Iterator[str]:
    """Every text in this value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NOT_WORDS:
                yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def block_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text in these blocks. A safety part has none of its own."""
    for block in blocks:
        if block.kind != "safety":
            yield from texts(block.value)


def question_texts(question: Question) -> Iterator[str]:
    """A question with its answers and what we say to them."""
    yield question.stem
    yield from texts(question.answer)


def scenario_texts(scenario: Scenario) -> Iterator[str]:
    """A scenario with its turns, choices and endings."""
    yield from (scenario.situation, *scenario.roles, *scenario.debrief)
    for place in (*scenario.turns, *scenario.endings):
        yield from (place[name] for name in ("speaker", "line", "title", "text") if place.get(name))
        for choice in place.get("choices", ()):
            yield from (choice[name] for name in ("text", "consequence", "rationale"))


def placed_texts(activity: Activity) -> Iterator[tuple[int, str]]:
    """Every text of it with the line where its block or question begins."""
    if isinstance(activity, Check):
        yield from ((one.line, text) for one in activity.questions for text in question_texts(one))
        return
    if isinstance(activity, Scenario):
        yield from ((1, text) for text in scenario_texts(activity))
        return
    for block in (block for page in activity.pages for block in page.flat()):
        yield from ((block.line, text) for text in block_texts([block]))


def for_learners(activity: Activity) -> list[str]:
    """What a learner reads of it: of a session neither the facilitator's guide nor the observer's list."""
    if isinstance(activity, Check):
        return [text for question in activity.questions for text in question_texts(question)]
    if isinstance(activity, Scenario):
        return list(scenario_texts(activity))
    pages = [activity.about] if isinstance(activity, Session) else activity.pages
    return [text for page in pages for text in block_texts(page.flat())]


def emergency_steps(activity: Paged) -> list[str]:
    """The steps that somebody reads while it happens."""
    blocks = [block for page in activity.pages for block in page.flat() if block.kind == "steps"]
    return [step for block in blocks if block.value["emergency"] for step in block.value["steps"]]
