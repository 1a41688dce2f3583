"""What people type at the door, in our words."""

from typing import Any

from allauth.account.forms import LoginForm, RequestLoginCodeForm
from allauth.account.models import EmailAddress
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


def in_our_words(form: forms.Form, **labels: Any) -> forms.Form:
    """These fields under labels of ours, without the grey words inside that vanish when somebody types."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.widget.attrs.pop("placeholder", None)
        if name == "code":
            field.widget.attrs.update(inputmode="numeric")
    return form


class SignInForm(LoginForm):
    """A username and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, login=_("Username"), password=_("Password"))
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")


class AskForCodeForm(RequestLoginCodeForm):
    """The address of somebody who showed that it is theirs. Whoever else asks is answered alike."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, email=_("Your e-mail address"))

    def clean_email(self) -> str:
        address: str = super().clean_email()
        known = EmailAddress.objects.filter(email__iexact=address, verified=True, user__is_active=True)
        found = known.select_related("user").first()
        self._user = found.user if found else None
        return address


class PasskeyForm(AddWebAuthnForm):
    """A passkey that opens the door alone, so the phone has to ask for its lock."""

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        return super().clean()
