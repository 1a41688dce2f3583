"""The editor's form of a check."""

from courses.pages.forms import ActivityForm


class CheckForm(ActivityForm):
    """A draft without a cut keeps the one that it had: the database wants a number."""

    def clean_cut(self) -> int:
        cut = self.cleaned_data["cut"]
        return self.initial["cut"] if cut is None else cut
