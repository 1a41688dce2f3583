"""Forms whose words are looked through for who a participant is, as the shift log's are."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.language import identifiers


class LooksThrough(forms.Form):
    """What surely tells who somebody is has to be said otherwise; about what might, it asks once: `asked`.

    `texts` names the fields. With `refuses` off, nothing is refused: then it only asks.
    """

    texts: ClassVar[tuple[str, ...]] = ()
    refuses = True

    keep_words = forms.BooleanField(label=_("Nobody could tell who I mean. Keep my words."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked: set[str] = set()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self.texts:
            self._look_through(name, cleaned.get(name) or "")
        return cleaned

    def _look_through(self, name: str, text: str) -> None:
        found = identifiers.find(text)
        sure = [one.words for one in found if one.is_sure and self.refuses]
        if sure:
            said = gettext("“%(words)s” could tell who somebody is. Please say it without that, like “somebody I met”.")
            self.add_error(name, said % {"words": sure[0]})
        elif found:
            self.asked.add("keep_words")
            if not self.cleaned_data.get("keep_words"):
                said = gettext("Could “%(words)s” tell who a participant is? Say it in another way, or keep it below.")
                self.add_error(name, said % {"words": found[0].words})
