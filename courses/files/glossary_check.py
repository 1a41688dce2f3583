"""Whether a course explains its words as it means to: each once a module, in running text, in plain words."""

from collections.abc import Iterator

from courses.files.course import Block, Check, Course, Module
from courses.files.plain_lines import TOKEN
from courses.files.problems import Notes, Problem
from courses.files.said import block_texts
from lms.language.checker import check

RUNNING_TEXT = {"text", "callout", "story", "quote"}


def check_glossary(course: Course, problems: list[Problem]) -> None:
    """Add to `problems` what does not fit, in each language that explains words."""
    for language, terms in course.glossary.items():
        if not terms:
            continue
        notes, known = Notes(f"glossary.{language}.yaml", problems), {term.casefold() for term in terms}
        for term, meaning in terms.items():
            for found in check(TOKEN.sub("this", meaning), language):
                notes.wrong(1, f"“{term}”: “{found.match}”: {found.why}.")
        used = {term for module in course.modules for term in _marked(module, language, known, problems)}
        for term in sorted(known - used):
            notes.doubt(1, f"No lesson marks “{term}”, so nobody will see what it means.")


def _marked(module: Module, language: str, known: set[str], problems: list[Problem]) -> set[str]:
    seen: set[str] = set()
    for activity in module.in_language(language):
        notes = Notes(activity.path, problems)
        if isinstance(activity, Check):
            continue
        for block in (block for page in activity.pages for block in page.flat()):
            for term in _terms(block):
                if block.kind not in RUNNING_TEXT:
                    notes.wrong(block.line, f"“{term}” opens in running text only, and not in “{block.kind}”.")
                if term in seen:
                    notes.wrong(block.line, f"“{term}” is marked twice in {module.id}; the first time is enough.")
                if term not in known:
                    notes.wrong(block.line, f"The glossary does not explain “{term}” in this language.")
                seen.add(term)
    return seen


def _terms(block: Block) -> Iterator[str]:
    for text in block_texts([block]):
        yield from (name.removeprefix("term:").casefold() for name in TOKEN.findall(text) if name.startswith("term:"))
