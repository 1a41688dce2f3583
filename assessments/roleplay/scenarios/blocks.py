"""Turns, choices and endings in the Wagtail editor."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup
from wagtail.blocks.struct_block import StructBlockValidationError

from assessments.roleplay.criteria import CRITERIA
from assessments.roleplay.scenarios.graph import HIGHEST, LOWEST, MIXED
from assessments.roleplay.scenarios.words import LEVELS, MEASURE_NAMES, TONE_NAMES
from courses.pages.blocks import ClaimsBlock


def _criteria() -> list[tuple[str, str]]:
    return [(name, f"{name} {title}") for name, title in CRITERIA.items()]


class CriterionBlock(blocks.ChoiceBlock):
    """One of the criteria that practice is looked at by."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_criteria, label=_("Criterion"))

    def deconstruct(self) -> tuple:
        # Which criteria there are does not belong into a migration.
        return ("wagtail.blocks.ChoiceBlock", [], {"choices": []})


class NeedBlock(blocks.StructBlock):
    """Something is high enough, or low enough."""

    measure = blocks.ChoiceBlock(choices=list(MEASURE_NAMES.items()), label=_("What"))
    way = blocks.ChoiceBlock(choices=[("least", _("at least")), ("most", _("at most"))], label=_("Is"))
    level = blocks.ChoiceBlock(choices=[(str(n), word) for n, word in enumerate(LEVELS)], label=_("How high"))

    class Meta:
        icon = "lock"
        label = _("Condition")
        label_format = "{measure} {way} {level}"


class EffectBlock(blocks.StructBlock):
    """A criterion that shows in a choice, or is missing in it."""

    criterion = CriterionBlock()
    change = blocks.ChoiceBlock(
        choices=[
            ("2", _("shows clearly")),
            ("1", _("shows")),
            ("-1", _("is missing")),
            ("-2", _("is missing, and it hurts")),
        ],
        label=_("In this choice it"),
    )

    class Meta:
        icon = "view"
        label = _("Criterion")
        label_format = "{criterion} {change}"


def _move(label: Any) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(min_value=LOWEST - HIGHEST, max_value=HIGHEST, default=0, required=False, label=label)


def _shut(*names: str, **more: Any) -> BlockGroup:
    """Fields that few turns need: only their heading shows, with what is in them."""
    return BlockGroup(children=list(names), classname="collapsed", **more)


def _condition(*names: str) -> BlockGroup:
    return _shut(*names, heading=_("Condition"), icon="lock")


def _changes() -> BlockGroup:
    return _shut(
        *("trust", "safety", "tension", "effects"),
        heading=_("What it changes"),
        icon="view",
        help_text=_("At most 4. A number below zero lowers it. Criteria: what shows in this choice, or is missing."),
        label_format=_("trust {trust} · safety {safety} · tension {tension} {effects}"),
    )


def _claims() -> BlockGroup:
    return _shut("claims", heading=_("Safety claims"), icon="warning")


def _leads_to(label: Any, *, required: bool = True) -> blocks.CharBlock:
    return blocks.CharBlock(
        max_length=30, required=required, label=label, help_text=_("The short name of a turn or an ending.")
    )


class ChoiceBlock(blocks.StructBlock):
    """What somebody can say or do, and what comes of it."""

    text = blocks.TextBlock(max_length=300, rows=2, label=_("What somebody says or does"))
    consequence = blocks.TextBlock(max_length=400, rows=2, label=_("What happens"))
    rationale = blocks.TextBlock(max_length=400, rows=2, label=_("Why it matters"), help_text=_("Shown at the end."))
    to = _leads_to(_("Leads to"))
    must_do = blocks.BooleanBlock(required=False, label=_("A must-do step: nothing makes up for it"))
    effects = blocks.ListBlock(EffectBlock(), default=[], label=_("Criteria"))
    trust = _move(_("Trust goes up by"))
    safety = _move(_("Safety goes up by"))
    tension = _move(_("Tension goes up by"))
    needs = blocks.ListBlock(NeedBlock(), default=[], label=_("Can be chosen only if"))

    class Meta:
        icon = "arrow-right"
        label = _("Choice")
        form_layout = BlockGroup(
            children=["text", "consequence", "rationale", "to", "must_do", _changes(), _condition("needs")]
        )


class ChoicesBlock(blocks.ListBlock):
    """Choices of a turn. A new turn begins with as many as it needs."""

    def get_default(self) -> Any:
        return self.normalize([self.child_block.get_default() for _choice in range(self.meta.min_num)])


DECONSTRUCT_ALIASES = {ChoicesBlock: "wagtail.blocks.ListBlock"}


class PlaceBlock(blocks.StructBlock):
    """A turn or an ending: it has a name, and may have conditions."""

    name = blocks.CharBlock(
        max_length=30,
        label=_("Short name"),
        help_text=_("Such as “2” or “door”. The same in every language. Learners never see it."),
    )
    needs = blocks.ListBlock(NeedBlock(), default=[], label=_("People come here only if"))
    otherwise = _leads_to(_("If not, they go to"), required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["needs"] and not cleaned["otherwise"] and not self.is_deferred_validation:
            says = gettext("A condition needs somewhere else to go.")
            raise StructBlockValidationError({"otherwise": ValidationError(says)})
        return cleaned


class OptionalClaimsBlock(ClaimsBlock):
    """Safety claims, where it makes any."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.required = False

    def deconstruct(self) -> tuple:
        return ("wagtail.blocks.MultipleChoiceBlock", [], {"choices": [], "required": False})


class TurnBlock(PlaceBlock):
    """Somebody says or does something; then it is the learner's turn."""

    speaker = blocks.CharBlock(max_length=60, required=False, label=_("Who"))
    line = blocks.TextBlock(max_length=600, rows=3, label=_("What they say or do"))
    choices = ChoicesBlock(ChoiceBlock(), min_num=2, max_num=4, label=_("Choices"))
    claims = OptionalClaimsBlock()

    class Meta:
        form_layout = BlockGroup(
            children=["name", "speaker", "line", "choices", _condition("needs", "otherwise"), _claims()]
        )
        icon = "comment"
        label = _("Turn")
        group = _("Turns")


class EndingBlock(PlaceBlock):
    """How it ends."""

    title = blocks.CharBlock(max_length=120, label=_("Heading"))
    text = blocks.TextBlock(max_length=600, rows=3, label=_("What happened"))
    tone = blocks.ChoiceBlock(choices=list(TONE_NAMES.items()), default=MIXED, label=_("How it went"))
    claims = OptionalClaimsBlock()

    class Meta:
        form_layout = BlockGroup(
            children=["name", "title", "text", "tone", _condition("needs", "otherwise"), _claims()]
        )
        icon = "check"
        label = _("Ending")
        group = _("Endings")


class StepsBlock(blocks.StreamBlock):
    """A whole scenario."""

    turn = TurnBlock()
    ending = EndingBlock()

    class Meta:
        # What is there already begins as a list of its names.
        collapsed = True
