"""How a course is written down as plain Python: one function for each block."""

from typing import Any


def text(*paragraphs: str) -> dict[str, Any]:
    """Plain paragraphs."""
    return {"type": "text", "value": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)}


def points(*lines: str) -> dict[str, Any]:
    """Things that stand beside each other, in no order."""
    return {"type": "text", "value": f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"}


def steps(heading: str, *lines: str) -> dict[str, Any]:
    """Things to do in order."""
    return {"type": "steps", "value": {"heading": heading, "steps": list(lines)}}


def check(question: str, *options: tuple[bool, str, str]) -> dict[str, Any]:
    """A question and its answers, each `(right, answer, what we say to it)`."""
    answers = [{"right": right, "text": answer, "feedback": reply} for right, answer, reply in options]
    return {"type": "check", "value": {"question": question, "options": answers}}


def safety(claims: str, *blocks: dict[str, Any]) -> dict[str, Any]:
    """Blocks that somebody must stand behind; `claims` are ids of the registry, such as "SC02 SC03"."""
    return {"type": "safety", "value": {"claims": claims.split(), "body": list(blocks)}}
