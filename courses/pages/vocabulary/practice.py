"""Blocks to practice with: answered on the page itself, sent nowhere and kept nowhere."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.pages.vocabulary.grounding import GROUNDINGS, Grounding, labels
from courses.pages.vocabulary.samples import Sampled
from courses.pages.vocabulary.say import PLAIN_TEXT


class CardBlock(blocks.StructBlock):
    """One card with two sides."""

    front = blocks.CharBlock(max_length=200, label=_("Front"))
    back = blocks.CharBlock(max_length=400, label=pgettext_lazy("of a card", "Back"))

    class Meta:
        icon = "copy"


class FlipBlock(Sampled, blocks.StructBlock):
    """Cards to turn over."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    cards = blocks.ListBlock(CardBlock(), min_num=2, max_num=12, label=_("Cards"))

    class Meta:
        icon = "copy"
        label = _("Flip cards")
        description = _("Cards with something on the back. Each is turned over by itself.")
        template = "lms_courses/blocks/flip.html"
        group = _("Practice")


class SortCardBlock(blocks.StructBlock):
    """One card, and the group where it goes."""

    text = blocks.CharBlock(max_length=200, label=_("Card"))
    group = blocks.CharBlock(max_length=60, label=_("Group"), help_text=_("Written as above."))
    why = blocks.CharBlock(required=False, max_length=400, label=_("Why"))

    class Meta:
        icon = "copy"


class SortBlock(Sampled, blocks.StructBlock):
    """Cards that each belong to one of a few groups."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    groups = blocks.ListBlock(
        blocks.CharBlock(max_length=60, label=_("Group")), min_num=2, max_num=4, label=_("Groups")
    )
    cards = blocks.ListBlock(SortCardBlock(), min_num=2, max_num=12, label=_("Cards"))

    class Meta:
        icon = "table"
        label = _("Sort cards")
        description = _("Cards that belong to one of a few groups. Where each goes, and why, is shown on demand.")
        template = "lms_courses/blocks/sort.html"
        group = _("Practice")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        astray = [card["text"] for card in cleaned["cards"] if card["group"] not in list(cleaned["groups"])]
        if astray and not self.is_deferred_validation:
            said = gettext("These cards name a group that is not there: %(cards)s.") % {"cards": ", ".join(astray)}
            raise StructBlockValidationError({"cards": ValidationError(said)})
        return cleaned


class OrderItemBlock(blocks.StructBlock):
    """One thing to put in its place."""

    text = blocks.CharBlock(max_length=200, label=_("What"))
    why = blocks.CharBlock(required=False, max_length=400, label=_("Why here"))

    class Meta:
        icon = "order"


class OrderBlock(Sampled, blocks.StructBlock):
    """Things to put in order. They are written in the right one and shown in another."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    items = blocks.ListBlock(
        OrderItemBlock(), min_num=2, max_num=8, label=_("In the right order"), help_text=_("Learners see them mixed.")
    )

    class Meta:
        icon = "order"
        label = _("Put in order")
        description = _("Things that learners give a place, from the first to the last.")
        template = "lms_courses/blocks/order.html"
        group = _("Practice")

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        context = super().get_context(value, parent_context)
        items = list(value["items"])
        return {**context, "mixed": mixed(items, context.get("id") or ""), "places": range(1, len(items) + 1)}


def mixed(items: list[Any], seed: str) -> list[Any]:
    """The same items in another order, always the same one for a seed."""
    drawn = sorted(range(len(items)), key=lambda place: sha256(f"{seed}:{place}".encode()).digest())
    if drawn == sorted(drawn):
        drawn = drawn[1:] + drawn[:1]
    return [items[place] for place in drawn]


class RewriteBlock(Sampled, blocks.StructBlock):
    """A sentence to say in a better way."""

    prompt = blocks.CharBlock(max_length=200, label=_("What to do"))
    sentence = blocks.CharBlock(max_length=300, label=_("Sentence"))
    ways = blocks.ListBlock(blocks.CharBlock(max_length=300, label=_("Way")), min_num=1, label=_("Ways to say it"))

    class Meta:
        icon = "edit"
        label = _("Rewrite the sentence")
        description = _("A sentence to say in a better way, with some ways to compare.")
        template = "lms_courses/blocks/rewrite.html"
        group = _("Practice")


class FinishBlock(Sampled, blocks.StructBlock):
    """A sentence to finish."""

    prompt = blocks.CharBlock(max_length=300, label=_("Beginning of the sentence"))
    examples = blocks.ListBlock(
        blocks.CharBlock(max_length=300, label=_("Example")), min_num=1, label=_("How others finish it")
    )

    class Meta:
        icon = "edit"
        label = _("Finish the sentence")
        description = _("The beginning of a sentence. Learners finish it and see how others do.")
        template = "lms_courses/blocks/finish.html"
        group = _("Practice")


class SayOptionBlock(blocks.StructBlock):
    """Something one could say, and what comes back."""

    text = blocks.CharBlock(max_length=300, label=_("What one could say"))
    reply = blocks.CharBlock(max_length=500, label=_("What happens then"))
    best = blocks.BooleanBlock(required=False, label=_("A good way to go"))

    class Meta:
        icon = "comment"


class SayBlock(Sampled, blocks.StructBlock):
    """A situation, and what one could say in it."""

    prompt = blocks.CharBlock(max_length=200, label=_("Question"), help_text=_("Such as: What would you say?"))
    situation = blocks.RichTextBlock(features=PLAIN_TEXT, label=_("Situation"))
    options = blocks.ListBlock(SayOptionBlock(), min_num=2, max_num=5, label=_("What one could say"))

    class Meta:
        icon = "comment"
        label = _("What would you say?")
        description = _("A situation and what one could say in it. Each way shows what happens then.")
        template = "lms_courses/blocks/say.html"
        group = _("Practice")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if sum(bool(option["best"]) for option in cleaned["options"]) > 1 and not self.is_deferred_validation:
            said = ValidationError(_("Mark one way as a good one, or none."))
            raise StructBlockValidationError({"options": said})
        return cleaned

    def get_searchable_content(self, value: Any) -> list[str]:
        """The situation, then each way with what happens, and which one we call good."""
        good, other = gettext("A good way to go: %(text)s (%(reply)s)"), "%(text)s (%(reply)s)"
        said: Iterable[str] = ((good if option["best"] else other) % option for option in value["options"])
        return [value["prompt"], *self.child_blocks["situation"].get_searchable_content(value["situation"]), *said]


class ReflectionBlock(Sampled, blocks.StructBlock):
    """A question to oneself. What is typed stays on the page, or on this phone where the reader wants that."""

    prompt = blocks.CharBlock(max_length=300, label=_("Question"))

    class Meta:
        icon = "user"
        label = _("Reflection")
        description = _("A question to oneself. Nobody else reads the answer.")
        template = "lms_courses/blocks/reflection.html"
        group = _("Practice")


class GroundBlock(Sampled, blocks.StructBlock):
    """A pause to come back to oneself: our own words, to be skipped by whoever wants to."""

    kind = blocks.ChoiceBlock(choices=labels(), label=_("Kind"), default=Grounding.SENSES.value)

    class Meta:
        icon = "time"
        label = _("Pause and ground")
        description = _("A short pause, for after something hard. Nobody has to, and nothing is counted.")
        template = "lms_courses/blocks/ground.html"
        group = _("Practice")

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        context = super().get_context(value, parent_context)
        return {**context, "guide": GROUNDINGS.get(value["kind"]), "senses": GROUNDINGS[Grounding.SENSES]}

    def get_searchable_content(self, value: Any) -> list[str]:
        guide = GROUNDINGS.get(value["kind"])
        return [str(line) for line in (guide.title, *guide.steps)] if guide else []
