"""What is asked when somebody is let back in."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms import conf
from lms.home.access.services import LENGTH, find_way_back


class RestoreForm(forms.Form):
    """Whether the phone is gone too. Not asked where the host knows no passkeys or codes."""

    phone_gone = forms.BooleanField(
        label=gettext_lazy("Their phone is gone too: its lock and its codes open nothing any more"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if conf.forget_second_factors() is None:
            del self.fields["phone_gone"]


class CodeForm(forms.Form):
    """The eight letters and digits on somebody's screen."""

    code = forms.CharField(
        label=gettext_lazy("The code on their screen"),
        max_length=20,
        help_text=gettext_lazy("Eight letters and digits. Capital or not does not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        typed = "".join(sign for sign in self.cleaned_data["code"].upper() if sign.isalnum())
        if len(typed) != LENGTH or find_way_back(code=typed) is None:
            raise ValidationError(_("This code opens nothing. It is open for fifteen minutes only; ask for another."))
        return typed


class NewPasswordForm(forms.Form):
    """A new password."""

    password = forms.CharField(
        label=gettext_lazy("New password"),
        strip=False,
        help_text=gettext_lazy("At least eight characters. Three words in a row work well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password
