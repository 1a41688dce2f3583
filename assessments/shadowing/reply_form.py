"""A word about one's own shift."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.shadowing import identifiers


class ReplyForm(forms.Form):
    """Short, and without anybody's name. Whether words that might tell who it was are meant stands in `asked`."""

    text = forms.CharField(
        label=_("Your reply"),
        help_text=_("Whoever may sign this shift reads it. Write nothing that could tell who a participant is."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "data-looked-at": True}),
    )
    keep_words = forms.BooleanField(label=_("Nobody could tell who I mean. Keep my words."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked: set[str] = set()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        found = identifiers.find(cleaned.get("text", ""))
        sure = [one.words for one in found if one.is_sure]
        if sure:
            said = gettext("“%(words)s” could tell who somebody is. Please say it without that, like “somebody I met”.")
            self.add_error("text", said % {"words": sure[0]})
        elif found and not cleaned.get("keep_words"):
            self.asked.add("keep_words")
            said = gettext("Could “%(words)s” tell who a participant is? Say it in another way, or keep it below.")
            self.add_error("text", ValidationError(said % {"words": found[0].words}))
        return cleaned
