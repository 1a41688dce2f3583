"""The block that asks: a knowledge check."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.pages.vocabulary.samples import Sampled


class OptionBlock(blocks.StructBlock):
    """One answer somebody could give, and what we say to it."""

    text = blocks.CharBlock(max_length=200, label=_("Answer"))
    right = blocks.BooleanBlock(required=False, label=_("This is right"))
    feedback = blocks.CharBlock(max_length=400, label=_("What we say to it"))

    class Meta:
        icon = "radio-empty"


class CheckBlock(Sampled, blocks.StructBlock):
    """One question with one right answer. Every answer gets a reply that teaches; one may try again."""

    question = blocks.CharBlock(max_length=300, label=_("Question"))
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=6, label=_("Answers"))
    objective = blocks.CharBlock(
        required=False, max_length=20, label=_("Objective"), help_text=_("What it checks, such as M05-O1.")
    )

    class Meta:
        icon = "help"
        label = _("Knowledge check")
        description = _("One question with one right answer. Every answer gets a reply, and one may try again.")
        template = "lms_courses/blocks/check.html"
        group = _("Check")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        right = sum(bool(option["right"]) for option in cleaned["options"])
        if right != 1 and not self.is_deferred_validation:
            raise StructBlockValidationError({"options": ValidationError(_("Mark exactly one answer as right."))})
        return cleaned

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        # On a page `rendering` asks it, with an address to answer to; this is the question by itself.
        options = [{"id": number, "text": option["text"]} for number, option in enumerate(value["options"])]
        block = {"id": "", "question": value["question"], "options": options}
        return {**super().get_context(value, parent_context), "block": block}

    def get_prep_value(self, value: Any) -> Any:
        # Left out where it says nothing, so that questions from before it are still what their reviewers signed.
        kept = super().get_prep_value(value)
        return kept if kept["objective"] else {name: one for name, one in kept.items() if name != "objective"}

    def get_searchable_content(self, value: Any) -> list[str]:
        """The question with its answers, which of them is right, and what we say to each."""
        right, other = gettext("Right: %(text)s (%(reply)s)"), gettext("Not right: %(text)s (%(reply)s)")
        answers = [
            (right if option["right"] else other) % {"text": option["text"], "reply": option["feedback"]}
            for option in value["options"]
        ]
        return [value["question"], *answers]
