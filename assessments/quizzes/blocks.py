"""A bank of questions in the Wagtail editor, and the draw from it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.pages.blocks import claims


class PartBlock(blocks.StructBlock):
    """How many questions about one objective somebody gets."""

    objective = blocks.CharBlock(max_length=20, label=_("Objective"), help_text=_("Such as M05-O1."))
    ask = blocks.IntegerBlock(min_value=1, max_value=20, label=_("Questions"))
    must_know = blocks.IntegerBlock(
        min_value=0, max_value=20, default=0, label=_("Of these must-know"), help_text=_("All of those must be right.")
    )

    class Meta:
        icon = "list-ul"
        label = _("Objective")


def _claims() -> list[tuple[str, str]]:
    return [(name, Truncator(text).chars(70)) for name, text in claims()]


class ClaimBlock(blocks.ChoiceBlock):
    """A safety claim of the registry, by id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=_claims,
            required=False,
            label=_("What it claims"),
            help_text=_("A question about something that a life may depend on. A reviewer stands behind it."),
        )

    def deconstruct(self) -> tuple:
        # What the registry says today does not belong into a migration.
        return ("wagtail.blocks.ChoiceBlock", [], {"choices": [], "required": False})


class QuestionBlock(blocks.StructBlock):
    """What every question has, of whichever kind."""

    name = blocks.CharBlock(
        max_length=30, label=_("Short name"), help_text=_("Such as M05-Q01. The same in every language.")
    )
    objective = blocks.CharBlock(max_length=20, label=_("Objective"))
    must_know = blocks.BooleanBlock(required=False, label=_("Must-know: nobody is done without it"))
    claim = ClaimBlock()
    stem = blocks.TextBlock(max_length=400, rows=2, label=_("Question"))

    class Meta:
        group = _("Questions")


class OptionBlock(blocks.StructBlock):
    """One answer somebody could give, and what we say to it."""

    text = blocks.CharBlock(max_length=200, label=_("Answer"))
    right = blocks.BooleanBlock(required=False, label=_("This is right"))
    feedback = blocks.CharBlock(max_length=400, label=_("What we say to it"))

    class Meta:
        icon = "radio-empty"


class ChoiceQuestionBlock(QuestionBlock):
    """A question with two to six answers."""

    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=6, label=_("Answers"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            _refuse("options", self._trouble(cleaned["options"]))
        return cleaned

    def _trouble(self, options: Any) -> str:
        if len({option["text"] for option in options}) < len(options):
            return gettext("Two answers say the same.")
        return self.wrong_count(sum(bool(option["right"]) for option in options))

    def wrong_count(self, right: int) -> str:
        """Why this many right answers are not what the kind wants; empty where they are."""
        return "" if right == 1 else gettext("Mark exactly one answer as right.")


class SingleBlock(ChoiceQuestionBlock):
    class Meta:
        icon = "radio-full"
        label = _("One right answer")
        description = _("One of two to six answers is right. Each gets a reply that teaches.")


class SayBlock(ChoiceQuestionBlock):
    class Meta:
        icon = "openquote"
        label = _("What would you say?")
        description = _("A situation and what one could say in it. One way is the best, and each gets a reply.")


class SeveralBlock(ChoiceQuestionBlock):
    class Meta:
        icon = "tick-inverse"
        label = _("Several right answers")
        description = _("More than one answer may be right. All of them have to be found.")

    def wrong_count(self, right: int) -> str:
        return "" if right else gettext("Mark at least one answer as right.")


class TrueFalseBlock(QuestionBlock):
    """A sentence that is true or false, and why."""

    answer = blocks.BooleanBlock(required=False, label=_("It is true"))
    reason = blocks.CharBlock(max_length=400, label=_("Why"))
    why_true = blocks.CharBlock(required=False, max_length=400, label=_("What we say to “true”, if not that"))
    why_false = blocks.CharBlock(required=False, max_length=400, label=_("What we say to “false”, if not that"))

    class Meta:
        icon = "adjust"
        label = _("True or false")
        description = _("A sentence that is true or not, and why.")


class OrderBlock(QuestionBlock):
    """Things to put in order. Learners see them mixed."""

    items = blocks.ListBlock(
        blocks.CharBlock(max_length=200, label=_("What")), min_num=3, max_num=8, label=_("In the right order")
    )
    feedback = blocks.CharBlock(max_length=400, label=_("What we say to it"))

    class Meta:
        icon = "order"
        label = _("Put in order")
        description = _("Things that learners give a place. They see them mixed.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        twice = len(set(cleaned["items"])) < len(cleaned["items"])
        if twice and not self.is_deferred_validation:
            _refuse("items", gettext("Two of these say the same."))
        return cleaned


class PairBlock(blocks.StructBlock):
    """Two things that belong together."""

    left = blocks.CharBlock(max_length=200, label=_("This"))
    right = blocks.CharBlock(max_length=200, label=_("Goes with"))

    class Meta:
        icon = "link"


class MatchBlock(QuestionBlock):
    """Things to match. Learners see the second ones mixed."""

    pairs = blocks.ListBlock(PairBlock(), min_num=2, max_num=6, label=_("Pairs"))
    feedback = blocks.CharBlock(max_length=400, label=_("What we say to it"))

    class Meta:
        icon = "link"
        label = _("Match")
        description = _("Two lists whose lines belong together. Learners see the second one mixed.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        pairs = cleaned["pairs"]
        twice = any(len({pair[side] for pair in pairs}) < len(pairs) for side in ("left", "right"))
        if twice and not self.is_deferred_validation:
            _refuse("pairs", gettext("Each side of a pair is there only once."))
        return cleaned


def _refuse(field: str, sentence: str) -> None:
    if sentence:
        raise StructBlockValidationError({field: ValidationError(sentence)})


class BankBlock(blocks.StreamBlock):
    """Every kind of question."""

    single = SingleBlock()
    several = SeveralBlock()
    true_false = TrueFalseBlock()
    order = OrderBlock()
    match = MatchBlock()
    say = SayBlock()
