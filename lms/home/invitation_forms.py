from typing import Any

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.pages.models import CoursePage
from lms.people.models import Organization, Role, Team
from lms.people.names import visible_name


class InviteForm(forms.Form):
    """Whom to invite, for what, and for how long."""

    role = forms.ChoiceField(label=_("Role"))
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), required=False, empty_label=_("No team yet"))
    course = forms.ModelChoiceField(
        CoursePage.objects.none(), label=_("First course"), required=False, empty_label=_("No course yet")
    )
    uses = forms.IntegerField(label=_("How many people may use the link"), min_value=1, max_value=200, initial=1)
    days = forms.IntegerField(label=_("Open for how many days"), min_value=1, max_value=60, initial=14)
    label = forms.CharField(
        label=_("A word to find it again"),
        max_length=80,
        required=False,
        help_text=_("For example: November van crew. Leave out names."),
    )

    def __init__(self, *args: Any, organization: Organization, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, Role(role).label) for role in Role.values if role in roles]  # type: ignore[attr-defined]
        self.fields["team"].queryset = organization.teams.all()  # type: ignore[attr-defined]
        self.fields["course"].queryset = CoursePage.objects.child_of(organization.course_index).live()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") in (Role.SUPERVISOR, Role.SENIOR_PEER) and not cleaned.get("team"):
            self.add_error("team", _("Choose the team: this role sees the people of one team."))
        return cleaned


class MailForm(forms.Form):
    """Where to send the link."""

    address = forms.EmailField(label=_("E-mail address"), help_text=_("Used once and not kept."))


class JoinForm(forms.Form):
    """What somebody new needs: a username, the name they go by, a password. Nothing else."""

    chosen_name = forms.CharField(
        label=_("What should we call you?"),
        max_length=80,
        help_text=_("Any name you like. It is shown here and printed on certificates. You can change it."),
    )
    username = forms.CharField(
        label=_("Username"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("To sign in with. It does not have to be your name."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least eight characters. Three words in a row work well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_chosen_name(self) -> str:
        return visible_name(self.cleaned_data["chosen_name"])

    def clean_username(self) -> str:
        username = get_user_model().normalize_username(self.cleaned_data["username"])
        if get_user_model().objects.filter(username__iexact=username).exists():
            raise ValidationError(_("Somebody here has this username already. Try another one."))
        return username

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        user = get_user_model()(username=self.cleaned_data.get("username", ""))
        password_validation.validate_password(password, user)
        return password
