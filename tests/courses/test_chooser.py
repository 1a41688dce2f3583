"""What the editor's chooser says of each block: what it is for, and how a learner sees it."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from courses.pages.blocks import ContentBlock, SessionBlock

OFFERED = {
    f"{of}-{name}": block
    for of, vocabulary in (("lesson", ContentBlock()), ("session", SessionBlock()))
    for name, block in vocabulary.child_blocks.items()
}
# An example has nobody's file, and claims nothing.
UNFINISHED = {"image", "video", "audio", "download", "safety"}
WHOLE = {place: block for place, block in OFFERED.items() if block.name not in UNFINISHED}


def offered(blocks: dict[str, Any]) -> Any:
    return pytest.mark.parametrize("block", list(blocks.values()), ids=list(blocks))


def address(block: Any) -> str:
    return f"{reverse('wagtailadmin_block_preview')}?id={block.definition_prefix}"


@offered(OFFERED)
def test_it_says_what_it_is_for_in_both_languages(block):
    with translation.override("es"):
        spanish = str(block.get_description())
    assert block.get_description()
    assert spanish not in {"", str(block.get_description())}


@offered(OFFERED)
def test_it_is_shown_as_a_learner_sees_it(block, signed_in, inez):
    page = signed_in(inez).get(address(block))
    assert block.is_previewable
    assert "lms/components.css" in page.text
    assert "[[" not in page.text
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]


@offered(WHOLE)
def test_its_example_could_stand_on_a_page(block):
    assert block.clean(block.get_preview_value())


def test_its_question_is_asked_and_not_answered(signed_in, inez):
    page = signed_in(inez).get(address(OFFERED["lesson-check"])).text
    assert "What do you do first at a door?" in page
    assert "Say your name" in page
    assert "Yes. So they know who it is." not in page


def test_it_is_for_whoever_writes(signed_in, rosa, dana):
    for person in (rosa, dana()):
        assert signed_in(person).get(address(OFFERED["lesson-text"])).status_code == 302
