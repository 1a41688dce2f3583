"""A buddy, and what an agency wants for everybody who is new."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from lms.people.models import Membership


class BuddyForm(forms.Form):
    """One of the colleagues here, or nobody for now."""

    buddy = forms.TypedChoiceField(label=_("A colleague you can turn to"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Membership.objects.active().filter(organization=member.organization).exclude(user=member.user)
        people = User.objects.filter(pk__in=here.values("user"), profile__isnull=False).select_related("profile")
        self.people = {one.pk: one for one in people.order_by("profile__chosen_name")}
        choices = [("", _("Nobody for now")), *((pk, str(one.profile)) for pk, one in self.people.items())]
        self.fields["buddy"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> User | None:
        """Only of a form that is valid."""
        return self.people.get(self.cleaned_data["buddy"] or 0)


class ItemForm(forms.Form):
    """One more thing on the list."""

    text = forms.CharField(label=_("What else?"), max_length=120)
