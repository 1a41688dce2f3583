from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.boards.queries import labels
from courses.outside.models import OutsideTraining
from courses.outside.papers import Paper, read_paper
from courses.outside.queries import domain_choices
from courses.outside.rules import Details, is_day_possible, is_length_possible
from lms.people.clocks import clock_of, day_by, today_in
from lms.people.models import Organization
from lms.people.names import visible_name

ACCEPTED = ".jpg,.jpeg,.png,.webp,.pdf,image/*,application/pdf"


class OutsideForm(forms.Form):
    """A training taken elsewhere, in under a minute."""

    title = forms.CharField(label=_("What was it called?"), max_length=160)
    provider = forms.CharField(label=_("Who gave it?"), max_length=160)
    taken_on = forms.DateField(
        label=_("On which day?"),
        help_text=_("The last day, if it took several."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    hours = forms.IntegerField(label=_("How many hours?"), min_value=0, max_value=100, required=False)
    minutes = forms.IntegerField(label=_("And how many minutes?"), min_value=0, max_value=59, required=False)
    domain = forms.ChoiceField(label=_("Which subject does it count for?"), required=False)
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Who should confirm it?"), empty_label=None
    )
    paper = forms.FileField(
        label=_("Certificate: a photo or a PDF"),
        required=False,
        help_text=_("You can leave it out and show it to your coordinator. Up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    drop_paper = forms.BooleanField(label=_("Take the file off"), required=False)

    def __init__(
        self,
        *args: Any,
        learner: User,
        agencies: list[Organization],
        training: OutsideTraining | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"initial": _initial(training, agencies), **kwargs})
        kept = labels([training.domain] if training else [])
        domains = dict(domain_choices(agencies)) | kept
        self.fields["domain"].choices = [("", _("None of these")), *domains.items()]  # type: ignore[attr-defined]
        self.learner, self.agencies = learner, agencies
        if len(agencies) > 1:
            keys = [agency.pk for agency in agencies]
            self.fields["organization"].queryset = Organization.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        else:
            del self.fields["organization"]
        if not (training and training.paper):
            del self.fields["drop_paper"]
        self.read: Paper | None = None

    def clean_title(self) -> str:
        return visible_name(self.cleaned_data["title"])

    def clean_provider(self) -> str:
        return visible_name(self.cleaned_data["provider"])

    def clean_paper(self) -> UploadedFile | None:
        uploaded: UploadedFile | None = self.cleaned_data["paper"]
        if uploaded is not None:
            self.read = read_paper(uploaded)
        return uploaded

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "taken_on" in cleaned and not is_day_possible(cleaned["taken_on"], today=self._today()):
            self.add_error("taken_on", _("This day has not come yet, or is too long ago."))
        if not {"hours", "minutes"} & set(self.errors) and not is_length_possible(self._length(cleaned)):
            self.add_error("hours", _("Say how long it took, up to 100 hours."))
        return cleaned

    def _today(self) -> date:
        """Where it is sent to; for somebody who is in no agency, by the clock they live by."""
        return today_in(self.sent_to) if self.sent_to else day_by(clock_of(self.learner), timezone.now())

    @staticmethod
    def _length(cleaned: dict[str, Any]) -> int:
        return 60 * (cleaned.get("hours") or 0) + (cleaned.get("minutes") or 0)

    @property
    def details(self) -> Details:
        """What was typed."""
        typed = self.cleaned_data
        return Details(typed["title"], typed["provider"], typed["taken_on"], self._length(typed), typed["domain"])

    @property
    def sent_to(self) -> Organization | None:
        """The agency that is to confirm it; None where the person is in none."""
        chosen: Organization | None = self.cleaned_data.get("organization")
        return chosen or next(iter(self.agencies), None)


def _initial(training: OutsideTraining | None, agencies: list[Organization]) -> dict[str, Any]:
    if training is None:
        return {"organization": agencies[0].pk if agencies else None}
    hours, minutes = divmod(training.minutes, 60)
    fields = ("title", "provider", "taken_on", "domain")
    kept = {name: getattr(training, name) for name in fields}
    return {**kept, "hours": hours, "minutes": minutes, "organization": training.organization_id}


class SeenForm(forms.Form):
    """Whose certificates one saw: a box for each training that waits."""

    trainings = forms.MultipleChoiceField(
        label=_("Whose certificate did you see?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick every certificate that you saw."),
            "invalid_choice": _("One of these changed while you looked at it. Look again, then confirm."),
        },
    )

    def __init__(self, *args: Any, waiting: list[OutsideTraining], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # With the moment of its last change: what changed meanwhile is no longer what was ticked.
        self.waiting = {f"{row.pk} {row.changed_at.isoformat()}": row for row in waiting}
        self.fields["trainings"].choices = [(key, row.title) for key, row in self.waiting.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[OutsideTraining]:
        """The trainings that were ticked."""
        return [self.waiting[key] for key in self.cleaned_data["trainings"]]

    @property
    def boxes(self) -> list[tuple[Any, OutsideTraining]]:
        """Each box with its training."""
        return list(zip(self["trainings"], self.waiting.values(), strict=True))


class WhyForm(forms.Form):
    """Why something is not counted, in words that the person can do something with."""

    reason = forms.CharField(
        label=_("Why it is not counted"),
        max_length=300,
        help_text=_("They read this, can correct it and send it again."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_reason(self) -> str:
        return " ".join(self.cleaned_data["reason"].split())
