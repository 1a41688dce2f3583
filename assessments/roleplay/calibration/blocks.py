"""What was agreed about an anchor performance, in the Wagtail editor."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

MARKS = [
    ("1", _("1: Not yet")),
    ("2", _("2: Developing")),
    ("3", _("3: Ready")),
    ("4", _("4: Strong")),
    ("yes", _("Seen")),
    ("partly", _("Partly seen")),
    ("no", _("Not seen yet")),
]


class AgreedMarkBlock(blocks.StructBlock):
    """One criterion or step of the rubric, its mark, and why."""

    key = blocks.CharBlock(max_length=6, label=_("Short name"), help_text=_("As in the rubric, such as G1."))
    mark = blocks.ChoiceBlock(choices=MARKS, label=_("Agreed mark"))
    why = blocks.CharBlock(max_length=200, label=_("Why"), help_text=_("In a sentence."))

    class Meta:
        icon = "check"
        label = _("Agreed mark")


class AgreedBlock(blocks.StreamBlock):
    """Everything that was agreed."""

    agreed = AgreedMarkBlock()
