"""What an observer, and the person they observe, is asked."""

import uuid
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from assessments.roleplay.observed.models import GlobalRating
from assessments.roleplay.rubrics.content import Content
from courses.enrollment.models import Enrollment
from lms.people.models import Membership

HOW_IT_WENT = [
    (1, _("I want to practice this")),
    (2, _("Getting there")),
    (3, _("This went well")),
    (4, _("This went very well")),
]


class PersonField(forms.ModelChoiceField):
    """People by the name they chose."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.profile)


class BeginForm(forms.Form):
    """Which scenario, and with whom. `key` makes a double tap one performance."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    scenario = forms.ChoiceField(label=_("Scenario"), widget=forms.RadioSelect)
    partner = PersonField(
        User.objects.none(), label=_("Played with, if a colleague plays along"), required=False, empty_label=_("Nobody")
    )

    def __init__(
        self, *args: Any, scenarios: dict[str, str], enrollment: Enrollment, observer: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        which = self.fields["scenario"]
        which.choices = [(code, f"{code}: {title}") for code, title in scenarios.items()]  # type: ignore[attr-defined]
        which.initial = next(iter(scenarios), None)
        if len(scenarios) == 1:
            which.widget = forms.HiddenInput()
        here = Membership.objects.active().filter(organization_id=enrollment.organization_id)
        people = User.objects.filter(pk__in=here.values("user"), profile__isnull=False).select_related("profile")
        others = people.exclude(pk__in=[enrollment.learner_id, observer.pk]).order_by("profile__chosen_name")
        self.fields["partner"].queryset = others  # type: ignore[attr-defined]


class SelfForm(forms.Form):
    """How somebody saw their own play, criterion by criterion."""

    def __init__(self, *args: Any, rubric: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in rubric.criteria:
            self.fields[one.key] = forms.TypedChoiceField(
                label=one.name,
                choices=HOW_IT_WENT,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Say how it was. Your best guess is fine.")},
            )


class WholeForm(forms.Form):
    """How it was as a whole, before anything is computed."""

    global_rating = forms.TypedChoiceField(
        label=_("How was it as a whole?"),
        help_text=_("Go by what you saw, not by sums. What it comes to is shown after you have said this."),
        choices=GlobalRating.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how it was as a whole.")},
    )
    worked = forms.CharField(
        label=_("What worked"),
        help_text=_("In a sentence. They read it. Name no participant."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    to_try = forms.CharField(
        label=_("One thing to try"),
        help_text=_("One thing, small enough for next time."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
